import { spoiltByReopening, type BrokenRepository } from '../broken-repository';
import { editedTexts, editedValues, withStores } from '../spoilt-stores';

/** Does not write the agreement, and reads the one in force instead. */
export const reopenedWithOneAgreement: BrokenRepository = {
  fault: 'opened again, every relationship has ended by the same agreement',
  blamed: [8],
  caughtBy: ['the state and the history of a customer'],
  create: spoiltByReopening((memory) =>
    withStores(memory, (store) =>
      editedValues(store, (value) =>
        editedTexts(value, (text, path) => (path === 'reason.agreement' ? 'the general terms' : text)),
      ),
    ),
  ),
};
