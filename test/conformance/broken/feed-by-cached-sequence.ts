import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedDesign } from '../feed-table';

/** Each connection keeps a block of numbers for itself, and gives one out when a commit is in force. */
export const feedByCachedSequence: BrokenRepository = {
  fault: 'the feed is read by a sequence of which each connection has a block',
  blamed: [9],
  caughtBy: ['a commit of a partner that is held back', 'a commit of a customer that is held back'],
  feed: true,
  create: withFeed(cached),
};

const BLOCK = 50;

function cached(): FeedDesign {
  let left: readonly number[] = [];
  return {
    record: (rows, _, table) =>
      rows.map((row) => {
        if (left.length === 0) {
          left = Array.from({ length: BLOCK }, (_block, at) => table.last + 1 + at);
          table.last += BLOCK;
        }
        const [number = 0] = left;
        left = left.slice(1);
        return { ...row, number };
      }),
  };
}
