import { ok } from 'neverthrow';
import type { RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageById, readAll, withLists, withStores } from '../spoilt-stores';

/** Gives out a list that fits on one page as it keeps it, not frozen. */
export const liveListReturned: BrokenRepository = {
  fault: 'gives out the very list that it keeps',
  blamed: [5],
  caughtBy: [
    'in the list of all partners, although the caller changes',
    'in the list of all customers, although the caller changes',
    'in a list of related customers, although the caller changes',
    'in a list of administered customers, although the caller changes',
  ],
  create: overMemoryOnce(givingOut),
};

function givingOut(memory: RelationshipRepository): RelationshipRepository {
  let commits = 0;
  const counting = withStores(memory, (store) => ({
    commit: (sent) => {
      commits += 1;
      return store.commit(sent);
    },
  }));
  return withLists(counting, <T>(read: Parameters<typeof readAll<T>>[0], idOf: (item: T) => string) => {
    let kept: { readonly at: number; readonly items: T[] } | null = null;
    return (page) =>
      answer(async () => {
        if (kept?.at !== commits) kept = { at: commits, items: structuredClone(await readAll(read)) };
        const { items } = kept;
        return page.after === null && items.length <= page.limit
          ? ok({ items, next: null })
          : pageById(items, idOf, page);
      });
  });
}
