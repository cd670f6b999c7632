import { memoryRepository } from 'partner-relationships';
import type { RepositoryConformanceOptions } from 'partner-relationships/conformance';
import { lastWriteWins } from '../broken/last-write-wins';
import { SMALL } from '../verdict';

/** What a script for a test runner checks: the repository in memory, or a broken one when its environment says so. */
export const subject: Omit<RepositoryConformanceOptions, 'describe' | 'it'> = {
  sizes: SMALL,
  volatile: true,
  create:
    process.env['CONFORMANCE_SUBJECT'] === 'broken'
      ? lastWriteWins.create
      : async () => {
          const repository = memoryRepository();
          return { repository, another: async () => repository, close: async () => {} };
        },
};
