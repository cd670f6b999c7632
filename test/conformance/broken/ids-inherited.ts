import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Finds a property that every object inherits, and cannot read it. */
export const idsInherited: BrokenRepository = {
  fault: 'ids that every object has as properties are answered with an error',
  blamed: [7],
  caughtBy: ['byte for byte: of partners, those', 'byte for byte: of customers, those'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      load: (id) =>
        answer(async () => {
          const found = await store.load(id);
          if (found.isOk() && found.value === null && id in {}) throw new TypeError('not a document');
          return found;
        }),
    })),
  ),
};
