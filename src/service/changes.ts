import { err, type Result } from 'neverthrow';
import { argument, listOf, object } from '../model/decode';
import type { MalformedInput } from '../model/malformed-input';
import { decodeFeedItem, documentKey, type ChangeFeed, type FeedItem, type FeedPage } from '../repository/feed';
import type { PageRequest } from '../repository/page';
import type { PageError } from '../repository/storage-error';
import { partOfHistory } from './history';
import type { Settings } from './options';
import { decodePageOptions, type PageOptions } from './page-options';
import { readPart } from './pages';

export async function changes(
  { feed }: Settings,
  page: PageOptions = {},
): Promise<Result<FeedPage, MalformedInput | PageError>> {
  const wanted = argument('page', decodePageOptions, page);
  if (wanted.isErr()) return err(wanted.error);
  return feed.isErr() ? err(feed.error) : readFeed(feed.value, wanted.value);
}

/**
 * Reads a part of the feed, and checks that it has at most as many items as asked for, that these are valid, each at a
 * position of its own, and that those of a document can follow each other.
 */
export function readFeed(feed: ChangeFeed, wanted: PageRequest): Promise<Result<FeedPage, PageError>> {
  const decodePage = object<FeedPage>('a part of the feed', {
    items: listOf('an array of items', decodeFeedItem, wanted.limit),
  });
  return readPart(() => feed.read(wanted), wanted, decodePage, ({ items }) => problemOf(items, wanted));
}

function problemOf(items: readonly FeedItem[], { after }: PageRequest): string | null {
  const positions = new Set<string | null>([after]);
  const histories = new Map<string, ReturnType<typeof partOfHistory>>();
  for (const item of items) {
    if (positions.has(item.position)) return 'a position that comes twice in a feed';
    positions.add(item.position);
    const key = documentKey(item.document);
    const problemOfNext = histories.get(key) ?? partOfHistory(item.document.kind, item.document.id);
    histories.set(key, problemOfNext);
    const problem = problemOfNext([item]);
    if (problem !== null) return problem;
  }
  return null;
}
