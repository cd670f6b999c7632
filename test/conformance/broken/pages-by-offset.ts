import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageByPlace, readAll, withLists } from '../spoilt-stores';

/** OFFSET and LIMIT: whoever comes or goes before the place of reading moves all behind it. */
export const pagesByOffset: BrokenRepository = {
  fault: 'a list is paged by offset',
  blamed: [7],
  caughtBy: [
    'in the list of all partners while some come, go',
    'in the list of all customers while some come, go',
    'in a list of related customers while some come, go',
    'in a list of administered customers while some come, go',
  ],
  create: overMemory((memory) =>
    withLists(memory, (read) => (page) => answer(async () => pageByPlace(await readAll(read), page))),
  ),
};
