import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageByPlace, readAll, withStores, type Store } from '../spoilt-stores';

/** States have an index that compares bytes; the table of changes has the usual collation. */
export const historiesWithoutCase: BrokenRepository = {
  fault: 'histories are read without regard to case',
  blamed: [7],
  caughtBy: ['byte for byte: of partners, those', 'byte for byte: of customers, those'],
  create: overMemoryOnce((memory) => withStores(memory, readingAnyCase)),
};

function readingAnyCase<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const known = new Set<Id>();
  return {
    history: (id, page) =>
      answer(async () => {
        const alike = [...known].filter((other) => other.toLowerCase() === id.toLowerCase());
        const histories = await Promise.all(alike.map((other) => readAll((request) => store.history(other, request))));
        return pageByPlace(histories.flat(), page);
      }),
    commit: (sent) => {
      known.add(sent.id);
      return store.commit(sent);
    },
  };
}
