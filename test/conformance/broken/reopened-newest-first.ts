import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

/** The process appends its changes in memory, and reads them from the disk by a descending index. */
export const reopenedNewestFirst: BrokenRepository = {
  fault: 'opened again, histories begin with the newest change',
  blamed: [8],
  caughtBy: ['the state and the history of a partner', 'the state and the history of a customer'],
  create: spoiltByReopening((memory) =>
    withStores(memory, (store) => editedHistory(store, (items) => [...items].reverse())),
  ),
};
