import { memoryRepository, type RelationshipRepository } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { editedLists, Entries, onCommit } from '../spoilt-stores';

/** The lists are in memory, and rebuilt from all relationships that ever began. */
export const listRebuiltWrongly: BrokenRepository = {
  fault: 'opened again, lists have customers that had gone',
  blamed: [8],
  caughtBy: ['who has come to a list of related customers', 'who has come to a list of administered customers'],
  create: async () => {
    const memory = memoryRepository();
    const ever = new Entries();
    const first = onCommit(memory, ({ next }, isRefused) => {
      if (!isRefused) ever.enter(next);
    });
    const reopen = async (): Promise<RelationshipRepository> => ({
      ...first,
      ...editedLists(memory, (entries, partnerId, list) => [...ever.in(list, partnerId), ...entries]),
    });
    return { repository: first, another: async () => ({ ...first }), reopen, close: async () => {} };
  },
};
