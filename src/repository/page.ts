/** Names a part of a list. */
export interface PageRequest {
  /** The `next` of the previous page; null for the first page. */
  readonly after: string | null;
  /** The maximum number of items: an integer from 1 to {@link MAX_PAGE_SIZE}. */
  readonly limit: number;
}

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor for the next page; null if this page is the last. Opaque. */
  readonly next: string | null;
}

/** The maximum number of items of a page. */
export const MAX_PAGE_SIZE = 1000;

/** The number of items of a page if a request names no limit. */
export const DEFAULT_PAGE_SIZE = 100;

export function pageOf<T>(items: readonly T[], next: string | null): Page<T> {
  return Object.freeze({ items: Object.freeze(items), next });
}
