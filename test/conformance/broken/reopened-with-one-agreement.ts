import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** The text of the agreement is not written, and read as that of the contract in force. */
export const reopenedWithOneAgreement: BrokenRepository = {
  fault: 'opened again, every relationship has ended by the same agreement',
  blamed: [8],
  caughtBy: ['the state and the history of a customer'],
  create: spoiltByReopening((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) =>
        editedTexts(value, (text, path) => (path === 'agreement' ? 'the general terms' : text)),
      ),
    ),
  ),
};
