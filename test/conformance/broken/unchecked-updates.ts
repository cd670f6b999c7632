import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, overwrite, withStores } from '../spoilt-stores';

/** The primary key keeps the first commit apart from a second one; updates have no condition. */
export const uncheckedUpdates: BrokenRepository = {
  fault: 'checks the first commit only',
  blamed: [1],
  caughtBy: [
    'a stale revision',
    'of commits at one revision',
    'one at a stale revision of a customer does not, nor one',
  ],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) => (sent.expected === 'absent' ? store.commit(sent) : answer(() => overwrite(store, sent))),
    })),
  ),
};
