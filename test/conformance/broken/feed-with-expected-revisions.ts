import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedRow, type UnderWay } from '../feed-table';

/** The revision that the commit replaces instead of the one that it is answered. */
export const feedWithExpectedRevisions: BrokenRepository = {
  fault: 'an item of the feed bears the revision that its commit expected',
  blamed: [9],
  caughtBy: ['with its revision'],
  feed: true,
  create: withFeed(() => ({ record: replaced })),
};

function replaced(rows: readonly FeedRow[], { expected }: UnderWay): readonly FeedRow[] {
  return expected === 'absent' ? rows : rows.map((row) => ({ ...row, revision: expected }));
}
