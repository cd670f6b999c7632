import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedRow, type FeedTable, type UnderWay } from '../feed-table';

/** `max + 1` after an erasure has deleted the rows with the largest numbers: a reader at the end is past it. */
export const feedNumbersGivenAgain: BrokenRepository = {
  fault: 'a number of the feed is given out again after an erasure',
  blamed: [9],
  caughtBy: ['the erasure of what it has read last'],
  feed: true,
  create: withFeed(() => ({ record: afterTheLargest })),
};

function afterTheLargest(rows: readonly FeedRow[], _: UnderWay, table: FeedTable): readonly FeedRow[] {
  const largest = Math.max(0, ...table.rows.map(({ number }) => number ?? 0));
  table.last = Math.max(table.last, largest + rows.length);
  return rows.map((row, at) => ({ ...row, number: largest + 1 + at }));
}
