import { overMemory, type BrokenRepository } from '../broken-repository';
import { withKeys } from '../spoilt-stores';

/** A column that is too narrow. */
export const idsCutOff: BrokenRepository = {
  fault: 'ids are cut off after 64 characters',
  blamed: [7],
  caughtBy: [
    'byte for byte: of partners, those',
    'byte for byte: of customers, those',
    "byte for byte: of the customers in a partner's lists",
  ],
  create: overMemory((memory) => withKeys(memory, (id) => id.slice(0, 64))),
};
