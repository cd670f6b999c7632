import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedHistory, roundTrip, withStores, type Store } from '../spoilt-stores';

/** Writes the state, and then the changes with a second call: a reader in between misses them. */
export const changesAfterTheState: BrokenRepository = {
  fault: 'writes the changes in a second step, after the state',
  blamed: [3],
  caughtBy: ['never sees a partner without its changes', 'never sees a customer without its changes'],
  create: overMemoryOnce((memory) => withStores(memory, inTwoSteps)),
};

function inTwoSteps<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const unwritten = new Set<Revision>();
  return {
    commit: (sent) =>
      answer(async () => {
        const result = await store.commit(sent);
        if (result.isErr()) return result;
        unwritten.add(result.value);
        await roundTrip();
        unwritten.delete(result.value);
        return result;
      }),
    ...editedHistory(store, (items) => items.filter(({ revision }) => !unwritten.has(revision))),
  };
}
