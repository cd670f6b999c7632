import { ok } from 'neverthrow';
import type { CustomerId } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, readAll } from '../spoilt-stores';

/** Looks the cursor up in the list; if that customer has left in between, the list seems to be over. */
export const cursorThatLeaves: BrokenRepository = {
  fault: 'a list ends where the customer of the cursor has left',
  blamed: [7],
  caughtBy: ['in a customer list while customers come, go and change'],
  create: overMemory((memory) => ({
    ...memory,
    customersOf: (partnerId, { after, limit }) =>
      answer(async () => {
        const ids = await readAll((page) => memory.customersOf(partnerId, page));
        const place = ids.findIndex((id) => id === after);
        if (after !== null && place === -1) return ok(pageOf<CustomerId>([], null));
        const items = ids.slice(place + 1, place + 1 + limit);
        return ok(pageOf(items, place + 1 + limit < ids.length ? (items.at(-1) ?? null) : null));
      }),
  })),
};
