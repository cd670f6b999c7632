import type { CustomerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { customerIdOf, editedLists, onCommit } from '../spoilt-stores';

/** Takes the entries out of the lists, and then compares the revision. */
export const refusedErasureEmptiesLists: BrokenRepository = {
  fault: 'a refused erasure takes the customer out of the lists',
  blamed: [3],
  caughtBy: ['a refused commit of a customer, alone or in a race, changes no list'],
  create: overMemoryOnce(takingOut),
};

function takingOut(memory: RelationshipRepository): RelationshipRepository {
  const gone = new Set<CustomerId>();
  return {
    ...onCommit(memory, ({ id, next }, isRefused) => {
      if (!isRefused) gone.delete(id);
      else if (next === null) gone.add(id);
    }),
    ...editedLists(memory, (entries) => entries.filter((entry) => !gone.has(customerIdOf(entry)))),
  };
}
