import type { VersionedParties } from 'partner-relationships';
import { ok } from 'neverthrow';
import { together } from '../../fixtures/loading-parties';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer } from '../spoilt-stores';

/** Keeps what was loaded together for the next few times, as a cache in front of a slow store does. */
export const partiesFromACache: BrokenRepository = {
  fault: 'what is loaded together comes from a cache',
  blamed: [10],
  caughtBy: ['of those who are there, never were or are erased'],
  create: overMemory((memory) => {
    let kept: VersionedParties | null = null;
    return {
      ...memory,
      loadParties: (customerId, partnerId) =>
        answer(async () => {
          if (kept !== null) return ok(kept);
          const customer = await memory.customers.load(customerId);
          const partner = await memory.partners.load(partnerId);
          const found = together(customer, partner);
          kept = found.unwrapOr(null);
          return found;
        }),
    };
  }),
};
