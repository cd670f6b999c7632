import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** A form trims the texts that people type, and the store does the same. */
export const userIdsTrimmed: BrokenRepository = {
  fault: 'user ids are trimmed',
  blamed: [5],
  caughtBy: ['in every field of a partner and of its changes', 'in every field of a customer and of its changes'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) =>
        editedTexts(value, (text, path) => (path === 'by.userId' ? text.trim() : text)),
      ),
    ),
  ),
};
