import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** A form trims what people type, and the store does as the form does. */
export const userIdsTrimmed: BrokenRepository = {
  fault: 'user ids are trimmed',
  blamed: [5],
  caughtBy: ['in every kind of change of a partner', 'in every kind of change of a customer'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) =>
        editedTexts(value, (text, path) => (path === 'by.userId' ? text.trim() : text)),
      ),
    ),
  ),
};
