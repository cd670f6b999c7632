import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedRow, type FeedTable, type UnderWay } from '../feed-table';

/** The place in the history of the document instead of the one in the commit. */
export const feedWithPlacesInTheHistory: BrokenRepository = {
  fault: 'an item of the feed bears its place in the history',
  blamed: [9],
  caughtBy: ['with its revision and its place'],
  feed: true,
  create: withFeed(() => ({ record: counted })),
};

function counted(rows: readonly FeedRow[], { document: { kind, id } }: UnderWay, table: FeedTable): readonly FeedRow[] {
  const before = table.rows.filter(({ document }) => document.kind === kind && document.id === id).length;
  return rows.map((row) => ({ ...row, place: before + row.place }));
}
