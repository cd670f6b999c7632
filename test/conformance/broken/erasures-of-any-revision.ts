import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, currentRevision, overwrite, withStores } from '../spoilt-stores';

/** Deletes by id alone. */
export const erasuresOfAnyRevision: BrokenRepository = {
  fault: 'erases whatever the revision',
  blamed: [1],
  caughtBy: ['of which every second one erases it'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () =>
          sent.next === null && (await currentRevision(store, sent.id)) !== 'absent'
            ? overwrite(store, sent)
            : store.commit(sent),
        ),
    })),
  ),
};
