import type { BrokenRepository } from '../broken-repository';
import { pageOfRows, withFeed, type FeedDesign, type FeedRow } from '../feed-table';

/** Every node numbers what it sees, and begins with what is there when it starts. */
export const feedPositionsOfEachNode: BrokenRepository = {
  fault: 'a position of the feed counts the changes that a node has seen',
  blamed: [9],
  caughtBy: ['while several writers commit'],
  feed: true,
  create: withFeed(nodes()),
};

/** What comes at once comes in the order of the ids; every other node takes them from the end. */
function nodes(): () => FeedDesign {
  let count = 0;
  return () => {
    const first = (count += 1) % 2 === 0 ? -1 : 1;
    const numbers = new Map<string, number>();
    return {
      page: (rows, request) => {
        const unseen = rows.filter((row) => !numbers.has(keyOf(row)));
        for (const row of unseen.toSorted((one, other) => (one.document.id < other.document.id ? -first : first))) {
          numbers.set(keyOf(row), numbers.size + 1);
        }
        const seen = rows.map((row) => ({ ...row, number: numbers.get(keyOf(row)) ?? 0 }));
        return pageOfRows(seen.toSorted((one, other) => one.number - other.number), request, { last: numbers.size });
      },
    };
  };
}

function keyOf({ document: { kind, id }, revision, place }: FeedRow): string {
  return `${kind} ${id} ${revision} ${place}`;
}
