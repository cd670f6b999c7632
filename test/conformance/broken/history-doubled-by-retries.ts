import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedHistory, roundTrip, withStores, type Store } from '../spoilt-stores';

/** Tries again from the beginning when the store is busy, and leaves the changes of the first attempt. */
export const historyDoubledByRetries: BrokenRepository = {
  fault: 'changes are recorded twice when the store was busy',
  blamed: [6],
  caughtBy: ['while several partners are committed', 'while several customers are committed'],
  create: overMemoryOnce((memory) => withStores(memory, retrying)),
};

function retrying<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const doubled = new Set<Revision>();
  let underWay = 0;
  return {
    commit: (sent) =>
      answer(async () => {
        underWay += 1;
        await roundTrip();
        const isBusy = underWay > 1;
        const result = await store.commit(sent);
        underWay -= 1;
        if (isBusy && result.isOk()) doubled.add(result.value);
        return result;
      }),
    ...editedHistory(store, (items) => items.flatMap((item) => (doubled.has(item.revision) ? [item, item] : [item]))),
  };
}
