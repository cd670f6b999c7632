import type { CustomerId, CustomerRelationships, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, onCommit } from '../spoilt-stores';

/** Marks the row as erased, and does not look at the mark on loading. */
export const erasedLoadsAsBefore: BrokenRepository = {
  fault: 'an erased customer is loaded as it was last',
  blamed: [5],
  caughtBy: ['when a customer was erased, on every handle'],
  create: overMemoryOnce(keepingStates),
};

function keepingStates(memory: RelationshipRepository): RelationshipRepository {
  const latest = new Map<CustomerId, CustomerRelationships>();
  const noted = onCommit(memory, ({ id, next }, isRefused) => {
    if (!isRefused && next !== null) latest.set(id, structuredClone(next));
  });
  return {
    ...noted,
    customers: {
      ...noted.customers,
      load: (id) =>
        answer(async () =>
          (await memory.customers.load(id)).map((found) =>
            found?.state === null ? { ...found, state: latest.get(id) ?? null } : found,
          ),
        ),
    },
  };
}
