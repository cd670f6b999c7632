import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { answer, pageOf } from '../spoilt-stores';

/** Keeps the cursors in memory: a list that is read after the start ends with its first page. */
export const reopenedWithOnePage: BrokenRepository = {
  fault: 'opened again, customer lists end with their first page',
  blamed: [8],
  caughtBy: ['who has come to a customer list and who has gone from it'],
  create: spoiltByReopening((memory) => ({
    ...memory,
    customersOf: (partnerId, page) =>
      answer(async () => (await memory.customersOf(partnerId, page)).map(({ items }) => pageOf(items, null))),
  })),
};
