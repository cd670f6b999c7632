import { customerEntries, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { customerIdOf, editedLists, onCommit } from '../spoilt-stores';

/** Writes the entries of the partners that the changes name; a new name of the customer names none. */
export const entriesWithOldNames: BrokenRepository = {
  fault: 'lists show customers under the names that they had on entering',
  blamed: [3],
  caughtBy: ['lists follow'],
  create: overMemoryOnce(keepingNames),
};

function keepingNames(memory: RelationshipRepository): RelationshipRepository {
  const names = new Map<string, string>();
  return {
    ...onCommit(memory, ({ next, changes }, isRefused) => {
      if (isRefused || next === null) return;
      const named = new Set(changes.flatMap((change) => ('partnerId' in change ? [change.partnerId] : [])));
      for (const [partnerId, { customer }] of customerEntries(next)._unsafeUnwrap()) {
        if (named.has(partnerId)) names.set(`${partnerId} ${customer.id}`, customer.name);
      }
    }),
    ...editedLists(memory, (entries, partnerId) =>
      entries.map((entry) => {
        const name = names.get(`${partnerId} ${customerIdOf(entry)}`) ?? entry.customer.name;
        return { ...entry, customer: { ...entry.customer, name } };
      }),
    ),
  };
}
