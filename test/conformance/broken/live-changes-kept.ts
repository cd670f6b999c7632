import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedHistory, withStores, type Store } from '../spoilt-stores';

/** Keeps the changes that it was handed, and gives out copies of them. */
export const liveChangesKept: BrokenRepository = {
  fault: 'keeps the very changes that it was handed',
  blamed: [5],
  caughtBy: ['although the caller changes the partner', 'although the caller changes the customer'],
  create: overMemoryOnce((memory) => withStores(memory, keeping)),
};

function keeping<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const kept = new Map<Id, { readonly revision: Revision; readonly changes: readonly Change[] }[]>();
  return {
    commit: (sent) =>
      answer(async () =>
        (await store.commit(sent)).map((revision) => {
          const before = sent.next === null ? [] : (kept.get(sent.id) ?? []);
          kept.set(sent.id, [...before, { revision, changes: sent.changes }]);
          return revision;
        }),
      ),
    ...editedHistory(store, (_, id) =>
      (kept.get(id) ?? []).flatMap(({ revision, changes }) =>
        changes.map((change) => ({ revision, change: structuredClone(change) })),
      ),
    ),
  };
}
