import { err, ok } from 'neverthrow';
import { unknownCursor } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, readAll, withStores, type Store } from '../spoilt-stores';

/** Begins a page after the revision of the last change, and so skips the other changes of that commit. */
export const historyPagesByRevision: BrokenRepository = {
  fault: 'a page of a history begins with the next commit',
  blamed: [7],
  caughtBy: ['in a history of a partner, whatever the limit', 'in a history of a customer, whatever the limit'],
  create: overMemory((memory) => withStores(memory, byRevision)),
};

function byRevision<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  return {
    history: (id, { after, limit }) =>
      answer(async () => {
        const items = await readAll((page) => store.history(id, page));
        const last = items.findLastIndex(({ revision }) => revision === after);
        if (after !== null && last === -1) return err(unknownCursor(after));
        const page = items.slice(last + 1, last + 1 + limit);
        return ok({ items: page, next: last + 1 + limit < items.length ? (page.at(-1)?.revision ?? null) : null });
      }),
  };
}
