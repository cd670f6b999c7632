import type { BrokenRepository } from '../broken-repository';
import { withFeed } from '../feed-table';

/** A log that only grows: an erasure takes nothing out of it. */
export const feedWithTheErased: BrokenRepository = {
  fault: 'the feed still shows what was erased',
  blamed: [9],
  caughtBy: ['nothing of what was erased'],
  feed: true,
  create: withFeed(() => ({ erase: (_, all) => all })),
};
