import { err } from 'neverthrow';
import { revisionConflict } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, roundTrip, withStores } from '../spoilt-stores';

/** Locks the whole store while it writes a commit, and answers every other commit meanwhile with a conflict. */
export const failureAsConflict: BrokenRepository = {
  fault: 'a busy store is answered as a conflict',
  blamed: [4],
  caughtBy: [
    'a partner that nobody else has touched has no conflict',
    'a customer that nobody else has touched has no',
  ],
  create: overMemoryOnce((memory) => {
    let isLocked = false;
    return withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () => {
          if (isLocked) return err(revisionConflict(sent.expected));
          isLocked = true;
          await roundTrip();
          isLocked = false;
          return store.commit(sent);
        }),
    }));
  }),
};
