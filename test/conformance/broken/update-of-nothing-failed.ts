import { err } from 'neverthrow';
import { storageFailed } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, currentRevision, withStores } from '../spoilt-stores';

/** Takes it for a failure if there is nothing to update. */
export const updateOfNothingFailed: BrokenRepository = {
  fault: 'a commit that expects a revision where nothing is stored is answered as a failure',
  blamed: [4],
  caughtBy: [
    'a refused commit of a partner, alone or in a race, is answered with a conflict',
    'a refused commit of a customer, alone or in a race, is answered with a conflict',
  ],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () =>
          sent.expected !== 'absent' && (await currentRevision(store, sent.id)) === 'absent'
            ? err(storageFailed('no such row'))
            : await store.commit(sent),
        ),
    })),
  ),
};
