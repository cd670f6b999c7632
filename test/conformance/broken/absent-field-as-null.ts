import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A nullable column for a field that may be absent. */
export const absentFieldAsNull: BrokenRepository = {
  fault: 'an absent field comes back as null',
  blamed: [5],
  caughtBy: ['in every field of a partner and of its changes', 'in every field of a customer and of its changes'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, withUserId))),
};

function withUserId(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('by' in value)) return value;
  if (typeof value.by !== 'object' || value.by === null) return value;
  return { ...value, by: { userId: null, ...value.by } };
}
