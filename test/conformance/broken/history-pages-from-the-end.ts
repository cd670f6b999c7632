import { err, ok } from 'neverthrow';
import { unknownCursor } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, readAll, withStores, type Store } from '../spoilt-stores';

/** Its cursor says how many changes are left: each commit in between moves the next page too far. */
export const historyPagesFromTheEnd: BrokenRepository = {
  fault: 'a history is paged by how much is left',
  blamed: [7],
  caughtBy: ['in a history of a partner while its next changes', 'in a history of a customer while its next changes'],
  create: overMemory((memory) => withStores(memory, countingDown)),
};

function countingDown<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  return {
    history: (id, { after, limit }) =>
      answer(async () => {
        if (after !== null && !/^[1-9]\d{0,6}$/.test(after)) return err(unknownCursor(after));
        const items = await readAll((page) => store.history(id, page));
        const from = after === null ? 0 : Math.max(0, items.length - Number(after));
        const left = items.length - from - limit;
        return ok({ items: items.slice(from, from + limit), next: left > 0 ? String(left) : null });
      }),
  };
}
