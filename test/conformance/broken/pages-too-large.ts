import { overMemory, type BrokenRepository } from '../broken-repository';
import { withLists } from '../spoilt-stores';

/** Looks one item further to see whether there is a next page, and gives that item out. */
export const pagesTooLarge: BrokenRepository = {
  fault: 'a page holds one item more than asked for',
  blamed: [7],
  caughtBy: [
    'in the list of all partners, whatever the limit',
    'in the list of all customers, whatever the limit',
    'in a list of related customers, whatever the limit',
    'in a list of administered customers, whatever the limit',
  ],
  create: overMemory((memory) => withLists(memory, (read) => (page) => read({ ...page, limit: page.limit + 1 }))),
};
