import type { PageRequest } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Hands the cursor to the database without a look at it. */
export const strangeCursorRejected: BrokenRepository = {
  fault: 'a cursor that it never gave makes it reject',
  blamed: [4],
  caughtBy: ['a history or a customer list asked for with a cursor'],
  create: overMemory((memory) => ({
    ...withStores(memory, (store) => ({
      history: (id, page) =>
        answer(() => {
          mustBeText(page);
          return Promise.resolve(store.history(id, page));
        }),
    })),
    customersOf: (partnerId, page) =>
      answer(() => {
        mustBeText(page);
        return Promise.resolve(memory.customersOf(partnerId, page));
      }),
  })),
};

function mustBeText({ after }: PageRequest): void {
  if (after?.includes('\u0000') === true) throw new Error('invalid byte sequence for encoding "UTF8": 0x00');
}
