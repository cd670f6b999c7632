import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** Two spellings of one name become one, as in some file systems and databases. */
export const textNormalised: BrokenRepository = {
  fault: 'texts are normalised',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in every field of a customer and of its changes'],
  create: overMemory((memory) =>
    withStores(memory, (store) => editedValues(store, (value) => editedTexts(value, (text) => text.normalize('NFC')))),
  ),
};
