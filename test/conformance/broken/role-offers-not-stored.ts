import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A mapper writes the fields that accounts had when it was written. */
export const roleOffersNotStored: BrokenRepository = {
  fault: 'the role offers of an account are not stored',
  blamed: [5],
  caughtBy: ['in every field of a partner and of its changes'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, withoutRoleOffers))),
};

function withoutRoleOffers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'kind' in value) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'roleOffers'));
}
