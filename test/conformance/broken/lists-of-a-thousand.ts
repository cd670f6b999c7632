import { LONGEST_LISTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, withLists } from '../spoilt-stores';

/** An object store lists a thousand keys at a time, and the adapter does not look whether there are more. */
export const listsOfAThousand: BrokenRepository = {
  fault: 'a page of a thousand items says that it is the last',
  blamed: [7],
  caughtBy: ['in the list of more partners than a page holds', 'in each list of more customers than a page holds'],
  sizes: LONGEST_LISTS,
  create: overMemory((memory) =>
    withLists(memory, (read) => (page) =>
      answer(async () =>
        (await read(page)).map((whole) => (whole.items.length < 1000 ? whole : pageOf(whole.items, null))),
      ),
    ),
  ),
};
