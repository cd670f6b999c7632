import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** UTF-8 of at most three bytes: a text ends before the first character that takes four. */
export const textWithoutAstralCharacters: BrokenRepository = {
  fault: 'characters beyond the Basic Multilingual Plane are lost',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in names of a customer'],
  create: overMemory((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) => editedTexts(value, (text) => text.replace(/[\u{10000}-\u{10ffff}].*$/su, ''))),
    ),
  ),
};
