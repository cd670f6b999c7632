import type { CustomerId, Page, Partner } from 'partner-relationships';
import type { Stage } from '../stage';
import { valueOf } from './step';

/** A partner's whole customer list, page by page. */
export async function customerListOf({ service }: Stage, partner: Partner): Promise<readonly CustomerId[]> {
  const list: CustomerId[] = [];
  let after: string | null = null;
  do {
    const page: Page<CustomerId> = valueOf(
      `the customer list of ${partner.name}`,
      await service.customersOf(partner.id, { after }),
    );
    list.push(...page.items);
    after = page.next;
  } while (after !== null);
  return list;
}
