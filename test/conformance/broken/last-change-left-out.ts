import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A column for each field that documents once had. */
export const lastChangeLeftOut: BrokenRepository = {
  fault: 'when a document last changed is not kept',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in names of a customer'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, withoutChangedAt))),
};

function withoutChangedAt(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('changedAt' in value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'changedAt'));
}
