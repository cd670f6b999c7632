import type { Versioned } from 'partner-relationships';
import { ok } from 'neverthrow';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, roundTrip, withStores, type Store } from '../spoilt-stores';

/** Writes the changes, and then the state with a second call: a reader in between sees the changes too early. */
export const stateAfterTheChanges: BrokenRepository = {
  fault: 'writes the state in a second step, after the changes',
  blamed: [3],
  caughtBy: ['never sees a partner without its changes', 'never sees a customer without its changes'],
  create: overMemoryOnce((memory) => withStores(memory, inTwoSteps)),
};

function inTwoSteps<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const stillThere = new Map<Id, Versioned<State> | null>();
  return {
    load: (id) =>
      answer(async () => {
        const before = stillThere.get(id);
        return before === undefined ? await store.load(id) : ok(before);
      }),
    commit: (sent) =>
      answer(async () => {
        const before = (await store.load(sent.id)).unwrapOr(null);
        const result = await store.commit(sent);
        if (result.isErr()) return result;
        stillThere.set(sent.id, before);
        await roundTrip();
        stillThere.delete(sent.id);
        return result;
      }),
  };
}
