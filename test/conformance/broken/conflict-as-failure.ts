import { storageFailed, type CommitError } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Takes every exception of the driver for a failure, even a duplicate key or a serialization failure. */
export const conflictAsFailure: BrokenRepository = {
  fault: 'a conflict is answered as a storage failure',
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
            error.kind === 'conflict' ? storageFailed('could not serialize access') : error,
          ),
        ),
    })),
  ),
};
