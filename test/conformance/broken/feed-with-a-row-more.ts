import type { BrokenRepository } from '../broken-repository';
import { pageOfRows, withFeed } from '../feed-table';

/** Looks one row further, as lists do, and gives that row out too. */
export const feedWithARowMore: BrokenRepository = {
  fault: 'a page of the feed holds one item more than its limit',
  blamed: [9],
  caughtBy: ['in pages of any limit'],
  feed: true,
  create: withFeed(() => ({
    page: (rows, request, table) => pageOfRows(rows, { ...request, limit: request.limit + 1 }, table),
  })),
};
