import type { Customer, ListedCustomer, Page, Partner } from 'partner-relationships';
import type { Stage } from '../stage';
import { valueOf } from './step';

/** A partner's whole customer list, page by page. */
export async function customerListOf({ service }: Stage, partner: Partner): Promise<readonly ListedCustomer[]> {
  const list: ListedCustomer[] = [];
  let after: string | null = null;
  do {
    const page: Page<ListedCustomer> = valueOf(
      `the customer list of ${partner.name}`,
      await service.customersOf(partner.id, { after }),
    );
    list.push(...page.items);
    after = page.next;
  } while (after !== null);
  return list;
}

/** The names in a list, as they are now. */
export function namesIn(list: readonly ListedCustomer[]): readonly string[] {
  return list.map(({ customer }) => customer.name);
}

export function isIn(list: readonly ListedCustomer[], { id }: Customer): boolean {
  return list.some(({ customer }) => customer.id === id);
}
