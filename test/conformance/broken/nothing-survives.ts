import { memoryRepository } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';

/** Is volatile and does not say so. */
export const nothingSurvives: BrokenRepository = {
  fault: 'nothing survives closing the store',
  blamed: [8],
  caughtBy: [
    'the state and the history of a partner',
    'the state and the history of a customer',
    'the revision of a customer',
    'who has come to the list of all partners',
    'who has come to a list of administered customers',
    'the erasure of a customer',
  ],
  create: async () => {
    const repository = memoryRepository();
    return {
      repository,
      another: async () => ({ ...repository }),
      reopen: async () => memoryRepository(),
      close: async () => {},
    };
  },
};
