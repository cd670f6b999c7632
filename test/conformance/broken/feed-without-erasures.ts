import type { BrokenRepository } from '../broken-repository';
import { withFeed } from '../feed-table';

/** What is erased goes from the feed without a trace, so no reader deletes its copy. */
export const feedWithoutErasures: BrokenRepository = {
  fault: 'the feed has no erasures',
  blamed: [9],
  caughtBy: ['the erasure of what it has read last', 'the erasure of what it has not read yet'],
  feed: true,
  create: withFeed(() => ({ record: (rows, { isErasure }) => (isErasure ? [] : rows) })),
};
