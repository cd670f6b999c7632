import type { RecordedChange } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

/** Orders by a column that looks like the order of the commits, but the clocks of several machines differ. */
export const historyByTime: BrokenRepository = {
  fault: 'the history is sorted by the times of the changes',
  blamed: [6],
  caughtBy: ['when a partner is committed again and again', 'when a customer is committed again and again'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedHistory(store, (items) => [...items].sort((one, other) => timeOf(one) - timeOf(other))),
    ),
  ),
};

function timeOf({ change }: RecordedChange<unknown>): number {
  return Date.parse((change as { readonly at: string }).at);
}
