import { parseRevision } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedDesign, type FeedRow } from '../feed-table';

/** A message is sent before the database has compared the revision. */
export const feedOfRefusedCommits: BrokenRepository = {
  fault: 'the feed shows what was refused',
  blamed: [9],
  caughtBy: ['nothing of a refused commit of a partner', 'nothing of a refused commit of a customer'],
  feed: true,
  create: withFeed(sendingAtOnce),
};

function sendingAtOnce(): FeedDesign {
  return {
    before: ({ document, changes }, table) => {
      const revision = parseRevision('of-a-refused-commit')._unsafeUnwrap();
      const rows = changes.map((change, place): FeedRow => ({ document, change, revision, place, number: null }));
      table.rows.push(...rows);
    },
    // What takes effect gets the revision that it was answered.
    record: (rows, { changes }, table) => {
      table.rows = table.rows.filter(({ change }) => !changes.includes(change));
      return rows;
    },
  };
}
