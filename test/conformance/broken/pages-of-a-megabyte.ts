import { LARGEST_DOCUMENTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, cutPage, withStores } from '../spoilt-stores';

const MOST_BYTES = 1024 * 1024;

/** A query gives a mebibyte at most, and the adapter does not ask where to go on. */
export const pagesOfAMegabyte: BrokenRepository = {
  fault: 'a page of a history ends after a mebibyte, and says that it is the last',
  // The changes of the largest commit are more than a page gives, and then its history is not complete either.
  blamed: [6, 7],
  caughtBy: [
    'in a history of a partner that is longer and larger than any page',
    'in a history of a customer that is longer and larger than any page',
  ],
  sizes: LARGEST_DOCUMENTS,
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      history: (id, page) =>
        answer(async () => (await store.history(id, page)).map((whole) => cutPage(whole, fitting))),
    })),
  ),
};

function fitting<T>(items: readonly T[]): readonly T[] {
  let bytes = 0;
  const end = items.findIndex((item) => (bytes += Buffer.byteLength(JSON.stringify(item))) > MOST_BYTES);
  return end === -1 ? items : items.slice(0, end);
}
