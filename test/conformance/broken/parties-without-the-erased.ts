import { together } from '../../fixtures/loading-parties';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer } from '../spoilt-stores';

/** A join finds no state of an erased customer, and says that there never was one. */
export const partiesWithoutTheErased: BrokenRepository = {
  fault: 'an erased customer that is loaded with a partner never was there',
  blamed: [10],
  caughtBy: ['of those who are there, never were or are erased'],
  create: overMemory((memory) => ({
    ...memory,
    loadParties: (customerId, partnerId) =>
      answer(async () => {
        const customer = await memory.customers.load(customerId);
        const partner = await memory.partners.load(partnerId);
        return together(customer, partner).map((found) =>
          found.customer?.state === null ? { ...found, customer: null } : found,
        );
      }),
  })),
};
