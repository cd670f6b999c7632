import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, withStores, type Store } from '../spoilt-stores';

/**
 * Writes the state first, and looks at the revision only for its answer. It acknowledges exactly one commit, and
 * replaces its state by those of refused ones: one fault breaks two promises.
 */
export const writtenAlthoughRefused: BrokenRepository = {
  fault: 'a refused commit replaces the state all the same',
  blamed: [1, 3],
  caughtBy: [
    'of commits at "absent" on one partner',
    'of commits at one revision of one customer',
    'a refused commit of a partner, alone or in a race, leaves',
  ],
  create: overMemoryOnce((memory) => withStores(memory, writing)),
};

function writing<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const refused = new Map<Id, State | null>();
  return {
    load: (id) =>
      answer(async () =>
        (await store.load(id)).map((found) => {
          const state = refused.get(id);
          return found === null || state === undefined ? found : { ...found, state };
        }),
      ),
    commit: (sent) =>
      answer(async () => {
        const result = await store.commit(sent);
        if (result.isOk()) refused.delete(sent.id);
        else refused.set(sent.id, sent.next);
        return result;
      }),
  };
}
