import { nullable, object, type Decoder } from './decode';
import { decodePartnerId, decodeRequestId, type PartnerId, type RequestId } from './identifiers';
import { decodeInviteToken, type InviteToken } from './invite-token';
import { decodeInstant, type Instant } from './instant';

/**
 * What customers accept, as often as needed. It belongs to the partner's account and contains nothing about
 * customers.
 *
 * Rules: `invitation-carries-no-customer-data`, `invitation-is-reusable`.
 */
export interface RelationshipRequest {
  readonly id: RequestId;
  readonly partnerId: PartnerId;
  /** The indirect reseller that the provider names in it, to whom the customer may delegate services as well. */
  readonly indirectResellerId: PartnerId | null;
  /** The invitation link contains it, besides the partner's id. */
  readonly token: InviteToken;
  readonly openedAt: Instant;
  /** When it was revoked; null while customers can accept it. */
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
