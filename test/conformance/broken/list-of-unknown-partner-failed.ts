import { err } from 'neverthrow';
import { storageFailed, type PartnerId, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer } from '../spoilt-stores';

/** Fails if there is nothing: the list of a partner is a row that nobody has made yet. */
export const listOfUnknownPartnerFailed: BrokenRepository = {
  fault: 'the customer list of a partner without customers is answered as a failure',
  blamed: [4],
  caughtBy: ['a partner that nobody knows has an empty customer list'],
  create: overMemoryOnce(withRows),
};

function withRows(memory: RelationshipRepository): RelationshipRepository {
  const rows = new Set<PartnerId>();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) => {
        for (const { partnerId } of sent.next.relationships) rows.add(partnerId);
        return memory.customers.commit(sent);
      },
    },
    customersOf: (partnerId, page) =>
      answer(async () =>
        rows.has(partnerId) ? await memory.customersOf(partnerId, page) : err(storageFailed('no such row')),
      ),
  };
}
