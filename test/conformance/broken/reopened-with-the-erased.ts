import {
  memoryRepository,
  type CustomerId,
  type CustomerRelationships,
  type RelationshipRepository,
} from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { answer, onCommit } from '../spoilt-stores';

/** Erases in memory, and reads the file of the customer again when it starts. */
export const reopenedWithTheErased: BrokenRepository = {
  fault: 'opened again, erased customers are back',
  blamed: [8],
  caughtBy: ['the erasure of a customer, and the revision of it'],
  create: async () => {
    const memory = memoryRepository();
    const files = new Map<CustomerId, CustomerRelationships>();
    const first = onCommit(memory, ({ id, next }, isRefused) => {
      if (!isRefused && next !== null) files.set(id, structuredClone(next));
    });
    const reopen = async (): Promise<RelationshipRepository> => ({
      ...first,
      customers: {
        ...first.customers,
        load: (id) =>
          answer(async () =>
            (await memory.customers.load(id)).map((found) =>
              found?.state === null ? { ...found, state: files.get(id) ?? null } : found,
            ),
          ),
      },
    });
    return { repository: first, another: async () => ({ ...first }), reopen, close: async () => {} };
  },
};
