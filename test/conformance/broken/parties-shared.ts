import type { VersionedParties } from 'partner-relationships';
import { together } from '../../fixtures/loading-parties';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer } from '../spoilt-stores';

/** Decodes each revision once, and gives everybody the same objects. */
export const partiesShared: BrokenRepository = {
  fault: 'what is loaded together is shared by all who load it',
  blamed: [10],
  caughtBy: ['of those who are there, never were or are erased'],
  create: overMemory((memory) => {
    const decoded = new Map<string, VersionedParties>();
    return {
      ...memory,
      loadParties: (customerId, partnerId) =>
        answer(async () => {
          const customer = await memory.customers.load(customerId);
          const partner = await memory.partners.load(partnerId);
          return together(customer, partner).map((found) => {
            const { customer: one, partner: other } = found;
            const key = JSON.stringify([customerId, one?.revision, partnerId, other?.revision]);
            const shared = decoded.get(key) ?? structuredClone(found);
            decoded.set(key, shared);
            return shared;
          });
        }),
    };
  }),
};
