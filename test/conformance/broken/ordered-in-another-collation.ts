import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, readAll, withLists, type ReadList } from '../spoilt-stores';

/** Orders the list as people do, and compares it with the cursor byte for byte. */
export const orderedInAnotherCollation: BrokenRepository = {
  fault: 'a list is ordered in one collation and continued in another',
  blamed: [7],
  caughtBy: [
    "byte for byte: of the customers in a partner's lists",
    'byte for byte: of partners, those that are there and those that are not, and of those in the list',
    'byte for byte: of customers, those that are there and those that are not, and of those in the list',
  ],
  create: overMemory((memory) => withLists(memory, asPeopleDo)),
};

function asPeopleDo<T>(read: ReadList<T>, idOf: (item: T) => string): ReadList<T> {
  return ({ after, limit }) =>
    answer(async () => {
      const rest = (await readAll(read))
        .filter((item) => after === null || idOf(item) > after)
        .sort((one, other) => idOf(one).localeCompare(idOf(other)));
      const items = rest.slice(0, limit);
      return ok(pageOf(items, rest.length > limit ? (items.slice(-1).map(idOf)[0] ?? null) : null));
    });
}
