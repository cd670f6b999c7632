import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A column for the partner that acts, and one for the customer: what is in neither was done by the customer. */
export const twoKindsOfActors: BrokenRepository = {
  fault: 'what the operator has done comes back as done by a customer',
  blamed: [5],
  caughtBy: ['in every field of a customer and of its changes'],
  create: overMemory((memory) =>
    withStores(memory, (store, name) => (name === 'customers' ? editedValues(store, byCustomer) : {})),
  ),
};

function byCustomer(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('by' in value)) return value;
  const { by } = value;
  if (typeof by !== 'object' || by === null || !('kind' in by) || by.kind !== 'operator') return value;
  return { ...value, by: { ...by, kind: 'customer', customerId: 'operator' } };
}
