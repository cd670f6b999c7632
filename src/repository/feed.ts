import type { Result } from 'neverthrow';
import { trust } from '../model/brand';
import { integer, object, text, variant, type Decoder } from '../model/decode';
import { decodeCustomerId, decodePartnerId, ID_PATTERN, type CustomerId, type PartnerId } from '../model/identifiers';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import { decodeRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { parseRevision, type Revision } from './revision';
import type { PageError } from './storage-error';

/** A recorded change, and which document it happened to, by which commit, and at which place in that commit. */
export type DocumentChange = {
  /** The revision that the commit returned. */
  readonly revision: Revision;
  /** The place among the changes of the commit, counted from 0. */
  readonly place: number;
} & (
  | { readonly document: { readonly kind: 'partner'; readonly id: PartnerId }; readonly change: PartnerChange }
  | { readonly document: { readonly kind: 'customer'; readonly id: CustomerId }; readonly change: RelationshipChange }
);

/** Names a document among those of both kinds. No id has a space. */
export function documentKey({ kind, id }: DocumentChange['document']): string {
  return `${kind} ${id}`;
}

/** A change in the feed. */
export type FeedItem = DocumentChange & {
  /** Where a reader goes on after this item. Opaque: 1 to 128 visible ASCII characters. */
  readonly position: string;
};

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

/** What a recorded change says besides the change. */
const decodePlace: Decoder<Omit<DocumentChange, 'change'>> = /* @__PURE__ */ object<Omit<DocumentChange, 'change'>>(
  'a recorded change',
  {
    document: /* @__PURE__ */ variant<DocumentChange['document']>('a document', {
      partner: { id: decodePartnerId },
      customer: { id: decodeCustomerId },
    }),
    revision: parseRevision,
    place: /* @__PURE__ */ integer(0),
  },
);

const decodePartnersChange: Decoder<{ readonly change: PartnerChange }> = /* @__PURE__ */ object('a recorded change', {
  change: decodePartnerChange,
});
const decodeCustomersChange: Decoder<{ readonly change: RelationshipChange }> = /* @__PURE__ */ object(
  'a recorded change',
  { change: decodeRelationshipChange },
);

/** Checks a change of a document and copies it, frozen. */
export function decodeDocumentChange(value: unknown): Result<DocumentChange, MalformedInput> {
  return decodePlace(value).andThen((place) => {
    const decodeChange = place.document.kind === 'partner' ? decodePartnersChange : decodeCustomersChange;
    return decodeChange(value).map(({ change }) => trust<DocumentChange>(Object.freeze({ ...place, change })));
  });
}

const decodePosition: Decoder<Pick<FeedItem, 'position'>> = /* @__PURE__ */ object('an item of a feed', {
  position: /* @__PURE__ */ text('a position (1 to 128 visible ASCII characters)', (value) => ID_PATTERN.test(value)),
});

/** Checks an item of a feed and copies it, frozen. */
export function decodeFeedItem(value: unknown): Result<FeedItem, MalformedInput> {
  return decodePosition(value).andThen(({ position }) =>
    decodeDocumentChange(value).map((change) => Object.freeze({ position, ...change })),
  );
}
