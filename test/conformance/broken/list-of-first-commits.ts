import { customerEntries, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { customerIdOf, editedLists, onCommit } from '../spoilt-stores';

/** Enters a customer in the lists when it is inserted, and forgets to when it is updated. */
export const listOfFirstCommits: BrokenRepository = {
  fault: 'enters a customer in the lists on its first commit only',
  blamed: [3],
  caughtBy: ['lists follow', 'a state without its list entry'],
  create: overMemoryOnce(entering),
};

function entering(memory: RelationshipRepository): RelationshipRepository {
  const entered = new Set<string>();
  return {
    ...onCommit(memory, ({ id, expected, next }, isRefused) => {
      if (isRefused || expected !== 'absent') return;
      for (const partnerId of customerEntries(next)._unsafeUnwrap().keys()) entered.add(`${partnerId} ${id}`);
    }),
    ...editedLists(memory, (entries, partnerId) =>
      entries.filter((entry) => entered.has(`${partnerId} ${customerIdOf(entry)}`)),
    ),
  };
}
