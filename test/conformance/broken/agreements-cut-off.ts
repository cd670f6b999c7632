import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** A column that is wide enough for every reference that anybody has seen so far. */
export const agreementsCutOff: BrokenRepository = {
  fault: 'agreements are cut off after 128 characters',
  blamed: [5],
  caughtBy: ['in every field of a customer and of its changes'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) =>
        editedTexts(value, (text, path) => (path === 'reason.agreement' ? text.slice(0, 128) : text)),
      ),
    ),
  ),
};
