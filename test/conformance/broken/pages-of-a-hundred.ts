import type { Page } from 'partner-relationships';
import { LARGEST_DOCUMENTS, LONGEST_LISTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, cutPage, withLists, withStores } from '../spoilt-stores';

const MOST = 100;

/** The server gives a hundred rows at most, and the adapter takes fewer rows than it asked for to be all. */
export const pagesOfAHundred: BrokenRepository = {
  fault: 'a page ends after a hundred items, and says that it is the last',
  blamed: [7],
  caughtBy: [
    'in a history of a partner that is longer and larger than any page',
    'in a history of a customer that is longer and larger than any page',
    'in the list of more partners than a page holds',
    'in each list of more customers than a page holds',
  ],
  sizes: { ...LARGEST_DOCUMENTS, ...LONGEST_LISTS },
  create: overMemory((memory) =>
    withLists(
      withStores(memory, (store) => ({
        history: (id, page) => answer(async () => (await store.history(id, page)).map(firstHundred)),
      })),
      (read) => (page) => answer(async () => (await read(page)).map(firstHundred)),
    ),
  ),
};

function firstHundred<T>(page: Page<T>): Page<T> {
  return cutPage(page, (items) => items.slice(0, MOST));
}
