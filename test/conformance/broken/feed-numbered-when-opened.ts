import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedRow, type FeedTable } from '../feed-table';

/** The numbers are kept in memory. When the store is opened again they are given out anew, by kind, id and place. */
export const feedNumberedWhenOpened: BrokenRepository = {
  fault: 'the feed is numbered anew when the store is opened again',
  blamed: [9],
  caughtBy: ['when the store was closed and opened again'],
  feed: true,
  create: withFeed(() => ({}), renumber),
};

/** The changes of a document stay in their order. */
function renumber(table: FeedTable): void {
  table.rows = table.rows.toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
  for (const [at, row] of table.rows.entries()) row.number = at + 1;
  table.last = table.rows.length;
}

function keyOf({ document: { kind, id } }: FeedRow): string {
  return `${kind} ${id}`;
}
