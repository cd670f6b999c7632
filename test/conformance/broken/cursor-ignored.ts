import { overMemory, type BrokenRepository } from '../broken-repository';
import { withStores } from '../spoilt-stores';

/** Gives the first page each time. */
export const cursorIgnored: BrokenRepository = {
  fault: 'the cursor of a page is ignored',
  blamed: [7],
  caughtBy: ['in a history of a partner, whatever the limit', 'in a customer list, whatever the limit'],
  create: overMemory((memory) => ({
    ...withStores(memory, (store) => ({ history: (id, page) => store.history(id, { ...page, after: null }) })),
    customersOf: (partnerId, page) => memory.customersOf(partnerId, { ...page, after: null }),
  })),
};
