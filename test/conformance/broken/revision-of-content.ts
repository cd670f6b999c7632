import { createHash } from 'node:crypto';
import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { renamedRevisions, withStores } from '../spoilt-stores';

/** Like an ETag that is a hash of the content: it comes back with the content. */
export const revisionOfContent: BrokenRepository = {
  fault: 'the revision is a hash of the state',
  blamed: [2],
  caughtBy: ['when handles take turns in committing a partner', 'when handles take turns in committing a customer'],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      renamedRevisions(store, new Map<Revision, Revision>(), ({ next }) =>
        createHash('sha1').update(JSON.stringify(next)).digest('hex'),
      ),
    ),
  ),
};
