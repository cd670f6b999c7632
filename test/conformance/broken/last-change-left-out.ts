import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** Has a column for each field that documents had in an earlier release. */
export const lastChangeLeftOut: BrokenRepository = {
  fault: 'the time of the last change of a document is not kept',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in names of a customer'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, withoutChangedAt))),
};

function withoutChangedAt(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('changedAt' in value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'changedAt'));
}
