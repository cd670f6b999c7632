import { createHash } from 'node:crypto';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { comparedBy, withStores } from '../spoilt-stores';

/** Each commit has a revision of its own, but what is compared on writing is a hash of the content. */
export const comparedByContent: BrokenRepository = {
  fault: 'a commit is current when the content is what it was',
  blamed: [1],
  caughtBy: ['one at a stale revision of a partner', 'one at a stale revision of a customer'],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      comparedBy(store, ({ next }) => createHash('sha256').update(JSON.stringify(next)).digest('hex')),
    ),
  ),
};
