import { overMemory, type BrokenRepository } from '../broken-repository';
import { withKeys } from '../spoilt-stores';

/** The ids went through a URL and were decoded once more than they were encoded. */
export const idsPercentDecoded: BrokenRepository = {
  fault: 'ids are percent-decoded',
  blamed: [7],
  caughtBy: [
    'byte for byte: of partners, those',
    'byte for byte: of customers, those',
    "byte for byte: of the customers in a partner's lists",
  ],
  create: overMemory((memory) => withKeys(memory, (id) => id.replace(/%2F/gi, '/').replace(/%25/g, '%'))),
};
