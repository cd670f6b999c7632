import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** A column of dates without fractions of a second. */
export const instantsInSeconds: BrokenRepository = {
  fault: 'instants lose their milliseconds',
  blamed: [5],
  caughtBy: ['in instants of a partner', 'in instants of a customer'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) =>
        editedTexts(value, (text) => text.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{3}Z$/, '$1.000Z')),
      ),
    ),
  ),
};
