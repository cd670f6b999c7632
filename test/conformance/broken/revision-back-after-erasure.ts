import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { renamedRevisions, withStores } from '../spoilt-stores';

/** The counter is part of what is erased. */
export const revisionBackAfterErasure: BrokenRepository = {
  fault: 'revisions start again after an erasure',
  blamed: [2],
  caughtBy: [
    'in committing a customer, which is erased and registered again',
    'when the store of a customer that is erased and registered again is closed and opened again',
    'after an erasure: no commit succeeds',
  ],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      renamedRevisions(store, new Map<Revision, Revision>(), ({ expected, next }) =>
        expected === 'absent' || next === null ? String(Number(next !== null)) : String(Number(expected) + 1),
      ),
    ),
  ),
};
