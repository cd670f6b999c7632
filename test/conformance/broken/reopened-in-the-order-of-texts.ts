import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

/** A file for each change, read in the order of their names: 1, 10, 11, 2. */
export const reopenedInTheOrderOfTexts: BrokenRepository = {
  fault: 'opened again, histories come in the order of their positions as texts',
  blamed: [8],
  caughtBy: ['the state and the history of a partner', 'the state and the history of a customer'],
  create: spoiltByReopening((memory) =>
    withStores(memory, (store) =>
      editedHistory(store, (items) =>
        items
          .map((item, at) => ({ item, name: String(at + 1) }))
          .sort((one, other) => (one.name < other.name ? -1 : 1))
          .map(({ item }) => item),
      ),
    ),
  ),
};
