import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedLists } from '../spoilt-stores';

/** Takes the administered customers from the related ones. */
export const listWithoutResellers: BrokenRepository = {
  fault: 'a partner without a relationship is not shown the customers that it administers',
  blamed: [3],
  caughtBy: ['lists follow'],
  create: overMemory((memory) => ({
    ...memory,
    ...editedLists(memory, (entries) => entries.filter(({ establishedAt }) => establishedAt !== null)),
  })),
};
