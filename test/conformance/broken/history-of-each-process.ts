import { overMemory, type BrokenRepository } from '../broken-repository';
import { rememberedPages, withStores } from '../spoilt-stores';

/**
 * Keeps the histories that it has read until it commits itself, whatever other processes commit meanwhile. The history
 * is short of changes, and stands beside a state that has gone on: two promises are broken by one fault.
 */
export const historyOfEachProcess: BrokenRepository = {
  fault: 'each process keeps the histories that it has read',
  blamed: [3, 6],
  caughtBy: ['it folds to the state of the partner', 'it folds to the state of the customer'],
  sizes: { rounds: 30 },
  create: overMemory((memory) =>
    withStores(memory, (store) => {
      const histories = rememberedPages(store.history);
      return {
        history: histories.read,
        commit: (sent) => {
          histories.forget();
          return store.commit(sent);
        },
      };
    }),
  ),
};
