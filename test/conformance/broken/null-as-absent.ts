import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A mapper leaves out null fields, here those that folding a history does not need. */
export const nullAsAbsent: BrokenRepository = {
  fault: 'a field that is null comes back as absent',
  blamed: [5],
  caughtBy: ['in every field of a partner and of its changes', 'in every field of a customer and of its changes'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) => without(isChange(value) ? 'requestId' : 'revokedAt', value)),
    ),
  ),
};

function isChange(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function without(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => without(name, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, item]) => key !== name || item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, without(name, item)]));
}
