import { err } from 'neverthrow';
import { customerEntries, storageFailed, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer } from '../spoilt-stores';

/** Fails if there is nothing: a list is a row that nobody has made yet. */
export const listOfUnknownPartnerFailed: BrokenRepository = {
  fault: 'a list in which nobody ever was is answered as a failure',
  blamed: [4],
  caughtBy: [
    'the list of all partners is empty',
    'the list of all customers is empty',
    'a list of related customers is empty',
    'a list of administered customers is empty',
  ],
  create: overMemoryOnce(withRows),
};

function withRows(memory: RelationshipRepository): RelationshipRepository {
  const rows = new Set<string>();
  const { partners, customers, customersOf } = memory;
  const failed = storageFailed('no such row');
  return {
    partners: {
      ...partners,
      commit: (sent) => {
        rows.add('all partners');
        return partners.commit(sent);
      },
      list: (page) => answer(async () => (rows.has('all partners') ? await partners.list(page) : err(failed))),
    },
    customers: {
      ...customers,
      commit: (sent) => {
        rows.add('all customers');
        for (const partnerId of customerEntries(sent.next)._unsafeUnwrap().keys()) rows.add(partnerId);
        return customers.commit(sent);
      },
      list: (page) => answer(async () => (rows.has('all customers') ? await customers.list(page) : err(failed))),
    },
    customersOf: (list, partnerId, page) =>
      answer(async () => (rows.has(partnerId) ? await customersOf(list, partnerId, page) : err(failed))),
  };
}
