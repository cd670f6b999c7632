import type { CustomerId, PartnerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedLists } from '../spoilt-stores';

/** Enters the customer in the list and then commits, and leaves the entry when the commit is refused. */
export const listBeforeTheCheck: BrokenRepository = {
  fault: 'a refused commit leaves its entry in the customer list',
  blamed: [3],
  caughtBy: ['a refused commit of a customer, alone or in a race, moves nobody'],
  create: overMemoryOnce(leavingEntries),
};

function leavingEntries(memory: RelationshipRepository): RelationshipRepository {
  const left = new Map<PartnerId, Set<CustomerId>>();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const result = await memory.customers.commit(sent);
          if (result.isErr()) {
            for (const { partnerId } of sent.next.relationships) {
              left.set(partnerId, (left.get(partnerId) ?? new Set()).add(sent.id));
            }
          }
          return result;
        }),
    },
    ...editedLists(memory, (ids, partnerId) => [...ids, ...(left.get(partnerId) ?? [])]),
  };
}
