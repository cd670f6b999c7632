import { overMemory, type BrokenRepository } from '../broken-repository';
import { rememberedPages, withStores } from '../spoilt-stores';

/**
 * Keeps the histories that it has read until it commits itself, although other processes commit meanwhile. The history
 * lacks changes, and stands beside a state that has gone on: one fault breaks two promises.
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
