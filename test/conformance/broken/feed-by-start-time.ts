import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedTable, type UnderWay } from '../feed-table';

/** `now()` is the time at which a transaction began. Commits of one time follow each other by their documents. */
export const feedByStartTime: BrokenRepository = {
  fault: 'the feed is read by the times at which the transactions began',
  blamed: [9],
  caughtBy: ['a commit of a partner that is held back', 'a commit of a customer that is held back'],
  feed: true,
  create: withFeed(() => ({ draw: startTime })),
};

/** More than a commit has changes, and more than there are documents. */
const SPAN = 10_000;

const documents = new Map<string, number>();

/** A clock that ticks with every commit that takes effect. */
function startTime({ document: { kind, id }, changes }: UnderWay, table: FeedTable): readonly number[] {
  const key = `${kind} ${id}`;
  const number = documents.get(key) ?? documents.size;
  documents.set(key, number);
  const numbers = changes.map((_, place) => ((table.commits + 1) * SPAN + number) * SPAN + place);
  table.last = Math.max(table.last, ...numbers);
  return numbers;
}
