import { together } from '../../fixtures/loading-parties';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer } from '../spoilt-stores';

/** Two requests at the same time: the partner may be read first, and both be committed before the customer is read. */
export const partiesWithAnOlderPartner: BrokenRepository = {
  fault: 'a customer and a partner are loaded at the same time, but not in one snapshot',
  blamed: [10],
  caughtBy: ['while a partner and a customer are committed in turn'],
  create: overMemory((memory) => ({
    ...memory,
    loadParties: (customerId, partnerId) =>
      answer(async () => {
        const partner = await memory.partners.load(partnerId);
        for (let waits = 0; waits < 40; waits += 1) await Promise.resolve();
        const customer = await memory.customers.load(customerId);
        return together(customer, partner);
      }),
  })),
};
