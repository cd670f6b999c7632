import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Lets the exception of the driver through. */
export const conflictThrown: BrokenRepository = {
  fault: 'rejects instead of answering with a conflict',
  blamed: [4],
  caughtBy: [
    'a refused commit of a partner, alone or in a race, is answered with a conflict',
    'a refused commit of a customer, alone or in a race, is answered with a conflict',
  ],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () => {
          const result = await store.commit(sent);
          if (result.isErr()) throw new Error('UNIQUE constraint failed: revision');
          return result;
        }),
    })),
  ),
};
