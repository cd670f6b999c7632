import { err } from 'neverthrow';
import { revisionConflict } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/**
 * Deletes the row. The id is absent again, so a first commit from before the erasure succeeds; and what was erased is
 * loaded as what never was: one fault breaks two promises.
 */
export const erasedAbsentAgain: BrokenRepository = {
  fault: 'the id of an erased customer is absent again',
  blamed: [2, 5],
  caughtBy: ['after an erasure: no commit succeeds', 'when a customer was erased, on every handle'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      load: (id) => answer(async () => (await store.load(id)).map((found) => (found?.state === null ? null : found))),
      commit: (sent) =>
        answer(async () => {
          const found = (await store.load(sent.id)).unwrapOr(null);
          if (found === null || found.state !== null) return store.commit(sent);
          if (sent.expected !== 'absent') return err(revisionConflict(sent.expected));
          return store.commit({ ...sent, expected: found.revision });
        }),
    })),
  ),
};
