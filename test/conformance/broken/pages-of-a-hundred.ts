import { LARGEST_DOCUMENTS, LONGEST_LISTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, cutPage, withStores } from '../spoilt-stores';

const MOST = 100;

/** The server gives a hundred rows at most, and the adapter takes fewer rows than it asked for to be all. */
export const pagesOfAHundred: BrokenRepository = {
  fault: 'a page ends after a hundred items, and says that it is the last',
  blamed: [7],
  caughtBy: [
    'in a history of a partner that is longer and larger than any page',
    'in a history of a customer that is longer and larger than any page',
    'in a customer list, whatever the limit of a page',
  ],
  sizes: { ...LARGEST_DOCUMENTS, ...LONGEST_LISTS },
  create: overMemory((memory) => ({
    ...withStores(memory, (store) => ({
      history: (id, page) =>
        answer(async () =>
          (await store.history(id, page)).map((whole) => cutPage(whole, (items) => items.slice(0, MOST))),
        ),
    })),
    customersOf: (partnerId, page) =>
      answer(async () =>
        (await memory.customersOf(partnerId, page)).map((whole) => cutPage(whole, (items) => items.slice(0, MOST))),
      ),
  })),
};
