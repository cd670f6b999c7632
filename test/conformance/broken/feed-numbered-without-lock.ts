import type { BrokenRepository } from '../broken-repository';
import { withFeed, type FeedDesign, type FeedRow } from '../feed-table';
import { roundTrip } from '../spoilt-stores';

/** Who reads numbers what has no number yet. Two who do this at once give out the same numbers. */
export const feedNumberedWithoutLock: BrokenRepository = {
  fault: 'readers number the changes without a lock',
  blamed: [9],
  caughtBy: ['while several writers commit'],
  feed: true,
  sizes: { rounds: undefined },
  create: withFeed(numbering),
};

function numbering(): FeedDesign {
  let runs = 0;
  return {
    number: async (table) => {
      const { last } = table;
      const found = table.rows.filter(({ number }) => number === null);
      if (found.length === 0) return;
      // Some take longer than others.
      runs += 1;
      for (let left = runs % 4; left >= 0; left -= 1) await roundTrip();
      for (const [at, row] of found.toSorted(byDocument).entries()) row.number = last + 1 + at;
      table.last = Math.max(table.last, last + found.length);
    },
  };
}

function byDocument(one: FeedRow, other: FeedRow): number {
  return one.document.id < other.document.id ? -1 : Number(one.document.id > other.document.id);
}
