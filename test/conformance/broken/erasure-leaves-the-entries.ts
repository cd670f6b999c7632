import type { CustomerId, CustomerRelationships, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { editedLists, Entries, onCommit } from '../spoilt-stores';

/** Brings the entries in line with the changes of a commit; an erasure names no partner. */
export const erasureLeavesTheEntries: BrokenRepository = {
  fault: 'an erased customer stays in the lists of its partners',
  blamed: [3],
  caughtBy: ['lists follow'],
  create: overMemoryOnce(leavingEntries),
};

function leavingEntries(memory: RelationshipRepository): RelationshipRepository {
  const latest = new Map<CustomerId, CustomerRelationships | null>();
  const left = new Entries();
  return {
    ...onCommit(memory, ({ id, next }, isRefused) => {
      if (isRefused) return;
      if (next === null) left.enter(latest.get(id) ?? null);
      latest.set(id, next);
    }),
    ...editedLists(memory, (entries, partnerId, list) => [...left.in(list, partnerId), ...entries]),
  };
}
