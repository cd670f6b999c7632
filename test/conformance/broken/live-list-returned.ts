import { ok } from 'neverthrow';
import type { CustomerId, PartnerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageById, readAll } from '../spoilt-stores';

/** Gives out a list that fits on one page as it keeps it, not frozen. */
export const liveListReturned: BrokenRepository = {
  fault: 'gives out the very customer list that it keeps',
  blamed: [5],
  caughtBy: ['although the caller changes a page of a customer list'],
  create: overMemoryOnce(givingOut),
};

function givingOut(memory: RelationshipRepository): RelationshipRepository {
  const kept = new Map<PartnerId, CustomerId[]>();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) => {
        kept.clear();
        return memory.customers.commit(sent);
      },
    },
    customersOf: (partnerId, page) =>
      answer(async () => {
        const ids = kept.get(partnerId) ?? (await readAll((request) => memory.customersOf(partnerId, request)));
        kept.set(partnerId, ids);
        return page.after === null && ids.length <= page.limit ? ok({ items: ids, next: null }) : pageById(ids, page);
      }),
  };
}
