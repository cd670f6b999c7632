import { overMemory, type BrokenRepository } from '../broken-repository';
import { withKeys } from '../spoilt-stores';

/** A column that takes integers where it can: 007 and 7 are one. */
export const idsAsNumbers: BrokenRepository = {
  fault: 'ids that look like numbers are numbers',
  blamed: [7],
  caughtBy: [
    'byte for byte: of partners, those',
    'byte for byte: of customers, those',
    "byte for byte: of the customers in a partner's lists",
  ],
  create: overMemory((memory) => withKeys(memory, (id) => (/^\d{1,15}$/.test(id) ? String(Number(id)) : id))),
};
