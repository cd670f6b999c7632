import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** The column of the states has the right character set; the column of the changes does not. */
export const historyTextInLatin1: BrokenRepository = {
  fault: 'texts of changes are stored in Latin-1',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in every field of a customer and of its changes'],
  create: overMemory((memory) =>
    withStores(memory, (store) => {
      const { history } = editedValues(store, (value) =>
        editedTexts(value, (text) => text.replace(/[\u0100-\u{10ffff}]/gu, '?')),
      );
      return history === undefined ? {} : { history };
    }),
  ),
};
