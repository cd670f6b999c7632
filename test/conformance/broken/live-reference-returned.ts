import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, withStores, type Store } from '../spoilt-stores';

/** Gives out the object that it keeps, not frozen. */
export const liveReferenceReturned: BrokenRepository = {
  fault: 'gives out the very object that it keeps',
  blamed: [5],
  caughtBy: ['although the caller changes the partner', 'although the caller changes the customer'],
  create: overMemoryOnce((memory) => withStores(memory, givingOut)),
};

function givingOut<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const kept = new Map<Revision, State | null>();
  const keptUnder = (revision: Revision, state: State | null): State | null => {
    const known = kept.get(revision) ?? structuredClone(state);
    kept.set(revision, known);
    return known;
  };
  return {
    load: (id) =>
      answer(async () =>
        (await store.load(id)).map((found) =>
          found === null ? null : { ...found, state: keptUnder(found.revision, found.state) },
        ),
      ),
  };
}
