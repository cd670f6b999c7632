import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** A column of the wrong character set: characters that it lacks become question marks. */
export const textInLatin1: BrokenRepository = {
  fault: 'texts are stored in Latin-1',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in every field of a customer and of its changes'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) => editedTexts(value, (text) => text.replace(/[\u0100-\u{10ffff}]/gu, '?'))),
    ),
  ),
};
