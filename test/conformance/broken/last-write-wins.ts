import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, overwrite, withStores } from '../spoilt-stores';

/** Commits whatever revision is stored. */
export const lastWriteWins: BrokenRepository = {
  fault: 'the last write wins',
  blamed: [1],
  caughtBy: [
    'a stale revision',
    'one at "absent" does not',
    'of commits at one revision',
    'nothing acknowledged is lost',
  ],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({ commit: (sent) => answer(() => overwrite(store, sent)) })),
  ),
};
