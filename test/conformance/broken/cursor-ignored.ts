import { overMemory, type BrokenRepository } from '../broken-repository';
import { withLists, withStores } from '../spoilt-stores';

/** Gives the first page each time. */
export const cursorIgnored: BrokenRepository = {
  fault: 'the cursor of a page is ignored',
  blamed: [7],
  caughtBy: [
    'in a history of a partner, whatever the limit',
    'in the list of all partners, whatever the limit',
    'in the list of all customers, whatever the limit',
    'in a list of related customers, whatever the limit',
    'in a list of administered customers, whatever the limit',
  ],
  create: overMemory((memory) =>
    withLists(
      withStores(memory, (store) => ({ history: (id, page) => store.history(id, { ...page, after: null }) })),
      (read) => (page) => read({ ...page, after: null }),
    ),
  ),
};
