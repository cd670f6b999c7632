import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, readAll, withLists, type ReadList } from '../spoilt-stores';

/** Looks one item further, gives that out as the cursor, and begins the next page after it. */
export const itemLostBetweenPages: BrokenRepository = {
  fault: 'an item is lost between two pages',
  blamed: [7],
  caughtBy: [
    'in the list of all partners, whatever the limit',
    'in a list of administered customers, whatever the limit',
    "byte for byte: of the customers in a partner's lists",
  ],
  create: overMemory((memory) => withLists(memory, losing)),
};

function losing<T>(read: ReadList<T>, idOf: (item: T) => string): ReadList<T> {
  return ({ after, limit }) =>
    answer(async () => {
      const rest = (await readAll(read)).filter((item) => after === null || idOf(item) > after);
      return ok(pageOf(rest.slice(0, limit), rest.slice(limit, limit + 1).map(idOf)[0] ?? null));
    });
}
