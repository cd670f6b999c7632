import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { renamedRevisions, withStores } from '../spoilt-stores';

/** A counter in a column that is too narrow for it. */
export const revisionThatOverflows: BrokenRepository = {
  fault: 'the revision is a counter that starts again at 32',
  blamed: [2],
  caughtBy: ['when handles take turns in committing a partner', 'when handles take turns in committing a customer'],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      renamedRevisions(store, new Map<Revision, Revision>(), ({ expected }) =>
        expected === 'absent' ? '0' : String((Number(expected) + 1) % 32),
      ),
    ),
  ),
};
