/** Which part of a list is wanted. */
export interface PageRequest {
  /** The `next` of the page before; null for the first page. */
  readonly after: string | null;
  /** How many items at most: an integer from 1 to {@link MAX_PAGE_SIZE}. */
  readonly limit: number;
}

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor to ask for the next page with; null when this one is the last. Opaque. */
  readonly next: string | null;
}

/** How many items a page may hold. */
export const MAX_PAGE_SIZE = 1000;

/** How many items a page holds when nobody says. */
export const DEFAULT_PAGE_SIZE = 100;

export function pageOf<T>(items: readonly T[], next: string | null): Page<T> {
  return Object.freeze({ items: Object.freeze(items), next });
}
