import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { renamedRevisions, withStores } from '../spoilt-stores';

/** The time of the last change as a version: two changes can bear the same time, and clocks are set back. */
export const revisionOfLastChange: BrokenRepository = {
  fault: 'the revision is the time of the last change',
  blamed: [2],
  caughtBy: ['when handles take turns in committing a partner', 'when handles take turns in committing a customer'],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      renamedRevisions(store, new Map<Revision, Revision>(), ({ changes }) =>
        String((changes.at(-1) as { readonly at: string } | undefined)?.at),
      ),
    ),
  ),
};
