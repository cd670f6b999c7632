import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { comparedBy, withStores } from '../spoilt-stores';

/** "Unless modified since": of two commits with the same time, the first is not seen. */
export const comparedByTime: BrokenRepository = {
  fault: 'a commit is current when the last change is no later',
  blamed: [1],
  caughtBy: ['one at a stale revision of a partner', 'one at a stale revision of a customer'],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      comparedBy(store, ({ changes }) => String((changes.at(-1) as { readonly at: string } | undefined)?.at)),
    ),
  ),
};
