import { ok, type Result } from 'neverthrow';
import type { Page, PageError, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageOf } from '../spoilt-stores';

/** Has a column for the name, which the first commit fills and no later one. */
export const listsWithFirstNames: BrokenRepository = {
  fault: 'the lists of all show the names of the first commits',
  blamed: [3],
  caughtBy: ['the list of all partners follows', 'the list of all customers follows'],
  create: overMemoryOnce(keepingNames),
};

function keepingNames({ partners, customers, customersOf }: RelationshipRepository): RelationshipRepository {
  const namesOfPartners = new Map<string, string>();
  const namesOfCustomers = new Map<string, string>();
  return {
    partners: {
      ...partners,
      commit: (sent) => {
        if (sent.next !== null && sent.expected === 'absent') namesOfPartners.set(sent.id, sent.next.partner.name);
        return partners.commit(sent);
      },
      list: (page) => answer(async () => renamed(await partners.list(page), namesOfPartners)),
    },
    customers: {
      ...customers,
      commit: (sent) => {
        if (sent.next !== null && sent.expected === 'absent') namesOfCustomers.set(sent.id, sent.next.customer.name);
        return customers.commit(sent);
      },
      list: (page) => answer(async () => renamed(await customers.list(page), namesOfCustomers)),
    },
    customersOf,
  };
}

function renamed<T extends { readonly id: string; readonly name: string }>(
  page: Result<Page<T>, PageError>,
  names: ReadonlyMap<string, string>,
): Result<Page<T>, PageError> {
  return page.andThen(({ items, next }) =>
    ok(
      pageOf(
        items.map((item) => ({ ...item, name: names.get(item.id) ?? item.name })),
        next,
      ),
    ),
  );
}
