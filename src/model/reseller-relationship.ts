import { object, variant, type Decoder } from './decode';
import { decodePartnerId, decodeRequestId, type PartnerId, type RequestId } from './identifiers';
import { decodeInstant, type Instant } from './instant';

/**
 * How a relationship began: the customer accepted a request, the partner added the customer when it was new, or the
 * operator imported the customer with it.
 */
export type RelationshipOrigin =
  | { readonly kind: 'request'; readonly requestId: RequestId }
  | { readonly kind: 'customer-added' }
  | { readonly kind: 'imported' };

/** The commercial link between one partner and one customer. It puts the customer in the partner's customer list. */
export interface ResellerRelationship {
  readonly partnerId: PartnerId;
  readonly establishedAt: Instant;
  readonly origin: RelationshipOrigin;
}

export const decodeRelationshipOrigin: Decoder<RelationshipOrigin> = /* @__PURE__ */ variant<RelationshipOrigin>(
  'the origin of a relationship',
  { request: { requestId: decodeRequestId }, 'customer-added': {}, imported: {} },
);

export const decodeResellerRelationship: Decoder<ResellerRelationship> = /* @__PURE__ */ object<ResellerRelationship>(
  'a reseller relationship',
  { partnerId: decodePartnerId, establishedAt: decodeInstant, origin: decodeRelationshipOrigin },
);
