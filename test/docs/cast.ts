import {
  parseCustomerId,
  parseInstant,
  parseInviteToken,
  parsePartnerId,
  parseRequestId,
  parseServiceId,
  parseSubscriptionId,
  type Actor,
  type Instant,
  type Partner,
  type PartnerId,
  type PartnerProgram,
  type RelationshipRequest,
  type Subscription,
} from 'partner-relationships';

export const at: Instant = parseInstant('2026-01-01T09:00:00.000Z')._unsafeUnwrap();
export const customerId = parseCustomerId('customer')._unsafeUnwrap();
export const customer = { id: customerId, name: 'Customer' } as const;
export const service = parseServiceId('service')._unsafeUnwrap();
export const byCustomer: Actor = { kind: 'customer', customerId };

export const partnerOf = (id: string, program: PartnerProgram): Partner => ({
  id: parsePartnerId(id)._unsafeUnwrap(),
  name: id,
  program,
  standing: 'active',
});

export const byPartner = (partnerId: PartnerId): Actor => ({ kind: 'partner', partnerId });

export const requestOf = (partnerId: PartnerId): RelationshipRequest => ({
  id: parseRequestId(`request-of-${partnerId}`)._unsafeUnwrap(),
  partnerId,
  indirectResellerId: null,
  token: parseInviteToken(`token-of-the-request-of-${partnerId}`)._unsafeUnwrap(),
  openedAt: at,
  revokedAt: null,
});

/** A subscription that this partner sold and that is active. */
export const soldBy = (partnerId: PartnerId): Subscription => ({
  id: parseSubscriptionId('subscription')._unsafeUnwrap(),
  customerId,
  serviceId: service,
  originalResellerId: partnerId,
  partnerOfRecordId: partnerId,
  status: 'active',
});
