import type { RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { editedLists, Entries, onCommit } from '../spoilt-stores';

/** Enters the customer in the list and then commits, and leaves the entry when the commit is refused. */
export const listBeforeTheCheck: BrokenRepository = {
  fault: 'a refused commit leaves its entry in the customer list',
  blamed: [3],
  caughtBy: ['a refused commit of a customer, alone or in a race, changes no list'],
  create: overMemoryOnce(leavingEntries),
};

function leavingEntries(memory: RelationshipRepository): RelationshipRepository {
  const left = new Entries();
  return {
    ...onCommit(memory, ({ next }, isRefused) => {
      if (isRefused) left.enter(next);
    }),
    ...editedLists(memory, (entries, partnerId, list) => [...left.in(list, partnerId), ...entries]),
  };
}
