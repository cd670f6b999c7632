import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { comparedBy, withStores } from '../spoilt-stores';

/** "Unless modified since": the first of two commits with the same time goes unnoticed. */
export const comparedByTime: BrokenRepository = {
  fault: 'a commit is current unless the last change is later',
  blamed: [1],
  caughtBy: ['one at a stale revision of a partner', 'one at a stale revision of a customer'],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) =>
      comparedBy(store, ({ changes }) => String((changes.at(-1) as { readonly at: string } | undefined)?.at)),
    ),
  ),
};
