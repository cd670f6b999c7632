import { err, type Result } from 'neverthrow';
import { unknownCursor, type FeedPage, type FeedRequest, type PageError } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { pageOfRows, withFeed, type FeedRow, type FeedTable } from '../feed-table';

/** Looks for the row of the position, which an erasure has deleted. */
export const feedPositionsErased: BrokenRepository = {
  fault: 'the position of an erased change is unknown to the feed',
  blamed: [9],
  caughtBy: ['the erasure of what it has read last', 'the erasure of what it has not read yet, or in part'],
  feed: true,
  create: withFeed(() => ({ page: fromTheRow })),
};

function fromTheRow(
  rows: readonly FeedRow[],
  request: FeedRequest,
  table: FeedTable,
): Result<FeedPage, PageError> {
  const { after } = request;
  const isThere = after === null || rows.some(({ number }) => String(number) === after);
  return isThere ? pageOfRows(rows, request, table) : err(unknownCursor(after));
}
