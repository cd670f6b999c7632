import type { BrokenRepository } from '../broken-repository';
import { withFeed } from '../feed-table';

/** A switch over the kinds of changes that nobody has extended for the latest one. */
export const feedWithoutRenamings: BrokenRepository = {
  fault: 'the feed lacks the changes of one kind',
  blamed: [9],
  caughtBy: ['every kind of change of a partner', 'every kind of change of a customer'],
  feed: true,
  create: withFeed(() => ({ record: (rows) => rows.filter(({ change }) => !isRenaming(change)) })),
};

function isRenaming(change: unknown): boolean {
  return JSON.stringify(change).includes('-renamed"');
}
