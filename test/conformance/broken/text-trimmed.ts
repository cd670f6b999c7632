import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** A column of fixed width: spaces at the end are lost. */
export const textTrimmed: BrokenRepository = {
  fault: 'texts are trimmed',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in names of a customer'],
  create: overMemory((memory) =>
    withStores(memory, (store) => editedValues(store, (value) => editedTexts(value, (text) => text.trimEnd()))),
  ),
};
