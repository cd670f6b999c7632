import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

/** Trims the history, to save space. */
export const historyCutOff: BrokenRepository = {
  fault: 'only the last fifty changes are kept',
  blamed: [6],
  caughtBy: ['when a partner is committed again and again', 'it has every one of the many changes of one commit'],
  create: overMemory((memory) => withStores(memory, (store) => editedHistory(store, (items) => items.slice(-50)))),
};
