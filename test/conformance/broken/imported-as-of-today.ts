import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A table of changes with one column for times. */
export const importedAsOfToday: BrokenRepository = {
  fault: 'an imported relationship began, says its history, when it was imported',
  blamed: [5],
  caughtBy: ['in every field of a customer and of its changes'],
  create: overMemory((memory) => withStores(memory, (store) => editedValues(store, withoutBeginning))),
};

function withoutBeginning(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'establishedAt' && key !== 'grantedAt'));
}
