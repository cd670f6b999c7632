import { isObject } from '../../model/decode';
import { MAX_PAGE_SIZE, type Page, type PageRequest } from '../../repository/page';
import type { Asking } from './ask';
import type { Finding } from './nonconformity';
import { shown } from './shown';

/** Reads a page of one list. */
export type ReadPage<T> = (page: PageRequest) => Promise<Page<T>>;

/** Something to do between two pages; it is told what has been read so far. */
export type Meanwhile<T> = (read: readonly T[]) => Promise<void>;

const MOST_PAGES = 20_000;

/** Less than any store gives at most: an item that such pages show is not missing, whatever the large ones show. */
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

/** A whole list, read in the largest pages. */
export function wholeOf<T>(asking: Asking, readPage: ReadPage<T>): Promise<readonly T[]> {
  return walk(asking, readPage, [MAX_PAGE_SIZE]);
}

/** The page, which must look like one. */
export function mustBePage<T>(asking: Asking, page: Page<T>): Page<T> {
  const given: unknown = page;
  if (isObject(given) && Array.isArray(given['items']) && isCursor(given['next'])) return page;
  throw asking.nonconformity({
    due: 'a page has `items`, an array, and `next`, a cursor or null',
    did: `a page was ${shown(given)}`,
    advice: 'Answer `{ items, next }`; `next` is null on the last page, not undefined.',
  });
}

function checkedPage<T>(asking: Asking, page: Page<T>, limit: number): Page<T> {
  if (mustBePage(asking, page).items.length <= limit) return page;
  throw asking.nonconformity({
    due: `a page holds no more items than its limit, ${limit}`,
    did: `it held ${page.items.length}`,
    advice: 'Look one item further to know whether there is a next page, but do not give that item out.',
  });
}

function isCursor(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function endless(next: string): Finding {
  return {
    due: 'following `next` leads to the end of the list',
    did: `the cursor ${shown(next)} came a second time`,
    advice: 'Begin a page after the item that `after` stands for. Perhaps `after` is ignored.',
  };
}
