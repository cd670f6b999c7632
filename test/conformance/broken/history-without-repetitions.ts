import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedHistory, withStores } from '../spoilt-stores';

/** A unique index on the content of a change: a change that equals an earlier one is not recorded. */
export const historyWithoutRepetitions: BrokenRepository = {
  fault: 'equal changes are recorded once',
  blamed: [6],
  caughtBy: ['when a partner is committed again and again', 'when a customer is committed again and again'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedHistory(store, (items) => [...new Map(items.map((item) => [JSON.stringify(item.change), item])).values()]),
    ),
  ),
};
