import { overMemory, type BrokenRepository } from '../broken-repository';
import { withKeys } from '../spoilt-stores';

/** The usual collation of a few databases, and some file systems. */
export const idsWithoutCase: BrokenRepository = {
  fault: 'ids are compared without regard to case',
  blamed: [7],
  caughtBy: [
    'byte for byte: of partners, those',
    'byte for byte: of customers, those',
    "byte for byte: of the customers in a partner's lists",
  ],
  create: overMemory((memory) => withKeys(memory, (id) => id.toLowerCase())),
};
