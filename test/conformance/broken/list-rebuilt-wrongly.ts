import { memoryRepository, type CustomerId, type PartnerId, type RelationshipRepository } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { answer, editedLists } from '../spoilt-stores';

/** The lists are in memory, and rebuilt from all relationships that ever began. */
export const listRebuiltWrongly: BrokenRepository = {
  fault: 'opened again, lists have customers that had gone',
  blamed: [8],
  caughtBy: ['who has come to a customer list and who has gone from it'],
  create: async () => {
    const memory = memoryRepository();
    const ever = new Map<PartnerId, Set<CustomerId>>();
    const first = remembering(memory, ever);
    const reopen = async (): Promise<RelationshipRepository> => ({
      ...first,
      ...editedLists(memory, (ids, partnerId) => [...ids, ...(ever.get(partnerId) ?? [])]),
    });
    return { repository: first, another: async () => ({ ...first }), reopen, close: async () => {} };
  },
};

function remembering(memory: RelationshipRepository, ever: Map<PartnerId, Set<CustomerId>>): RelationshipRepository {
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
  };
}
