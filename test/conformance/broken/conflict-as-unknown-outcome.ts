import { outcomeUnknown, type CommitError } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Plays safe: a commit that did not succeed has perhaps succeeded. */
export const conflictAsUnknownOutcome: BrokenRepository = {
  fault: 'a conflict is answered as an unknown outcome',
  blamed: [4],
  caughtBy: [
    'a refused commit of a partner, alone or in a race, is answered with a conflict',
    'a refused commit of a customer, alone or in a race, is answered with a conflict',
  ],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () =>
          (await store.commit(sent)).mapErr((error): CommitError =>
            error.kind === 'conflict' ? outcomeUnknown(error.message) : error,
          ),
        ),
    })),
  ),
};
