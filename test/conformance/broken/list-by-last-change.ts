import { err, ok } from 'neverthrow';
import { unknownCursor, type CustomerId, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, readAll } from '../spoilt-stores';

/** The customer that changed last comes first: a change moves it from the pages to come to those already read. */
export const listByLastChange: BrokenRepository = {
  fault: 'a customer list is ordered by last change',
  blamed: [7],
  caughtBy: ['in a customer list while customers come, go and change'],
  create: overMemoryOnce(byLastChange),
};

function byLastChange(memory: RelationshipRepository): RelationshipRepository {
  const changed = new Map<CustomerId, number>();
  let count = 0;
  const lastChange = (id: CustomerId): number => changed.get(id) ?? 0;
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const result = await memory.customers.commit(sent);
          count += 1;
          if (result.isOk()) changed.set(sent.id, count);
          return result;
        }),
    },
    customersOf: (partnerId, { after, limit }) =>
      answer(async () => {
        if (after !== null && !/^\d{1,9}$/.test(after)) return err(unknownCursor(after));
        const ids = await readAll((page) => memory.customersOf(partnerId, page));
        const rest = ids
          .filter((id) => after === null || lastChange(id) < Number(after))
          .sort((one, other) => lastChange(other) - lastChange(one));
        const items = rest.slice(0, limit);
        const last = items.at(-1);
        return ok({ items, next: rest.length > limit && last !== undefined ? String(lastChange(last)) : null });
      }),
  };
}
