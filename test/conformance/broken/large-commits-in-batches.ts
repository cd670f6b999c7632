import type { Revision } from 'partner-relationships';
import { LARGEST_DOCUMENTS, overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedHistory, roundTrip, withStores, type Store } from '../spoilt-stores';

const BATCH = 500;

/** Writes changes in batches, each in its own transaction, because of a limit on the size of transactions. */
export const largeCommitsInBatches: BrokenRepository = {
  fault: 'a commit of many changes is written in several transactions',
  blamed: [3],
  caughtBy: ['a reader sees all changes of a large commit'],
  sizes: LARGEST_DOCUMENTS,
  create: overMemoryOnce((memory) => withStores(memory, inBatches)),
};

function inBatches<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const written = new Map<Revision, number>();
  return {
    commit: (sent) =>
      answer(async () => {
        const result = await store.commit(sent);
        if (result.isErr() || sent.changes.length <= BATCH) return result;
        for (let count = BATCH; count < sent.changes.length; count += BATCH) {
          written.set(result.value, count);
          await roundTrip();
        }
        written.delete(result.value);
        return result;
      }),
    ...editedHistory(store, (items) => {
      const counts = new Map<Revision, number>();
      return items.filter(({ revision }) => {
        const count = (counts.get(revision) ?? 0) + 1;
        counts.set(revision, count);
        return count <= (written.get(revision) ?? count);
      });
    }),
  };
}
