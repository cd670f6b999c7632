import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Reads the first row of nothing. */
export const unknownIdRejected: BrokenRepository = {
  fault: 'loading an unknown id rejects',
  blamed: [4],
  caughtBy: ['a partner that nobody knows loads as null', 'a customer that nobody knows loads as null'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      load: (id) =>
        answer(async () => {
          const found = await store.load(id);
          if (found.isOk() && found.value === null)
            throw new TypeError("Cannot read properties of undefined (reading 'state')");
          return found;
        }),
    })),
  ),
};
