import type { FeedItem } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { itemOf, pageOfRows, withFeed, type FeedDesign } from '../feed-table';

/** Gives out the rows that it keeps, not frozen. */
export const liveFeedReturned: BrokenRepository = {
  fault: 'gives out the very items of the feed that it keeps',
  blamed: [9],
  caughtBy: ['although the caller changes what it committed or read'],
  feed: true,
  create: withFeed(keepingItems),
};

function keepingItems(): FeedDesign {
  const kept = new Map<string, FeedItem>();
  return {
    page: (rows, request, table) => {
      for (const row of rows) if (!kept.has(String(row.number))) kept.set(String(row.number), itemOf(row));
      return pageOfRows(rows, request, table).map(({ items }) => ({
        items: items.map((item) => kept.get(item.position) ?? item),
      }));
    },
  };
}
