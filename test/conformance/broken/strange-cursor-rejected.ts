import type { PageRequest } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withLists, withStores } from '../spoilt-stores';

/** Hands the cursor to the database without a look at it. */
export const strangeCursorRejected: BrokenRepository = {
  fault: 'a cursor that it never gave makes it reject',
  blamed: [4],
  caughtBy: ['a history or a list asked for with a cursor'],
  create: overMemory((memory) =>
    withLists(
      withStores(memory, (store) => ({
        history: (id, page) =>
          answer(async () => {
            mustBeText(page);
            return store.history(id, page);
          }),
      })),
      (read) => (page) =>
        answer(async () => {
          mustBeText(page);
          return read(page);
        }),
    ),
  ),
};

function mustBeText({ after }: PageRequest): void {
  if (after?.includes('\u0000') === true) throw new Error('invalid byte sequence for encoding "UTF8": 0x00');
}
