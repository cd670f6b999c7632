import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, overwrite, withStores } from '../spoilt-stores';

/** Commits without looking at the stored revision. */
export const lastWriteWins: BrokenRepository = {
  fault: 'the last write wins',
  blamed: [1],
  caughtBy: [
    'a stale revision',
    'one at a stale revision',
    'of commits at one revision',
    'of commits at one revision of one',
  ],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({ commit: (sent) => answer(() => overwrite(store, sent)) })),
  ),
};
