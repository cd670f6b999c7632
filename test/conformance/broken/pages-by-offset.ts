import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageByPlace, readAll } from '../spoilt-stores';

/** OFFSET and LIMIT: a customer that comes or goes before the place of reading moves all behind it. */
export const pagesByOffset: BrokenRepository = {
  fault: 'a customer list is paged by offset',
  blamed: [7],
  caughtBy: ['in a customer list while customers come, go and change'],
  create: overMemory((memory) => ({
    ...memory,
    customersOf: (partnerId, page) =>
      answer(async () => pageByPlace(await readAll((request) => memory.customersOf(partnerId, request)), page)),
  })),
};
