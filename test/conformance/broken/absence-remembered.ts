import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Does not look again for an id that was not there the first time. */
export const absenceRemembered: BrokenRepository = {
  fault: 'each process remembers what was not there',
  blamed: [5],
  caughtBy: [
    'by every handle, no matter which committed the partner',
    'by every handle, no matter which committed the customer',
  ],
  create: overMemory((memory) =>
    withStores(memory, (store) => {
      const absent = new Set<unknown>();
      return {
        load: (id) =>
          answer(async () => {
            if (absent.has(id)) return ok(null);
            const found = await store.load(id);
            if (found.isOk() && found.value === null) absent.add(id);
            return found;
          }),
        commit: (sent) => {
          absent.delete(sent.id);
          return store.commit(sent);
        },
      };
    }),
  ),
};
