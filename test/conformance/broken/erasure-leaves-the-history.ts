import type { RecordedChange } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedHistory, withStores, type Store } from '../spoilt-stores';

/** Erases the state and appends the erasure to what has happened. */
export const erasureLeavesTheHistory: BrokenRepository = {
  fault: 'the history of an erased customer keeps what was before',
  blamed: [6],
  caughtBy: ['when a customer is erased it is the erasure'],
  create: overMemoryOnce((memory) => withStores(memory, appending)),
};

function appending<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const histories = new Map<Id, RecordedChange<Change>[]>();
  return {
    commit: (sent) =>
      answer(async () =>
        (await store.commit(sent)).map((revision) => {
          const changes = sent.changes.map((change) => ({ revision, change: structuredClone(change) }));
          histories.set(sent.id, [...(histories.get(sent.id) ?? []), ...changes]);
          return revision;
        }),
      ),
    ...editedHistory(store, (_, id) => structuredClone(histories.get(id) ?? [])),
  };
}
