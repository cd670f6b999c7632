import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, overwrite, withStores } from '../spoilt-stores';

/**
 * Keeps the revision and compares it only where there is a state. A commit from before the erasure succeeds after it,
 * also one that was sent at the same time as the erasure: one fault breaks two promises.
 */
export const erasedTakesAnyCommit: BrokenRepository = {
  fault: 'an erased customer takes a commit at any revision',
  blamed: [1, 2],
  caughtBy: ['of which every second one erases it', 'after an erasure: no commit succeeds'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () => {
          const result = await store.commit(sent);
          const isErased = (await store.load(sent.id)).unwrapOr(null)?.state === null;
          return result.isErr() && isErased ? overwrite(store, sent) : result;
        }),
    })),
  ),
};
