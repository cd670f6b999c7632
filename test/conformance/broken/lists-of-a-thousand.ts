import { LONGEST_LISTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf } from '../spoilt-stores';

/** An object store lists a thousand keys at a time, and the adapter does not look whether there are more. */
export const listsOfAThousand: BrokenRepository = {
  fault: 'a page of a thousand customers says that it is the last',
  blamed: [7],
  caughtBy: ['in a customer list, whatever the limit of a page'],
  sizes: LONGEST_LISTS,
  create: overMemory((memory) => ({
    ...memory,
    customersOf: (partnerId, page) =>
      answer(async () =>
        (await memory.customersOf(partnerId, page)).map((whole) =>
          whole.items.length < 1000 ? whole : pageOf(whole.items, null),
        ),
      ),
  })),
};
