import type { BrokenRepository } from '../broken-repository';
import { nextNumbers, withFeed } from '../feed-table';

/** A sequence gives a number when a commit asks, which is not when the commit is in force. */
export const feedBySequence: BrokenRepository = {
  fault: 'the feed is read by the numbers of a sequence',
  blamed: [9],
  caughtBy: ['a commit of a partner that is held back', 'a commit of a customer that is held back'],
  feed: true,
  create: withFeed(() => ({ draw: ({ changes }, table) => nextNumbers(table, changes.length) })),
};
