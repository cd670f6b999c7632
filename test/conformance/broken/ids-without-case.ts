import { overMemory, type BrokenRepository } from '../broken-repository';
import { withKeys } from '../spoilt-stores';

/** The usual collation of a few databases, and some file systems. */
export const idsWithoutCase: BrokenRepository = {
  fault: 'ids are compared without regard to case',
  blamed: [7],
  caughtBy: ['byte for byte: of partners', 'byte for byte: of customers', 'among the customers of one list'],
  create: overMemory((memory) => withKeys(memory, (id) => id.toLowerCase())),
};
