import type { CustomerId, PartnerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedLists } from '../spoilt-stores';

/** Enters customers in the lists and never takes one out. */
export const listLeftBehind: BrokenRepository = {
  fault: 'the customer stays in the list after the relationship has ended',
  blamed: [3],
  caughtBy: ['a list follows'],
  create: overMemoryOnce(keeping),
};

function keeping(memory: RelationshipRepository): RelationshipRepository {
  const ever = new Map<PartnerId, Set<CustomerId>>();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const result = await memory.customers.commit(sent);
          if (result.isErr()) return result;
          for (const { partnerId } of sent.next.relationships) {
            ever.set(partnerId, (ever.get(partnerId) ?? new Set()).add(sent.id));
          }
          return result;
        }),
    },
    ...editedLists(memory, (ids, partnerId) => [...ids, ...(ever.get(partnerId) ?? [])]),
  };
}
