import type { Versioned } from 'partner-relationships';
import { ok } from 'neverthrow';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, withStores, type Store } from '../spoilt-stores';

/** An object as a map: its inherited properties are there from the start. */
export const idsAsProperties: BrokenRepository = {
  fault: 'ids are properties of a plain object',
  blamed: [7],
  caughtBy: ['byte for byte: of partners, those', 'byte for byte: of customers, those'],
  create: overMemoryOnce((memory) => withStores(memory, inAnObject)),
};

function inAnObject<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const states: Record<string, Versioned<State>> = {};
  return {
    load: (id) => answer(async () => ok(structuredClone(states[id] ?? null))),
    commit: (sent) =>
      answer(async () =>
        (await store.commit(sent)).map((revision) => {
          states[sent.id] = { state: structuredClone(sent.next), revision };
          return revision;
        }),
      ),
  };
}
