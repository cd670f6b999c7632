import { err, ok, ResultAsync, type Result } from 'neverthrow';
import type { ChangeFeed, DocumentChange, FeedItem, FeedPage, FeedRequest } from './feed';
import { unknownCursor, type PageError } from './storage-error';

/** The feed of a repository in memory. */
export interface MemoryFeed {
  readonly feed: ChangeFeed;
  /** Appends the changes of a commit. */
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
  /** By number; null for an erased one, whose position stays known. */
  const items: (FeedItem | null)[] = [];
  const numbersOf = new Map<string, number[]>();
  let id = '';
  // No id has a space.
  const keyOf = ({ kind, id: of }: DocumentChange['document']): string => `${kind} ${of}`;

  const numberAfter = (after: string | null): number => {
    if (after === null) return 0;
    const [ofFeed, number = '', ...rest] = after.split('.');
    const isKnown = ofFeed === id && rest.length === 0 && /^[1-9]\d{0,14}$/.test(number);
    return isKnown && Number(number) <= items.length ? Number(number) : Number.NaN;
  };

  const read = ({ after, limit }: FeedRequest): Result<FeedPage, PageError> => {
    const from = numberAfter(after);
    if (after !== null && Number.isNaN(from)) return err(unknownCursor(after));
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
      for (const change of changes) {
        if (items.length === 0) {
          begun += 1;
          id = `${String(begun)}-${Date.parse(change.change.at).toString(36)}`;
        }
        const key = keyOf(change.document);
        const numbers = numbersOf.get(key) ?? [];
        numbersOf.set(key, numbers);
        const number = items.push(Object.freeze({ position: `${id}.${String(items.length + 1)}`, ...change }));
        numbers.push(number);
      }
    },
    erase: (document) => {
      for (const number of numbersOf.get(keyOf(document)) ?? []) items[number - 1] = null;
      numbersOf.delete(keyOf(document));
    },
  };
}
