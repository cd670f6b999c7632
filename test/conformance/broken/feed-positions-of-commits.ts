import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedRow, type FeedTable, type UnderWay } from '../feed-table';

/** A page that ends in the middle of a commit gives the position of the whole commit. */
export const feedPositionsOfCommits: BrokenRepository = {
  fault: 'a position of the feed stands for a whole commit',
  blamed: [9],
  caughtBy: ['also in the middle of a commit', 'each time it goes on from a position'],
  feed: true,
  create: withFeed(() => ({ record: withOneNumber })),
};

function withOneNumber(rows: readonly FeedRow[], _: UnderWay, table: FeedTable): readonly FeedRow[] {
  const number = (table.last += 1);
  return rows.map((row) => ({ ...row, number }));
}
