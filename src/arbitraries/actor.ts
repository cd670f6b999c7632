import fc from 'fast-check';
import type { Actor, CustomerActor, PartnerActor } from '../model/actor';
import type { CustomerId, PartnerId } from '../model/identifiers';
import { displayName } from './display-name';
import { customerId, partnerId } from './identifiers';

/** Which customer acts; any, when left out. */
export interface CustomerActorConstraints {
  readonly customerId?: CustomerId | undefined;
}

/** Which partner acts; any, when left out. */
export interface PartnerActorConstraints {
  readonly partnerId?: PartnerId | undefined;
}

/** Customers acting, with or without saying which of their people. */
export function customerActor(constraints: CustomerActorConstraints = {}): fc.Arbitrary<CustomerActor> {
  const { customerId: id } = constraints;
  return fc
    .record({ customerId: id === undefined ? customerId() : fc.constant(id), user: user() })
    .map(({ user: who, ...fields }) => Object.freeze({ kind: 'customer', ...fields, ...who }));
}

/**
 * Partners acting, with or without saying which of their people.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { removeDelegations } from 'partner-relationships';
 * import {
 *   customerRelationships,
 *   instant,
 *   partnerActor,
 * } from 'partner-relationships/arbitraries';
 *
 * // Only the customer removes admin rights.
 * fc.assert(
 *   fc.property(
 *     customerRelationships(),
 *     partnerActor(),
 *     instant(),
 *     (state, by, at) =>
 *       removeDelegations(state, {
 *         from: 'all',
 *         services: 'all',
 *         by,
 *         at,
 *       }).isErr(),
 *   ),
 * );
 * ```
 */
export function partnerActor(constraints: PartnerActorConstraints = {}): fc.Arbitrary<PartnerActor> {
  const { partnerId: id } = constraints;
  return fc
    .record({ partnerId: id === undefined ? partnerId() : fc.constant(id), user: user() })
    .map(({ user: who, ...fields }) => Object.freeze({ kind: 'partner', ...fields, ...who }));
}

/** Customers or partners acting; which ones can be settled for either kind. */
export function actor(constraints: CustomerActorConstraints & PartnerActorConstraints = {}): fc.Arbitrary<Actor> {
  return fc.oneof<fc.Arbitrary<Actor>[]>(customerActor(constraints), partnerActor(constraints));
}

function user(): fc.Arbitrary<Pick<Actor, 'userId'>> {
  return fc.option(displayName(), { nil: null, freq: 2 }).map((userId) => (userId === null ? {} : { userId }));
}
