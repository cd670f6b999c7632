import { memoryRepository } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';

/** Does not say that it is volatile, and gives no way to open it again. */
export const withoutReopen: BrokenRepository = {
  fault: 'is not declared volatile and cannot be opened again',
  blamed: [8],
  caughtBy: [
    'the state and the history of a partner',
    'the state and the history of a customer',
    'the state and the history of a customer, acknowledged just before',
    'who has come',
  ],
  create: async () => {
    const repository = memoryRepository();
    return { repository, another: async () => ({ ...repository }), close: async () => {} };
  },
};
