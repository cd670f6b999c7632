import type { Versioned } from 'partner-relationships';
import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores, type Store } from '../spoilt-stores';

/**
 * Keeps a loaded state until it commits itself, although other processes commit meanwhile. It loads states that have
 * been replaced, and shows a state beside a history that has gone on: one fault breaks two promises.
 */
export const cacheOfEachProcess: BrokenRepository = {
  fault: 'each process has a cache that others do not empty',
  blamed: [3, 5],
  caughtBy: [
    'by every handle, no matter which committed the partner',
    'by every handle, no matter which committed the customer',
  ],
  create: overMemory((memory) => withStores(memory, cached)),
};

function cached<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const cache = new Map<Id, Versioned<State>>();
  return {
    load: (id) =>
      answer(async () => {
        const known = cache.get(id);
        if (known !== undefined) return ok(known);
        const found = await store.load(id);
        if (found.isOk() && found.value !== null) cache.set(id, found.value);
        return found;
      }),
    commit: (sent) =>
      answer(async () => {
        cache.delete(sent.id);
        return store.commit(sent);
      }),
  };
}
