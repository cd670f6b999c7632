import type { RecordedChange } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, currentRevision, editedHistory, withStores, type Store } from '../spoilt-stores';

/** Appends the changes, then updates the state on condition, and leaves the changes when the condition fails. */
export const changesBeforeTheCheck: BrokenRepository = {
  fault: 'a refused commit leaves its changes in the history',
  blamed: [3],
  caughtBy: [
    'a refused commit of a partner, alone or in a race, leaves',
    'a refused commit of a customer, alone or in a race, leaves',
  ],
  create: overMemoryOnce((memory) => withStores(memory, leavingChanges)),
};

function leavingChanges<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const left = new Map<Id, RecordedChange<Change>[]>();
  return {
    commit: (sent) =>
      answer(async () => {
        const revision = await currentRevision(store, sent.id);
        const result = await store.commit(sent);
        if (result.isErr() && revision !== 'absent') {
          const changes = sent.changes.map((change) => ({ revision, change }));
          left.set(sent.id, [...(left.get(sent.id) ?? []), ...changes]);
        }
        return result;
      }),
    ...editedHistory(store, (items, id) => [...items, ...(left.get(id) ?? [])]),
  };
}
