import type { BrokenRepository } from '../broken-repository';
import { pageOfRows, withFeed } from '../feed-table';

/** A position that it does not know counts as the beginning. */
export const feedOfAnyPosition: BrokenRepository = {
  fault: 'the feed begins again after a position that it never gave',
  blamed: [9],
  caughtBy: ['no item of the feed has'],
  feed: true,
  create: withFeed(() => ({
    page: (rows, request, table) =>
      pageOfRows(rows, request, table).orElse(() => pageOfRows(rows, { ...request, after: null }, table)),
  })),
};
