import { overMemory, type BrokenRepository } from '../broken-repository';

/** Looks one item further to see whether there is a next page, and gives that item out. */
export const pagesTooLarge: BrokenRepository = {
  fault: 'a page holds one item more than asked for',
  blamed: [7],
  caughtBy: ['in a customer list, whatever the limit'],
  create: overMemory((memory) => ({
    ...memory,
    customersOf: (partnerId, page) => memory.customersOf(partnerId, { ...page, limit: page.limit + 1 }),
  })),
};
