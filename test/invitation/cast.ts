import {
  foldPartner,
  inviteLink,
  openRequest,
  parseCustomer,
  parseCustomerId,
  parseInstant,
  parseInviteToken,
  parsePartnerId,
  parseRequestId,
  type Actor,
  type Customer,
  type Instant,
  type InviteToken,
  type OpenRequest,
  type Partner,
  type PartnerAccount,
  type PartnerChange,
  type PartnerProgram,
  type RequestId,
} from 'partner-relationships';

export function partnerOf(id: string, program: PartnerProgram): Partner {
  return { id: parsePartnerId(id)._unsafeUnwrap(), name: `${id} Ltd`, program, standing: 'active' };
}

/** The same partner while it is suspended. */
export function suspended(partner: Partner): Partner {
  return { ...partner, standing: 'suspended' };
}

export function thePartner(partner: Partner): Actor {
  return { kind: 'partner', partnerId: partner.id };
}

export function theCustomer(id: string): Actor {
  return { kind: 'customer', customerId: parseCustomerId(id)._unsafeUnwrap() };
}

export function requestIdOf(id: string): RequestId {
  return parseRequestId(id)._unsafeUnwrap();
}

/** A token that is told apart by its end. */
export function tokenOf(end: string): InviteToken {
  return parseInviteToken(end.padStart(16, '0'))._unsafeUnwrap();
}

/** So many hours after the first moment of 2026. */
export function hour(count: number): Instant {
  return parseInstant(new Date(Date.UTC(2026, 0, 1, count)).toISOString())._unsafeUnwrap();
}

export const contoso: Partner = partnerOf('contoso', 'direct-bill');
export const fabrikam: Partner = partnerOf('fabrikam', 'direct-bill');
export const tailspin: Partner = partnerOf('tailspin', 'indirect-provider');
export const wingtip: Partner = partnerOf('wingtip', 'indirect-reseller');
export const litware: Partner = partnerOf('litware', 'advisor');

export const northwind: Customer = parseCustomer({ id: 'northwind', name: 'Northwind Traders' })._unsafeUnwrap();

export const baseUrl = 'https://portal.example/invitation';
export const token: InviteToken = parseInviteToken('V1StGXR8_Z5jdHi6B-myT')._unsafeUnwrap();
/** Contoso's. */
export const link: string = inviteLink({ partnerId: contoso.id, token }, baseUrl)._unsafeUnwrap();

export function registration(partner: Partner, at: Instant = hour(0)): PartnerChange {
  return { kind: 'partner-registered', at, partner };
}

/** The account that a partner has after it was registered and then this happened. */
export function accountOf(partner: Partner, ...changes: readonly PartnerChange[]): PartnerAccount {
  const account = foldPartner([registration(partner), ...changes])._unsafeUnwrap();
  if (account === null) throw new Error('a registered partner has an account');
  return account;
}

/** The partner asks for a request under this id, perhaps naming an indirect reseller. */
export function opening(partner: Partner, id: string, change: Partial<OpenRequest> = {}): OpenRequest {
  return {
    requestId: requestIdOf(id),
    token: tokenOf(id),
    indirectReseller: null,
    by: thePartner(partner),
    at: hour(1),
    ...change,
  };
}

export function opened(partner: Partner, id: string, change: Partial<OpenRequest> = {}): PartnerChange {
  const [first] = openRequest(accountOf(partner), opening(partner, id, change))._unsafeUnwrap();
  if (first === undefined) throw new Error('an account without a request opens one');
  return first;
}

export function revoked(partner: Partner, id: string, at: Instant = hour(2)): PartnerChange {
  return { kind: 'request-revoked', at, by: thePartner(partner), requestId: requestIdOf(id) };
}
