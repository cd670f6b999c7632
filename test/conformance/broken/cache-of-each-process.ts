import type { Versioned, VersionedStore } from 'partner-relationships';
import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/**
 * Keeps what it has loaded until it commits itself, whatever other processes commit meanwhile. Besides loading what is
 * no longer there it shows a state beside a history that has gone on: two promises are broken by one fault.
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
  store: VersionedStore<Id, State, Change>,
): Partial<VersionedStore<Id, State, Change>> {
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
