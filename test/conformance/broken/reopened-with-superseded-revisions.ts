import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { answer, currentRevision, overwrite, withStores } from '../spoilt-stores';

/** Keeps the current revision in memory, and takes every revision from before the start for current. */
export const reopenedWithSupersededRevisions: BrokenRepository = {
  fault: 'opened again, a superseded revision passes for the current one',
  blamed: [8],
  caughtBy: ['the revision of a partner', 'the revision of a customer'],
  create: spoiltByReopening((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () =>
          sent.expected === 'absent' || (await currentRevision(store, sent.id)) === 'absent'
            ? store.commit(sent)
            : overwrite(store, sent),
        ),
    })),
  ),
};
