import { memoryRepository, type RelationshipRepository, type VersionedParties } from 'partner-relationships';
import { ok } from 'neverthrow';
import { loadingParties, together } from '../../fixtures/loading-parties';
import { durable, type BrokenRepository } from '../broken-repository';
import { answer } from '../spoilt-stores';

/** One node writes. The others keep what was loaded together, as a cache in front of a slow store does. */
export const partiesFromACache: BrokenRepository = {
  fault: 'what is loaded together comes from a cache of some nodes',
  blamed: [10],
  caughtBy: ['of those who are there, never were or are erased'],
  create: durable(() => {
    const memory = memoryRepository();
    let handles = 0;
    return () => {
      handles += 1;
      return handles === 1 ? loadingParties(memory) : caching(memory);
    };
  }),
};

function caching(memory: RelationshipRepository): RelationshipRepository {
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
}
