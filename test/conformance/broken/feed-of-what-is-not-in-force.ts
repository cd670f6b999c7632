import { parseRevision } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedDesign, type FeedRow } from '../feed-table';

/** A message is sent before the database has compared the revision, so also of what is held back or refused. */
export const feedOfWhatIsNotInForce: BrokenRepository = {
  fault: 'the feed shows what is not in force: commits under way, and what was refused',
  blamed: [9],
  caughtBy: [
    'nothing of a refused commit of a partner',
    'nothing of a refused commit of a customer',
    'a commit of a partner that is held back',
    'a commit of a customer that is held back',
  ],
  feed: true,
  create: withFeed(sendingAtOnce),
};

function sendingAtOnce(): FeedDesign {
  return {
    before: ({ document, changes }, table) => {
      const revision = parseRevision('not-in-force')._unsafeUnwrap();
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
