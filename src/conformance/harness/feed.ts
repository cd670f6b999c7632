import { isObject } from '../../model/decode';
import type { ChangeFeed, FeedItem, FeedPage, FeedRequest } from '../../repository/feed';
import { answerOf, valueOf, type Answer } from './ask';
import { firstDifference } from './difference';
import type { Ground } from './ground';
import type { Handle } from './handle';
import { leftOf } from './alone';
import { label, type Document, type Recorded } from './kind';
import type { Finding } from './nonconformity';
import { shown } from './shown';
import { turn } from './time-limit';

/** What was committed of a document. */
export interface Committed {
  readonly document: Document;
  /**
   * Every change with its revision, in order; those that an erasure took may be among them. Null if nobody knows, as a
   * commit was not acknowledged: that is another check's matter.
   */
  readonly changes: readonly Recorded[] | null;
}

/** Reads the feed from a position on, and goes on from the last item each time, on any handle. */
export interface FeedReader {
  /** What it has read. */
  readonly items: readonly FeedItem[];
  /** Reads so many items at most, and says how many it got. */
  readonly read: (handle: Handle, limit: number) => Promise<number>;
}

/** A reader that begins after this position; at the beginning if it is null. */
export function feedReader(after: string | null = null): FeedReader {
  const items: FeedItem[] = [];
  const positions = new Set<string>();
  return {
    items,
    read: async (handle, limit) => {
      const request = { after: items.at(-1)?.position ?? after, limit };
      const page = await valueOf(handle, callOf(request), () => feedOf(handle).read(request));
      const found = mustBeFeedPage(handle, page, limit);
      for (const item of found) {
        // A reader that is sent back reads on without end.
        if (positions.has(item.position)) throw handle.nonconformity(repeated(item));
        positions.add(item.position);
      }
      items.push(...found);
      return found.length;
    },
  };
}

/** Asks for a page of the feed, and takes any answer. */
export function tryFeed(handle: Handle, request: FeedRequest): Promise<Answer<FeedPage>> {
  return answerOf(handle, callOf(request), () => feedOf(handle).read(request));
}

/** How a reader goes on: with the next handle and the next limit each time. */
export interface Way {
  readonly handles: readonly Handle[];
  readonly limits: readonly number[];
}

/** How often a reader finds nothing new, one time after the other, before what it lacks counts as missed. */
const PATIENCE = 30;

/** Reads on until there is nothing more, and all is well with what was read. Nobody commits meanwhile. */
export async function readOn(
  ground: Ground,
  reader: FeedReader,
  { handles, limits }: Way,
  faultIn: (items: readonly FeedItem[]) => Finding | null,
): Promise<void> {
  let idle = 0;
  for (let at = 0; ; at += 1) {
    const count = await reader.read(handles[at % handles.length] ?? ground.first, limits[at % limits.length] ?? 1);
    if (count > 0) {
      idle = 0;
      continue;
    }
    const finding = faultIn(reader.items);
    if (finding === null) return;
    idle += 1;
    if (idle === PATIENCE) throw ground.nonconformity(finding);
    await turn();
  }
}

/** Reads on until it has read all that was committed. */
export function readAll(
  ground: Ground,
  reader: FeedReader,
  way: Way,
  committed: readonly Committed[],
): Promise<void> {
  return readOn(ground, reader, way, (items) => faultIn(items, committed));
}

/** What is wrong with the items that a reader has read from the beginning to the end; null if nothing is. */
function faultIn(items: readonly FeedItem[], committed: readonly Committed[]): Finding | null {
  const read = new Map<string, FeedItem[]>();
  for (const item of items) {
    const key = nameOf(item.document);
    const known = read.get(key) ?? [];
    known.push(item);
    read.set(key, known);
  }
  for (const { document, changes } of committed) {
    const name = nameOf({ kind: document.noun, id: document.id });
    const finding = changes === null ? null : faultInDocument(name, read.get(name) ?? [], changes);
    if (finding !== null) return finding;
    read.delete(name);
  }
  for (const [name, [item]] of read) if (item !== undefined) return unknownChange(name, item);
  return null;
}

/** An erasure takes what came before it, so a reader may lack that. */
function faultInDocument(name: string, items: readonly FeedItem[], changes: readonly Recorded[]): Finding | null {
  const erased = changes.length - leftOf(changes).length;
  const keys = keysOf(changes);
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  let next = 0;
  const missed = (end: number): Recorded | undefined => changes.slice(Math.max(next, erased), end)[0];
  for (const item of items) {
    const place = placeOf.get(keyOf(item));
    if (place === undefined) return unknownChange(name, item);
    if (place < next) {
      return {
        due: `a reader reads each change of the ${name} once, in the order of the commits`,
        did: `after ${described(changes[next - 1])} it read ${described(changes[place])}`,
      };
    }
    const before = missed(place);
    if (before !== undefined) {
      return { due: dueOf(name, before), did: `it read ${described(changes[place])} first` };
    }
    const difference = firstDifference(changes[place]?.change, item.change);
    if (difference !== null) {
      return { due: `the feed has the changes of the ${name} as they were committed`, did: difference };
    }
    next = place + 1;
  }
  const rest = missed(changes.length);
  return rest === undefined ? null : { due: dueOf(name, rest), did: 'it found nothing more to read' };
}

function dueOf(name: string, change: Recorded): string {
  return `a reader that goes on from its last position comes to ${described(change)} of the ${name}`;
}

function unknownChange(name: string, item: FeedItem): Finding {
  return {
    due:
      'the feed shows changes that were acknowledged and not erased before they were read, each with its document, ' +
      'the revision that its commit was answered, and its place in the commit',
    did: `it showed ${label(item.change)} of the ${name}, of revision ${shown(item.revision)}, at place ${item.place}`,
  };
}

function repeated({ position, document, change }: FeedItem): Required<Finding> {
  return {
    due: 'a reader that goes on from its last position comes to no position twice',
    did: `it came to ${shown(position)} again, with ${label(change)} of the ${nameOf(document)}`,
    advice:
      'Give every change a position of its own, also within a commit, and let a page begin after the position that ' +
      'it is asked for.',
  };
}

function described(change: Recorded | undefined): string {
  return change === undefined ? 'nothing' : `${label(change.change)}, of revision ${shown(change.revision)}`;
}

function nameOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${shown(id)}`;
}

function keyOf({ revision, place }: Pick<FeedItem, 'revision' | 'place'>): string {
  return `${place} ${revision}`;
}

/** The keys of changes: their revisions, and their places among those of the same revision. */
function keysOf(changes: readonly Recorded[]): readonly string[] {
  let first = 0;
  return changes.map(({ revision }, at) => {
    if (changes[first]?.revision !== revision) first = at;
    return keyOf({ revision, place: at - first });
  });
}

function callOf(request: FeedRequest): string {
  return `feed.read(${shown(request)})`;
}

function feedOf({ repository }: Handle): ChangeFeed {
  return repository.feed ?? { read: () => Promise.reject(new Error('the handle has no feed')) };
}

function mustBeFeedPage(handle: Handle, page: FeedPage, limit: number): readonly FeedItem[] {
  const given: unknown = page;
  const items: unknown = isObject(given) ? given['items'] : null;
  if (!Array.isArray(items) || !items.every(isItem)) {
    throw handle.nonconformity({
      due: 'a page of the feed has `items`, each with position, document, revision, place and change',
      did: `it was ${shown(given)}`,
      advice: 'Answer `{ items }`; a position is a text, and a document has a kind and an id.',
    });
  }
  if (items.length > limit) {
    throw handle.nonconformity({
      due: `a page of the feed holds no more items than its limit, ${limit}`,
      did: `it held ${items.length}`,
      advice: 'Cut a page off at its limit, also in the middle of a commit: every change has a position of its own.',
    });
  }
  return page.items;
}

function isItem(item: unknown): boolean {
  if (!isObject(item) || !isObject(item['document'])) return false;
  return typeof item['position'] === 'string' && typeof item['document']['id'] === 'string' && isObject(item['change']);
}
