import type { RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { editedLists, Entries, onCommit } from '../spoilt-stores';

/** Enters customers in the lists and never takes one out. */
export const listLeftBehind: BrokenRepository = {
  fault: 'the customer stays in the lists after the relationship has ended',
  blamed: [3],
  caughtBy: ['lists follow'],
  create: overMemoryOnce(keeping),
};

function keeping(memory: RelationshipRepository): RelationshipRepository {
  const ever = new Entries();
  return {
    ...onCommit(memory, ({ next }, isRefused) => {
      if (!isRefused) ever.enter(next);
    }),
    ...editedLists(memory, (entries, partnerId, list) => [...ever.in(list, partnerId), ...entries]),
  };
}
