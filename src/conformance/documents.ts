import type { Result } from 'neverthrow';
import type { Actor } from '../model/actor';
import {
  parseCustomerId,
  parseInviteToken,
  parsePartnerId,
  parseRequestId,
  parseServiceId,
  type CustomerId,
  type InviteToken,
  type PartnerId,
  type RequestId,
  type ServiceId,
} from '../model/identifiers';
import { parseInstant, type Instant } from '../model/instant';

// The parts that the documents of the checks are made of.

/** What is well formed by construction. */
export function wellFormed<T>(result: Result<T, { readonly message: string }>): T {
  if (result.isErr()) throw new Error(`the conformance kit made something malformed: ${result.error.message}`);
  return result.value;
}

export function partnerIdOf(text: string): PartnerId {
  return wellFormed(parsePartnerId(text));
}

export function customerIdOf(text: string): CustomerId {
  return wellFormed(parseCustomerId(text));
}

export function serviceIdOf(text: string): ServiceId {
  return wellFormed(parseServiceId(text));
}

export function requestIdOf(text: string): RequestId {
  return wellFormed(parseRequestId(text));
}

export function tokenOf(number: number): InviteToken {
  return wellFormed(parseInviteToken(`token-of-request-${number}`));
}

export function instantOf(text: string): Instant {
  return wellFormed(parseInstant(text));
}

/** The moment so many seconds after the documents begin. */
export function second(number: number): Instant {
  const known = seconds.get(number) ?? instantOf(new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString());
  seconds.set(number, known);
  return known;
}

const seconds = /* @__PURE__ */ new Map<number, Instant>();

/** A partner acting, with nothing absent: what becomes of absent fields has checks of its own. */
export function actingPartner(partnerId: PartnerId): Actor {
  return Object.freeze({ kind: 'partner', partnerId, userId: 'somebody' });
}

export function actingCustomer(customerId: CustomerId): Actor {
  return Object.freeze({ kind: 'customer', customerId, userId: 'somebody' });
}
