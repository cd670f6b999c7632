import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

/** Deletes the changes of the id after it has appended those of the commit. */
export const erasureNotRecorded: BrokenRepository = {
  fault: 'the history of an erased customer is empty',
  blamed: [6],
  caughtBy: ['when a customer is erased it is the erasure'],
  create: overMemory((memory) =>
    withStores(memory, (store) => editedHistory(store, (items) => items.filter(({ change }) => !isErasure(change)))),
  ),
};

function isErasure(change: unknown): boolean {
  return typeof change === 'object' && change !== null && 'kind' in change && change.kind === 'customer-erased';
}
