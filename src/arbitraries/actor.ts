import fc from 'fast-check';
import type { Actor, CustomerActor, PartnerActor } from '../model/actor';
import type { CustomerId, PartnerId } from '../model/identifiers';
import { displayName } from './display-name';
import { customerId, partnerId } from './identifiers';

/** The customer that acts; any customer if left out. */
export interface CustomerActorConstraints {
  readonly customerId?: CustomerId | undefined;
}

/** The partner that acts; any partner if left out. */
export interface PartnerActorConstraints {
  readonly partnerId?: PartnerId | undefined;
}

/** Customers as actors, with or without the id of a user. */
export function customerActor(constraints: CustomerActorConstraints = {}): fc.Arbitrary<CustomerActor> {
  const { customerId: id } = constraints;
  return fc
    .record({ customerId: id === undefined ? customerId() : fc.constant(id), user: user() })
    .map(({ user: named, ...fields }) => Object.freeze({ kind: 'customer', ...fields, ...named }));
}

/**
 * Partners as actors, with or without the id of a user.
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
 *     (state, by, at) => {
 *       const everything = { from: 'all', services: 'all' } as const;
 *       return removeDelegations(state, { ...everything, by, at }).isErr();
 *     },
 *   ),
 * );
 * ```
 */
export function partnerActor(constraints: PartnerActorConstraints = {}): fc.Arbitrary<PartnerActor> {
  const { partnerId: id } = constraints;
  return fc
    .record({ partnerId: id === undefined ? partnerId() : fc.constant(id), user: user() })
    .map(({ user: named, ...fields }) => Object.freeze({ kind: 'partner', ...fields, ...named }));
}

/** Customers and partners as actors; the constraints can fix the id of either. */
export function actor(constraints: CustomerActorConstraints & PartnerActorConstraints = {}): fc.Arbitrary<Actor> {
  return fc.oneof<fc.Arbitrary<Actor>[]>(customerActor(constraints), partnerActor(constraints));
}

function user(): fc.Arbitrary<Pick<Actor, 'userId'>> {
  return fc.option(displayName(), { nil: null, freq: 2 }).map((userId) => (userId === null ? {} : { userId }));
}
