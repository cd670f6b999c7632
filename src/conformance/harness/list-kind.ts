import type { Draft } from './kind';
import type { Listing } from './listing';

/** A list that a repository gives, and the commits through which somebody comes to it, goes and comes back. */
export interface ListKind {
  /** Stands for `{list}` in the titles of checks. */
  readonly title: string;
  readonly list: Listing;
  /** The first commit of somebody whom the list shows from then on; `at` is the moment that it shows, if it shows one. */
  readonly coming: (id: string, name?: string, at?: string) => Draft;
  /** The next commit takes out of the list; null if nobody ever leaves it. */
  readonly going: ((latest: Draft) => Draft) | null;
  /** The commit after that, which brings back. */
  readonly back: (latest: Draft) => Draft;
}
