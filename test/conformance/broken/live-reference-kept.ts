import type { Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, withStores, type Store } from '../spoilt-stores';

/** Keeps the object that it was handed, and gives out copies of it. */
export const liveReferenceKept: BrokenRepository = {
  fault: 'keeps the very object that it was handed',
  blamed: [5],
  caughtBy: ['although the caller changes the partner', 'although the caller changes the customer'],
  create: overMemoryOnce((memory) => withStores(memory, keeping)),
};

function keeping<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const kept = new Map<Revision, State | null>();
  return {
    commit: (sent) =>
      answer(async () =>
        (await store.commit(sent)).map((revision) => {
          kept.set(revision, sent.next);
          return revision;
        }),
      ),
    load: (id) =>
      answer(async () =>
        (await store.load(id)).map((found) =>
          found === null ? null : { ...found, state: structuredClone(kept.get(found.revision) ?? found.state) },
        ),
      ),
  };
}
