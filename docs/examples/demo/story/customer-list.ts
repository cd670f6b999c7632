import type { Customer, MalformedInput, Page, PageError, Partner } from 'partner-relationships';
import type { Result } from 'neverthrow';
import type { Stage } from '../stage';
import { valueOf } from './step';

/** A partner's whole customer list, with the names of today. */
export async function customerListOf({ service }: Stage, partner: Partner): Promise<readonly Customer[]> {
  const list = await allPages(`the customer list of ${partner.name}`, (after) =>
    service.customersOf(partner.id, { after }),
  );
  return list.map(({ customer }) => customer);
}

/** All customers that a partner administers a service of, also through a provider, with the names of today. */
export async function customersAdministeredBy({ service }: Stage, partner: Partner): Promise<readonly Customer[]> {
  const list = await allPages(`whom ${partner.name} administers`, (after) =>
    service.customersAdministeredBy(partner.id, { after }),
  );
  return list.map(({ customer }) => customer);
}

/** Everybody whom the marketplace knows. */
export function customersOfAll({ service }: Stage): Promise<readonly Customer[]> {
  return allPages('the list of all customers', (after) => service.customers({ after }));
}

export function namesIn(list: readonly Customer[]): readonly string[] {
  return list.map(({ name }) => name);
}

export function isIn(list: readonly Customer[], { id }: Customer): boolean {
  return list.some((one) => one.id === id);
}

/** Reads a list page by page. */
async function allPages<Item>(
  what: string,
  read: (after: string | null) => PromiseLike<Result<Page<Item>, MalformedInput | PageError>>,
): Promise<readonly Item[]> {
  const list: Item[] = [];
  let after: string | null = null;
  do {
    const page: Page<Item> = valueOf(what, await read(after));
    list.push(...page.items);
    after = page.next;
  } while (after !== null);
  return list;
}
