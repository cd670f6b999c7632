import type { Result } from 'neverthrow';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { PartnerChange } from '../model/partner-change';
import type { RelationshipChange } from '../model/relationship-change';
import type { Revision } from './revision';
import type { PageError } from './storage-error';

/** A change in the feed: which document it happened to, by which commit, and at which place in that commit. */
export type FeedItem = {
  /** Where a reader goes on after this item. Opaque. */
  readonly position: string;
  /** The revision that the commit returned. */
  readonly revision: Revision;
  /** The place among the changes of the commit, counted from 0. */
  readonly place: number;
} & (
  | { readonly document: { readonly kind: 'partner'; readonly id: PartnerId }; readonly change: PartnerChange }
  | { readonly document: { readonly kind: 'customer'; readonly id: CustomerId }; readonly change: RelationshipChange }
);

/** Names a part of the feed. */
export interface FeedRequest {
  /** The `position` of the last item that was read; null from the beginning. */
  readonly after: string | null;
  /** The maximum number of items: an integer from 1 to {@link MAX_PAGE_SIZE}. */
  readonly limit: number;
}

/** A part of the feed. */
export interface FeedPage {
  /** In the order of the feed; empty if there is nothing new yet. There may be more, also if these are few. */
  readonly items: readonly FeedItem[];
}

/**
 * All changes of all partners and customers, in one order, for readers who go on from the position where they were, on
 * any handle. The changes of a document are in the order of its history; between documents, the order is any that does
 * not change.
 */
export interface ChangeFeed {
  /** The items after a position. {@link UnknownCursor} if `after` is not the position of an item of this feed. */
  read(request: FeedRequest): PromiseLike<Result<FeedPage, PageError>>;
}
