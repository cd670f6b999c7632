import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** Gives the rows of a child table in the order of their keys, not in the order of the list. */
export const listsSorted: BrokenRepository = {
  fault: 'lists within a state come back in another order',
  blamed: [5],
  caughtBy: ['in the order of its lists'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, sorted))),
};

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      Array.isArray(item) ? [...(item as unknown[])].sort(byText) : item,
    ]),
  );
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
