import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedRow } from '../feed-table';

/** A replica applies a commit when the next one arrives, so the last one is missing until then. */
export const feedOfLaggingReplica: BrokenRepository = {
  fault: 'the feed is read from a replica that lags behind',
  blamed: [9],
  caughtBy: ['every kind of change of a partner', 'every kind of change of a customer'],
  feed: true,
  create: withFeed(() => ({ show: withoutTheLastCommit })),
};

function withoutTheLastCommit(rows: readonly FeedRow[]): readonly FeedRow[] {
  const last = rows.at(-1)?.revision;
  return rows.filter(({ revision }) => revision !== last);
}
