import { err, ok } from 'neverthrow';
import { unknownCursor } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, readAll, withStores, type Store } from '../spoilt-stores';

/** In the order of a page for people. Its pages are right: they go by the number of the change. */
export const historyNewestFirst: BrokenRepository = {
  fault: 'the newest change comes first',
  blamed: [6],
  caughtBy: ['when a partner is committed again and again', 'it folds to the state of the customer'],
  create: overMemory((memory) => withStores(memory, reversed)),
};

function reversed<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  return {
    history: (id, { after, limit }) =>
      answer(async () => {
        if (after !== null && !/^\d{1,6}$/.test(after)) return err(unknownCursor(after));
        const items = await readAll((page) => store.history(id, page));
        const end = after === null ? items.length : Math.min(Number(after), items.length);
        const from = Math.max(0, end - limit);
        return ok({ items: items.slice(from, end).reverse(), next: from === 0 ? null : String(from) });
      }),
  };
}
