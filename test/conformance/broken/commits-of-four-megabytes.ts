import { err } from 'neverthrow';
import { storageFailed } from 'partner-relationships';
import { LARGEST_DOCUMENTS, overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

const MOST_BYTES = 4_000_000;

/** Each item is small enough, but one transaction with all of them is too large. */
export const commitsOfFourMegabytes: BrokenRepository = {
  fault: 'a commit of more than 4 MB is refused',
  blamed: [5],
  caughtBy: ['in a customer as large as the limits of the library, and in the largest commit'],
  sizes: LARGEST_DOCUMENTS,
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      commit: (sent) =>
        answer(async () =>
          Buffer.byteLength(JSON.stringify(sent)) > MOST_BYTES
            ? err(storageFailed('the transaction is too large'))
            : store.commit(sent),
        ),
    })),
  ),
};
