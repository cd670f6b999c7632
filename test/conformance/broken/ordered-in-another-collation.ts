import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, readAll } from '../spoilt-stores';

/** Orders the list as people do, and compares it with the cursor byte for byte. */
export const orderedInAnotherCollation: BrokenRepository = {
  fault: 'a list is ordered in one collation and continued in another',
  blamed: [7],
  caughtBy: ['byte for byte: of the customers in a list'],
  create: overMemory((memory) => ({
    ...memory,
    customersOf: (partnerId, { after, limit }) =>
      answer(async () => {
        const ids = await readAll((page) => memory.customersOf(partnerId, page));
        const rest = ids.filter((id) => after === null || id > after).sort((one, other) => one.localeCompare(other));
        const items = rest.slice(0, limit);
        return ok(pageOf(items, rest.length > limit ? (items.at(-1) ?? null) : null));
      }),
  })),
};
