import { posix } from 'node:path';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { withKeys } from '../spoilt-stores';

/** A file for each id, in a path that the file system simplifies. */
export const idsAsPaths: BrokenRepository = {
  fault: 'ids are read as paths',
  blamed: [7],
  caughtBy: [
    'byte for byte: of partners, those',
    'byte for byte: of customers, those',
    "byte for byte: of the customers in a partner's lists",
  ],
  create: overMemory((memory) => withKeys(memory, (id) => posix.normalize(id).replace(/[./]+$/, '') || '.')),
};
