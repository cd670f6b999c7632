import { err, ok } from 'neverthrow';
import { unknownCursor, type CustomerId, type PartnerId, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, readAll } from '../spoilt-stores';

/** Adds an entry for every beginning of a relationship, and shows those whose relationship is in force. */
export const listWithRepeats: BrokenRepository = {
  fault: 'a customer that has come back is listed twice',
  blamed: [7],
  caughtBy: ['in a customer list to which a customer has come back'],
  create: overMemoryOnce(addingEntries),
};

interface Entry {
  readonly number: number;
  readonly partnerId: PartnerId;
  readonly customerId: CustomerId;
}

function addingEntries(memory: RelationshipRepository): RelationshipRepository {
  const entries: Entry[] = [];
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const result = await memory.customers.commit(sent);
          if (result.isErr()) return result;
          for (const change of sent.changes) {
            if (change.kind !== 'relationship-established') continue;
            entries.push({ number: entries.length + 1, partnerId: change.partnerId, customerId: sent.id });
          }
          return result;
        }),
    },
    customersOf: (partnerId, { after, limit }) =>
      answer(async () => {
        if (after !== null && !/^\d{1,9}$/.test(after)) return err(unknownCursor(after));
        const inForce = new Set(await readAll((page) => memory.customersOf(partnerId, page)));
        const rest = entries.filter(
          (entry) =>
            entry.partnerId === partnerId && inForce.has(entry.customerId) && entry.number > Number(after ?? 0),
        );
        const items = rest.slice(0, limit);
        const last = items.at(-1);
        return ok({
          items: items.map(({ customerId }) => customerId),
          next: rest.length > limit && last !== undefined ? String(last.number) : null,
        });
      }),
  };
}
