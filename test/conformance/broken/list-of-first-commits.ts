import type { CustomerId, PartnerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedLists } from '../spoilt-stores';

/** Enters a customer in the lists when it is inserted, and forgets to when it is updated. */
export const listOfFirstCommits: BrokenRepository = {
  fault: 'enters a customer in the list on its first commit only',
  blamed: [3],
  caughtBy: ['a list follows', 'a state without its list entry'],
  create: overMemoryOnce(entering),
};

function entering(memory: RelationshipRepository): RelationshipRepository {
  const entered = new Map<PartnerId, Set<CustomerId>>();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const result = await memory.customers.commit(sent);
          if (result.isOk() && sent.expected === 'absent') {
            for (const { partnerId } of sent.next.relationships) {
              entered.set(partnerId, (entered.get(partnerId) ?? new Set()).add(sent.id));
            }
          }
          return result;
        }),
    },
    ...editedLists(memory, (ids, partnerId) => ids.filter((id) => entered.get(partnerId)?.has(id) === true)),
  };
}
