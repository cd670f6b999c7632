import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

/** Writes the revision beside the state and not beside the changes. */
export const reopenedWithTheLastRevision: BrokenRepository = {
  fault: 'opened again, every change bears the last revision',
  blamed: [8],
  caughtBy: ['the state and the history of a partner', 'the state and the history of a customer'],
  create: spoiltByReopening((memory) =>
    withStores(memory, (store) =>
      editedHistory(store, (items) =>
        items.map((item) => ({ ...item, revision: items.at(-1)?.revision ?? item.revision })),
      ),
    ),
  ),
};
