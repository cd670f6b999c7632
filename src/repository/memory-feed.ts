import { err, ok, ResultAsync, type Result } from 'neverthrow';
import {
  documentKey,
  type ChangeFeed,
  type DocumentChange,
  type FeedItem,
  type FeedPage,
  type FeedRequest,
} from './feed';
import { unknownCursor, type PageError } from './storage-error';

/** The feed of a repository in memory. */
export interface MemoryFeed {
  readonly feed: ChangeFeed;
  /** Appends the changes of a commit, which are all of one document. */
  readonly append: (changes: readonly DocumentChange[]) => void;
  /** Takes out what was appended of a document. */
  readonly erase: (document: DocumentChange['document']) => void;
}

/** How many feeds this process has begun. */
let begun = 0;

/**
 * A position is the feed's id and the number of the item, counted from 1. The id is the number of the feed in this
 * process and the time of its first change, so that a position of another feed, or of before a restart, is unknown.
 */
export function memoryFeed(): MemoryFeed {
  let id = '';
  /** Null where one was erased. */
  const items: (FeedItem | null)[] = [];
  /** How many items a reader has read who is at this position. */
  const readAt = new Map<string | null, number>([[null, 0]]);
  const placesOf = new Map<string, number[]>();

  const read = ({ after, limit }: FeedRequest): Result<FeedPage, PageError> => {
    const from = readAt.get(after);
    if (from === undefined) return err(unknownCursor(after ?? ''));
    const found: FeedItem[] = [];
    for (let at = from; at < items.length && found.length < limit; at += 1) {
      const item = items[at] ?? null;
      if (item !== null) found.push(item);
    }
    return ok(Object.freeze({ items: Object.freeze(found) }));
  };

  return {
    feed: Object.freeze({
      read: (request: FeedRequest): ResultAsync<FeedPage, PageError> =>
        new ResultAsync(Promise.resolve(read(request))),
    }),
    append: (changes) => {
      const [first] = changes;
      if (first === undefined) return;
      if (items.length === 0) {
        begun += 1;
        id = `${begun}-${Date.parse(first.change.at).toString(36)}`;
      }
      const key = documentKey(first.document);
      const places = placesOf.get(key) ?? [];
      placesOf.set(key, places);
      for (const change of changes) {
        const position = `${id}.${items.length + 1}`;
        places.push(items.length);
        readAt.set(position, items.push(Object.freeze({ position, ...change })));
      }
    },
    erase: (document) => {
      const key = documentKey(document);
      for (const place of placesOf.get(key) ?? []) items[place] = null;
      placesOf.delete(key);
    },
  };
}
