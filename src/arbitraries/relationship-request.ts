import fc from 'fast-check';
import type { PartnerId } from '../model/identifiers';
import { decodeRelationshipRequest, type RelationshipRequest } from '../model/relationship-request';
import { inviteToken, partnerId, requestId } from './identifiers';
import { lawful } from './lawful';
import { beginning, later, pause } from './period';

/** The fixed fields of a relationship request; fields that are left out vary. */
export interface RelationshipRequestConstraints {
  readonly partnerId?: PartnerId | undefined;
  /** Null for requests that name no indirect reseller. */
  readonly indirectResellerId?: PartnerId | null | undefined;
  readonly revoked?: boolean | undefined;
}

/**
 * Relationship requests, open or revoked, with or without an indirect reseller, which is never the partner itself.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { inviteLink, parseInviteLink } from 'partner-relationships';
 * import { relationshipRequest } from 'partner-relationships/arbitraries';
 *
 * const base = 'https://portal.example/invitation';
 *
 * fc.assert(
 *   fc.property(relationshipRequest({ revoked: false }), (request) => {
 *     const link = inviteLink(request, base);
 *     const parts = link.andThen((url) => parseInviteLink(url, base));
 *     return parts.isOk() && parts.value.token === request.token;
 *   }),
 * );
 * ```
 */
export function relationshipRequest(
  constraints: RelationshipRequestConstraints = {},
): fc.Arbitrary<RelationshipRequest> {
  const { partnerId: ofPartner, indirectResellerId, revoked } = constraints;
  return fc
    .record({
      id: requestId(),
      partnerId: ofPartner === undefined ? partnerId() : fc.constant(ofPartner),
      indirectResellerId: indirectResellerId === undefined ? fc.option(partnerId()) : fc.constant(indirectResellerId),
      token: inviteToken(),
      openedAt: beginning(),
      pause: pause(),
      isRevoked: revoked === undefined ? fc.boolean() : fc.constant(revoked),
    })
    .filter((fields) => fields.partnerId !== fields.indirectResellerId)
    .map(({ isRevoked, pause: open, ...fields }) =>
      lawful(
        decodeRelationshipRequest({ ...fields, revokedAt: isRevoked ? later(fields.openedAt, open) : null }),
      ),
    );
}
