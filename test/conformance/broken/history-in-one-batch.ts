import { LARGEST_DOCUMENTS, overMemory, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

const LARGEST_BATCH = 1000;

/** Writes the changes of a commit in one batch, and silently loses those for which the batch has no room. */
export const historyInOneBatch: BrokenRepository = {
  fault: 'only the first thousand changes of a commit are recorded',
  blamed: [6],
  caughtBy: [
    'it has every one of the many changes of one commit of a partner',
    'it has every one of the many changes of one commit of a customer',
  ],
  sizes: LARGEST_DOCUMENTS,
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedHistory(store, (items) => {
        const counts = new Map<string, number>();
        return items.filter(({ revision }) => {
          const count = (counts.get(revision) ?? 0) + 1;
          counts.set(revision, count);
          return count <= LARGEST_BATCH;
        });
      }),
    ),
  ),
};
