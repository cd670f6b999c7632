import type { RecordedChange, Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, withStores, type Store } from '../spoilt-stores';

/** Gives out the changes that it keeps, not frozen. */
export const liveHistoryReturned: BrokenRepository = {
  fault: 'gives out the very changes that it keeps',
  blamed: [5],
  caughtBy: ['although the caller changes the partner', 'although the caller changes the customer'],
  create: overMemoryOnce((memory) => withStores(memory, givingOut)),
};

function givingOut<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const kept = new Map<RecordedChange<Change>, { revision: Revision; change: Change }>();
  const keptFor = (item: RecordedChange<Change>): RecordedChange<Change> => {
    const known = kept.get(item) ?? structuredClone(item);
    kept.set(item, known);
    return known;
  };
  return {
    history: (id, page) =>
      answer(async () => (await store.history(id, page)).map(({ items, next }) => pageOf(items.map(keptFor), next))),
  };
}
