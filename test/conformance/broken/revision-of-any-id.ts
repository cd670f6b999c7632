import { err } from 'neverthrow';
import { revisionConflict, type Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, currentRevision, withStores, type Store } from '../spoilt-stores';

/** Looks whether the expected revision is current, but not under which id. */
export const revisionOfAnyId: BrokenRepository = {
  fault: 'takes the current revision of another id',
  blamed: [1],
  caughtBy: [
    'one at a stale revision of a partner does not, nor one',
    'one at a stale revision of a customer does not, nor one',
  ],
  create: overMemoryOnce((memory) => withStores(memory, lookingAnywhere)),
};

function lookingAnywhere<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const current = new Map<Id, Revision>();
  return {
    commit: (sent) =>
      answer(async () => {
        const stored = await currentRevision(store, sent.id);
        const isCurrent = sent.expected !== 'absent' && [...current.values()].includes(sent.expected);
        if (stored !== 'absent' && !isCurrent) return err(revisionConflict(sent.expected));
        const result = await store.commit(stored === 'absent' ? sent : { ...sent, expected: stored });
        if (result.isOk()) current.set(sent.id, result.value);
        return result;
      }),
  };
}
