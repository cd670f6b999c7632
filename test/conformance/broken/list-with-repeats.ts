import { err, ok } from 'neverthrow';
import {
  unknownCursor,
  type CustomerId,
  type PartnerChange,
  type PartnerId,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, customerIdOf, onCommit, pageOf, readAll } from '../spoilt-stores';

/** Adds an entry for every beginning of a relationship, and shows those whose relationship is in force. */
export const listWithRepeats: BrokenRepository = {
  fault: 'a customer that has come back is listed twice',
  blamed: [7],
  caughtBy: ['in a list of related customers while some come, go, come back'],
  create: overMemoryOnce(addingEntries),
};

interface Entry {
  readonly number: number;
  readonly partnerId: PartnerId;
  readonly customerId: CustomerId;
}

function addingEntries(memory: RelationshipRepository): RelationshipRepository {
  const rows: Entry[] = [];
  return {
    ...onCommit(memory, ({ id, changes }, isRefused) => {
      for (const change of isRefused ? [] : changes) {
        const begins = change.kind === 'relationship-established';
        const partnerId = begins || change.kind === 'delegation-granted' ? change.partnerId : holderOf(change);
        if (partnerId === null) continue;
        const isThere = !begins && rows.some((row) => row.partnerId === partnerId);
        if (!isThere) rows.push({ number: rows.length + 1, partnerId, customerId: id });
      }
    }),
    customersOf: (list, partnerId, { after, limit }) =>
      answer(async () => {
        if (after !== null && !/^\d{1,9}$/.test(after)) return err(unknownCursor(after));
        const entries = await readAll((request) => memory.customersOf(list, partnerId, request));
        const inForce = new Map(entries.map((entry) => [customerIdOf(entry), entry]));
        const rest = rows.filter(
          (row) => row.partnerId === partnerId && inForce.has(row.customerId) && row.number > Number(after ?? 0),
        );
        const shown = rest.slice(0, limit);
        const last = shown.at(-1);
        return ok(
          pageOf(
            shown.flatMap(({ customerId }) => inForce.get(customerId) ?? []),
            rest.length > limit && last !== undefined ? String(last.number) : null,
          ),
        );
      }),
  };
}

/** The partner that has got roles; null if none has. */
function holderOf(change: RelationshipChange | PartnerChange): PartnerId | null {
  return change.kind === 'role-delegation-approved' ? change.delegation.partnerId : null;
}
