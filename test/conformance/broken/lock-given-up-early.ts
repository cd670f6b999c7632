import { err } from 'neverthrow';
import { revisionConflict } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, currentRevision, overwrite, roundTrip, withStores, type Store } from '../spoilt-stores';

/** Locks while it compares, and gives the lock up before its write is there: a commit a little later passes. */
export const lockGivenUpEarly: BrokenRepository = {
  fault: 'gives its lock up before it has written',
  blamed: [1],
  caughtBy: ['of commits at "absent" on one partner', 'of commits at one revision of one customer'],
  create: overMemoryOnce((memory) => withStores(memory, lockingShortly)),
};

function lockingShortly<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const locked = new Set<Id>();
  return {
    commit: (sent) =>
      answer(async () => {
        if (locked.has(sent.id)) return err(revisionConflict(sent.expected));
        locked.add(sent.id);
        const current = await currentRevision(store, sent.id);
        locked.delete(sent.id);
        if (current !== sent.expected) return err(revisionConflict(sent.expected));
        await roundTrip();
        return overwrite(store, sent);
      }),
  };
}
