import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Keeps the row of an erased customer, and loads only rows with a state. */
export const erasedLoadsAsAbsent: BrokenRepository = {
  fault: 'an erased customer is loaded as one that never was',
  blamed: [5],
  caughtBy: ['when a customer was erased, on every handle'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      load: (id) => answer(async () => (await store.load(id)).map((found) => (found?.state === null ? null : found))),
    })),
  ),
};
