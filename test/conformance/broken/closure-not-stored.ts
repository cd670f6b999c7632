import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A mapper writes the fields that documents had when it was written. */
export const closureNotStored: BrokenRepository = {
  fault: 'the closure of an account is not stored',
  blamed: [5],
  caughtBy: ['in every field of a partner and of its changes'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, withoutClosure))),
};

function withoutClosure(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'kind' in value) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'closure'));
}
