import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { withStores, type Store } from '../spoilt-stores';

/** Writes under the very id, and reads with a comparison that ignores case. */
export const statesWithoutCase: BrokenRepository = {
  fault: 'states are loaded without regard to case',
  blamed: [7],
  caughtBy: ['byte for byte: of partners, those', 'byte for byte: of customers, those'],
  create: overMemoryOnce((memory) => withStores(memory, loadingAnyCase)),
};

function loadingAnyCase<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const first = new Map<string, Id>();
  return {
    load: (id) => store.load(first.get(id.toLowerCase()) ?? id),
    commit: (sent) => {
      const folded = sent.id.toLowerCase();
      first.set(folded, first.get(folded) ?? sent.id);
      return store.commit(sent);
    },
  };
}
