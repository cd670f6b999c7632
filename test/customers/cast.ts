import {
  parseCustomerId,
  parseInstant,
  parseInviteToken,
  parsePartnerId,
  parseRequestId,
  parseServiceId,
  parseSubscriptionId,
  type Actor,
  type Customer,
  type CustomerId,
  type Instant,
  type Partner,
  type PartnerId,
  type PartnerProgram,
  type RelationshipRequest,
  type ServiceId,
  type Subscription,
  type SubscriptionStatus,
} from 'partner-relationships';

export function partnerIdOf(id: string): PartnerId {
  return parsePartnerId(id)._unsafeUnwrap();
}

export function serviceIdOf(id: string): ServiceId {
  return parseServiceId(id)._unsafeUnwrap();
}

export function customerIdOf(id: string): CustomerId {
  return parseCustomerId(id)._unsafeUnwrap();
}

export function instantOf(text: string): Instant {
  return parseInstant(text)._unsafeUnwrap();
}

export function partnerOf(id: string, program: PartnerProgram): Partner {
  return { id: partnerIdOf(id), name: id, program, standing: 'active' };
}

/** The same partner while it is suspended. */
export function suspended(partner: Partner): Partner {
  return { ...partner, standing: 'suspended' };
}

/** A partner's open request, naming this indirect reseller or none. */
export function requestOf(partner: Partner, indirectReseller: Partner | null = null): RelationshipRequest {
  const id = indirectReseller === null ? partner.id : `${partner.id}-naming-${indirectReseller.id}`;
  return {
    id: parseRequestId(id)._unsafeUnwrap(),
    partnerId: partner.id,
    indirectResellerId: indirectReseller?.id ?? null,
    token: parseInviteToken(`${id}-${'0'.repeat(16)}`.slice(0, 64))._unsafeUnwrap(),
    openedAt: now,
    revokedAt: null,
  };
}

/** The same request after its partner has revoked it. */
export function revoked(request: RelationshipRequest): RelationshipRequest {
  return { ...request, revokedAt: now };
}

export function subscriptionOf(
  serviceId: ServiceId,
  originalReseller: Partner | null,
  status: SubscriptionStatus = 'active',
  customer: Customer = northwind,
): Subscription {
  return {
    id: parseSubscriptionId(`${serviceId}-sold-by-${originalReseller?.id ?? 'nobody'}-${status}`)._unsafeUnwrap(),
    customerId: customer.id,
    serviceId,
    originalResellerId: originalReseller?.id ?? null,
    partnerOfRecordId: null,
    status,
  };
}

export function theCustomer(customer: Customer): Actor {
  return { kind: 'customer', customerId: customer.id };
}

export function thePartner(partner: Partner): Actor {
  return { kind: 'partner', partnerId: partner.id };
}

/** When everything in these tests happens, unless a test is about time. */
export const earlier: Instant = instantOf('2026-02-01T09:00:00.000Z');
export const now: Instant = instantOf('2026-03-01T09:00:00.000Z');
export const later: Instant = instantOf('2026-04-01T09:00:00.000Z');

export const northwind: Customer = { id: customerIdOf('northwind'), name: 'Northwind Traders' };
export const adventureWorks: Customer = { id: customerIdOf('adventure-works'), name: 'Adventure Works' };

export const contoso: Partner = partnerOf('contoso', 'direct-bill');
export const fabrikam: Partner = partnerOf('fabrikam', 'direct-bill');
export const tailspin: Partner = partnerOf('tailspin', 'indirect-provider');
/** The indirect reseller that tailspin names. */
export const wingtip: Partner = partnerOf('wingtip', 'indirect-reseller');
export const litware: Partner = partnerOf('litware', 'advisor');

export const exchange: ServiceId = serviceIdOf('exchange-online');
export const sharepoint: ServiceId = serviceIdOf('sharepoint-online');
export const intune: ServiceId = serviceIdOf('intune');
