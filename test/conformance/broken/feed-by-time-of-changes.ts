import { err, ok, type Result } from 'neverthrow';
import { unknownCursor, type FeedPage, type FeedRequest, type PageError } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { itemOf, withFeed, type FeedRow } from '../feed-table';

/** The times of changes run ahead and behind, as the clocks of several machines do. */
export const feedByTimeOfChanges: BrokenRepository = {
  fault: 'the feed is sorted by the times of the changes',
  blamed: [9],
  caughtBy: ['each time it goes on from a position', 'every kind of change of a customer'],
  feed: true,
  create: withFeed(() => ({ page: byTime })),
};

/** A position is the time and the number. */
function byTime(rows: readonly FeedRow[], { after, limit }: FeedRequest): Result<FeedPage, PageError> {
  const sorted = rows.map((row) => ({ row, key: keyOf(row) })).sort((one, other) => (one.key < other.key ? -1 : 1));
  const from = after === null ? 0 : sorted.findIndex(({ key }) => key === after) + 1;
  if (after !== null && from === 0) return err(unknownCursor(after));
  return ok({ items: sorted.slice(from, from + limit).map(({ row, key }) => ({ ...itemOf(row), position: key })) });
}

function keyOf({ change, number }: FeedRow): string {
  return `${(change as { readonly at: string }).at}/${String(number).padStart(6, '0')}`;
}
