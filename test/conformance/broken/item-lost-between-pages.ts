import { ok } from 'neverthrow';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, readAll } from '../spoilt-stores';

/** Looks one item further, gives that out as the cursor, and begins the next page after it. */
export const itemLostBetweenPages: BrokenRepository = {
  fault: 'an item is lost between two pages',
  blamed: [7],
  caughtBy: ['in a customer list, whatever the limit', 'byte for byte: of the customers in a list'],
  create: overMemory((memory) => ({
    ...memory,
    customersOf: (partnerId, { after, limit }) =>
      answer(async () => {
        const ids = await readAll((page) => memory.customersOf(partnerId, page));
        const rest = ids.filter((id) => after === null || id > after);
        return ok(pageOf(rest.slice(0, limit), rest[limit] ?? null));
      }),
  })),
};
