import { ok } from 'neverthrow';
import { parseRevision } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/**
 * Updates on condition, and does not look whether anything was updated. It answers refused commits with success, so
 * that more than one of simultaneous commits succeeds: one fault breaks two promises.
 */
export const conflictAsSuccess: BrokenRepository = {
  fault: 'a conflict is answered as success',
  blamed: [1, 4],
  caughtBy: ['success on a partner is answered only when it took effect', 'success on a customer is answered only'],
  create: overMemory((memory) => {
    let count = 0;
    return withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () => {
          const result = await store.commit(sent);
          count += 1;
          return result.isErr() && result.error.kind === 'conflict'
            ? ok(parseRevision(`unwritten-${count}`)._unsafeUnwrap())
            : result;
        }),
    }));
  }),
};
