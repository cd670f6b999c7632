import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** Memory holds every character; the file that it is written to holds only ASCII. */
export const reopenedInAscii: BrokenRepository = {
  fault: 'opened again, texts have question marks instead of characters beyond ASCII',
  blamed: [8],
  caughtBy: ['the state and the history of a partner', 'the state and the history of a customer'],
  create: spoiltByReopening((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) => editedTexts(value, (text) => text.replace(/[\u0080-\u{10ffff}]/gu, '?'))),
    ),
  ),
};
