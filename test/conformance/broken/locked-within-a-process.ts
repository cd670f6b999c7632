import type { RelationshipRepository } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, checkThenWrite, withStores } from '../spoilt-stores';

/** Compares and writes under a lock, but each process has its own lock. */
function withOwnLock(memory: RelationshipRepository): RelationshipRepository {
  let last: Promise<unknown> = Promise.resolve();
  return withStores(memory, (store) => ({
    commit: (sent) =>
      answer(() => {
        const mine = last.then(() => checkThenWrite(store, sent));
        last = mine;
        return mine;
      }),
  }));
}

export const lockedWithinAProcess: BrokenRepository = {
  fault: 'a lock within the process instead of compare-and-set',
  blamed: [1],
  caughtBy: [
    'of commits at "absent" on one customer, from several handles',
    'of commits at one revision of one partner, from several handles',
  ],
  create: overMemory(withOwnLock),
};
