import type { Revision, VersionedStore } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Gives out the object that it keeps, not frozen. */
export const liveReferenceReturned: BrokenRepository = {
  fault: 'gives out the very object that it keeps',
  blamed: [5],
  caughtBy: ['although the caller changes the partner', 'although the caller changes the customer'],
  create: overMemoryOnce((memory) => withStores(memory, givingOut)),
};

function givingOut<Id extends string, State, Change>(
  store: VersionedStore<Id, State, Change>,
): Partial<VersionedStore<Id, State, Change>> {
  const kept = new Map<Revision, State>();
  const keptUnder = (revision: Revision, state: State): State => {
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
