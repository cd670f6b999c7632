import type { Customer, CustomerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, onCommit, pageById, readAll } from '../spoilt-stores';

/** Lists the rows, also those without a state, and finds the name in a column of its own. */
export const erasedInTheListOfAll: BrokenRepository = {
  fault: 'the list of all customers shows those that were erased',
  blamed: [3],
  caughtBy: ['lists follow'],
  create: overMemoryOnce(listingRows),
};

function listingRows(memory: RelationshipRepository): RelationshipRepository {
  const rows = new Map<CustomerId, Customer>();
  const noted = onCommit(memory, ({ id, next }, isRefused) => {
    if (!isRefused && next !== null) rows.set(id, structuredClone(next.customer));
  });
  return {
    ...noted,
    customers: {
      ...noted.customers,
      list: (page) =>
        answer(async () => {
          const stored = await readAll((request) => memory.customers.list(request));
          return pageById(structuredClone([...rows.values(), ...stored]), ({ id }) => id, page);
        }),
    },
  };
}
