import { err } from 'neverthrow';
import { storageFailed } from 'partner-relationships';
import { LARGEST_DOCUMENTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

const MOST_BYTES = 1024 * 1024;

/** Keeps each customer and partner in one document of the store, which may not be larger. */
export const documentsOfAMebibyte: BrokenRepository = {
  fault: 'a document of more than a mebibyte is refused',
  blamed: [5],
  caughtBy: ['in a partner as large as the limits', 'in a customer as large as the limits'],
  sizes: LARGEST_DOCUMENTS,
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () =>
          Buffer.byteLength(JSON.stringify(sent.next)) > MOST_BYTES
            ? err(storageFailed('the document is too large'))
            : store.commit(sent),
        ),
    })),
  ),
};
