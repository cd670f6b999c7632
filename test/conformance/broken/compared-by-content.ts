import { createHash } from 'node:crypto';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { comparedBy, withStores } from '../spoilt-stores';

/** Each commit has its own revision, but on writing the store compares a hash of the content. */
export const comparedByContent: BrokenRepository = {
  fault: 'a commit is current if the content is the same again',
  blamed: [1],
  caughtBy: ['one at a stale revision of a partner', 'one at a stale revision of a customer'],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      comparedBy(store, ({ next }) => createHash('sha256').update(JSON.stringify(next)).digest('hex')),
    ),
  ),
};
