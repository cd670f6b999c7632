import { parseRevision } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedDesign, type FeedRow } from '../feed-table';

/** Reads at the isolation level "read uncommitted". */
export const feedOfWhatIsUncommitted: BrokenRepository = {
  fault: 'the feed shows commits that are not in force yet',
  blamed: [9],
  caughtBy: ['a commit of a partner that is held back', 'a commit of a customer that is held back'],
  feed: true,
  create: withFeed(uncommitted),
};

function uncommitted(): FeedDesign {
  return {
    before: ({ document, changes }, table) => {
      const revision = parseRevision('not-in-force')._unsafeUnwrap();
      const rows = changes.map((change, place): FeedRow => ({ document, change, revision, place, number: null }));
      table.rows.push(...rows);
    },
    record: (rows, { changes }, table) => {
      table.rows = table.rows.filter(({ change }) => !changes.includes(change));
      return rows;
    },
  };
}
