import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, checkThenWrite, withStores } from '../spoilt-stores';

/** Reads the revision, compares it, and then writes: a commit in between is lost. */
export const checkThenWriteRepository: BrokenRepository = {
  fault: 'compares in one step and writes in the next',
  blamed: [1],
  caughtBy: ['of commits at "absent"', 'of commits at one revision', 'of commits at one revision of one'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({ commit: (sent) => answer(() => checkThenWrite(store, sent)) })),
  ),
};
