import type { Versioned } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores, type Store } from '../spoilt-stores';

/** Gives undefined, as a Map does. */
export const unknownIdUndefined: BrokenRepository = {
  fault: 'an unknown id loads as undefined',
  blamed: [4],
  caughtBy: ['a partner that nobody knows loads as null', 'a customer that nobody knows loads as null'],
  create: overMemory((memory) => withStores(memory, likeAMap)),
};

function likeAMap<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const nothing = undefined as unknown as Versioned<State>;
  return {
    load: (id) => answer(async () => (await store.load(id)).map((found): Versioned<State> | null => found ?? nothing)),
  };
}
