import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A mapper writes the fields that customers had when it was written. */
export const roleDelegationsNotStored: BrokenRepository = {
  fault: 'the role delegations of a customer are not stored',
  blamed: [5],
  caughtBy: ['in every field of a customer and of its changes'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, withoutRoleDelegations))),
};

function withoutRoleDelegations(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'kind' in value) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'roleDelegations'));
}
