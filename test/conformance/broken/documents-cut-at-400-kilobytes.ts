import { err } from 'neverthrow';
import { corruptData } from 'partner-relationships';
import { LARGEST_DOCUMENTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

const MOST_BYTES = 400_000;

/** A column takes as much as it has room for, and drops the rest silently. */
export const documentsCutAt400Kilobytes: BrokenRepository = {
  fault: 'the text of a document is cut off after 400 kB',
  blamed: [5],
  caughtBy: ['in a partner as large as the limits', 'in a customer as large as the limits'],
  sizes: LARGEST_DOCUMENTS,
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      load: (id) =>
        answer(async () => {
          const found = await store.load(id);
          return Buffer.byteLength(JSON.stringify(found.unwrapOr(null))) > MOST_BYTES
            ? err(corruptData('Unterminated string in JSON'))
            : found;
        }),
    })),
  ),
};
