import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, overwrite, withStores } from '../spoilt-stores';

/** Updates have a condition; a first commit is an upsert. */
export const upsertedFirstCommits: BrokenRepository = {
  fault: 'a first commit overwrites what is there',
  blamed: [1],
  caughtBy: ['one at a stale revision', 'of commits at "absent"'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) => (sent.expected === 'absent' ? answer(() => overwrite(store, sent)) : store.commit(sent)),
    })),
  ),
};
