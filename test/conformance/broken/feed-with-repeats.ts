import type { BrokenRepository } from '../broken-repository';
import { withFeed } from '../feed-table';

/** A relay that got no answer sends what it had sent again, under new numbers. */
export const feedWithRepeats: BrokenRepository = {
  fault: 'the feed has some changes twice',
  blamed: [9],
  caughtBy: ['every kind of change of a partner', 'reads each change once'],
  feed: true,
  create: withFeed(() => ({ record: (rows) => [...rows, ...rows.slice(-1).map((row) => ({ ...row }))] })),
};
