import { ok } from 'neverthrow';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Takes a commit that equals the last one for the last one sent again, as if its answer had been lost. */
export const equalCommitsAsOne: BrokenRepository = {
  fault: 'equal commits at one revision all succeed',
  blamed: [1],
  caughtBy: [
    'of commits at "absent" on one partner',
    'of commits at "absent" on one customer',
    'of commits at one revision of one partner',
    'of commits at one revision of one customer',
    'one at a stale revision of a partner',
  ],
  create: overMemoryOnce((memory) =>
    withStores(memory, (store) => {
      const last = new Map<unknown, string>();
      return {
        commit: (sent) =>
          answer(async () => {
            const result = await store.commit(sent);
            const text = JSON.stringify(sent);
            if (result.isOk()) last.set(sent.id, text);
            if (result.isOk() || last.get(sent.id) !== text) return result;
            const found = (await store.load(sent.id)).unwrapOr(null);
            return found === null ? result : ok(found.revision);
          }),
      };
    }),
  ),
};
