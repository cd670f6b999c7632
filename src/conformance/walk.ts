import { isRecord } from '../model/decode';
import type { CustomerId, PartnerId } from '../model/identifiers';
import { MAX_PAGE_SIZE, type Page, type PageRequest } from '../repository/page';
import type { RecordedChange } from '../repository/repository';
import type { Asking, AskedStore, Handle } from './asked';
import type { Finding } from './nonconformity';
import { shown } from './shown';

/** Reads a page of one list. */
export type ReadPage<T> = (page: PageRequest) => Promise<Page<T>>;

/** What is done between two pages; it is told what has been read so far. */
export type Meanwhile<T> = (read: readonly T[]) => Promise<void>;

const MOST_PAGES = 20_000;

/** Less than what stores give at most: what is there in such pages is not missing, whatever the large ones show. */
export const SMALL_PAGE = 50;

/**
 * Reads a list page by page to its end.
 *
 * @param limits the limits of the pages, in turn
 */
export async function walk<T>(
  asking: Asking,
  readPage: ReadPage<T>,
  limits: readonly [number, ...number[]],
  meanwhile: Meanwhile<T> = () => Promise.resolve(),
): Promise<readonly T[]> {
  const read: T[] = [];
  const cursors = new Set<string>();
  let after: string | null = null;
  for (let at = 0; ; at += 1) {
    const limit = limits[at % limits.length] ?? limits[0];
    const page: Page<T> = checkedPage(asking, await readPage({ after, limit }), limit);
    const { items, next } = page;
    read.push(...items);
    if (next === null) return read;
    if (cursors.has(next) || cursors.size > MOST_PAGES) throw asking.nonconformity(endless(next));
    cursors.add(next);
    after = next;
    await meanwhile(read);
  }
}

/** The whole history, read in the largest pages. */
export function wholeHistory<Id, State, Change>(
  asking: Asking,
  store: AskedStore<Id, State, Change>,
  id: Id,
): Promise<readonly RecordedChange<Change>[]> {
  return walk(asking, (page) => store.history(id, page), [MAX_PAGE_SIZE]);
}

/** The whole customer list, read in the largest pages. */
export function wholeList(asking: Asking, handle: Handle, partnerId: PartnerId): Promise<readonly CustomerId[]> {
  return walk(asking, (page) => handle.customersOf(partnerId, page), [MAX_PAGE_SIZE]);
}

function checkedPage<T>(asking: Asking, page: Page<T>, limit: number): Page<T> {
  const given: unknown = page;
  if (!isRecord(given) || !Array.isArray(given['items']) || !isCursor(given['next'])) {
    throw asking.nonconformity({
      due: 'a page has `items`, an array, and `next`, a cursor or null',
      did: `a page was ${shown(given)}`,
      advice: 'Answer `{ items, next }`; `next` is null on the last page, not undefined.',
    });
  }
  if (page.items.length <= limit) return page;
  throw asking.nonconformity({
    due: `a page that is asked for with limit ${limit} holds at most as many items`,
    did: `it held ${page.items.length}`,
    advice: 'Look one item further to know whether there is a next page, but do not hand that item out.',
  });
}

function isCursor(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function endless(next: string): Finding {
  return {
    due: 'asking on with `next` leads to the end of the list',
    did: `the cursor ${shown(next)} came a second time`,
    advice: 'Begin a page after the item that `after` stands for; is `after` ignored?',
  };
}
