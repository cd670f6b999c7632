import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, withLists } from '../spoilt-stores';

/** Keeps the cursors in memory: a list that is read after the start ends with its first page. */
export const reopenedWithOnePage: BrokenRepository = {
  fault: 'opened again, lists end with their first page',
  blamed: [8],
  caughtBy: [
    'who has come to the list of all partners',
    'who has come to the list of all customers',
    'who has come to a list of related customers',
    'who has come to a list of administered customers',
  ],
  create: spoiltByReopening((memory) =>
    withLists(memory, (read) => (page) =>
      answer(async () => (await read(page)).map(({ items }) => pageOf(items, null))),
    ),
  ),
};
