import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedLists } from '../spoilt-stores';

/**
 * Whether a partner administers has a column of its own, which says yes or no. The lists are neither what the states
 * say (3) nor, of what they show, the same (5).
 */
export const entriesWithoutAnEnd: BrokenRepository = {
  fault: 'entries of lists do not tell until when a partner has roles',
  blamed: [3, 5],
  caughtBy: ['lists follow roles', 'in a list of administered customers, with any characters'],
  create: overMemory((memory) => ({
    ...memory,
    ...editedLists(memory, (entries) =>
      entries.map((entry) => ({ ...entry, administersUntil: entry.administersUntil === null ? null : 'open' })),
    ),
  })),
};
