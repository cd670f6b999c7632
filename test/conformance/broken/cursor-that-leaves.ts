import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, readAll, withLists, type ReadList } from '../spoilt-stores';

/** Looks the cursor up in the list; if that customer has left in between, the list seems to be over. */
export const cursorThatLeaves: BrokenRepository = {
  fault: 'a list ends where the customer of the cursor has left',
  blamed: [7],
  caughtBy: [
    'in the list of all customers while some come, go',
    'in a list of related customers while some come, go',
    'in a list of administered customers while some come, go',
  ],
  create: overMemory((memory) => withLists(memory, lookingUp)),
};

function lookingUp<T>(read: ReadList<T>, idOf: (item: T) => string): ReadList<T> {
  return ({ after, limit }) =>
    answer(async () => {
      const items = await readAll(read);
      const place = items.findIndex((item) => idOf(item) === after);
      if (after !== null && place === -1) return ok(pageOf<T>([], null));
      const shown = items.slice(place + 1, place + 1 + limit);
      const next = place + 1 + limit < items.length ? shown.slice(-1).map(idOf)[0] : undefined;
      return ok(pageOf(shown, next ?? null));
    });
}
