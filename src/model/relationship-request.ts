import { nullable, object, type Decoder } from './decode';
import { decodePartnerId, decodeRequestId, type PartnerId, type RequestId } from './identifiers';
import { decodeInviteToken, type InviteToken } from './invite-token';
import { decodeInstant, type Instant } from './instant';

/**
 * A partner's reusable invitation. It belongs to the partner's account and knows nothing of customers.
 *
 * Rules: `invitation-carries-no-customer-data`, `invitation-is-reusable`.
 */
export interface RelationshipRequest {
  readonly id: RequestId;
  readonly partnerId: PartnerId;
  /** The indirect reseller that the provider names in it, to whom the customer may delegate services as well. */
  readonly indirectResellerId: PartnerId | null;
  /** What the invitation link carries besides the partner's id. */
  readonly token: InviteToken;
  readonly openedAt: Instant;
  /** Since when nobody can accept it any more; null while it is open. */
  readonly revokedAt: Instant | null;
}

export const decodeRelationshipRequest: Decoder<RelationshipRequest> = /* @__PURE__ */ object<RelationshipRequest>(
  'a relationship request',
  {
    id: decodeRequestId,
    partnerId: decodePartnerId,
    indirectResellerId: /* @__PURE__ */ nullable(decodePartnerId),
    token: decodeInviteToken,
    openedAt: decodeInstant,
    revokedAt: /* @__PURE__ */ nullable(decodeInstant),
  },
);
