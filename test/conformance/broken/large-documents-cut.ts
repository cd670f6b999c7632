import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

const MOST_ROWS = 50;

/** Reads the rows of a child table, and never asks for their second page. */
export const largeDocumentsCut: BrokenRepository = {
  fault: 'only the first fifty items of a list within a state come back',
  blamed: [5],
  caughtBy: ['in a partner as large as the limits', 'in a customer as large as the limits'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, cut))),
};

function cut(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      Array.isArray(item) ? item.slice(0, MOST_ROWS) : item,
    ]),
  );
}
