import fc from 'fast-check';
import type { Actor, CustomerActor, OperatorActor, PartnerActor } from '../model/actor';
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
 * // No partner removes admin rights.
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

/**
 * The operator as an actor, with or without the id of a user.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { closePartner } from 'partner-relationships';
 * import {
 *   displayName,
 *   instant,
 *   operatorActor,
 *   partnerAccount,
 * } from 'partner-relationships/arbitraries';
 *
 * // The operator can always close an account.
 * fc.assert(
 *   fc.property(
 *     partnerAccount(),
 *     displayName(),
 *     operatorActor(),
 *     instant(),
 *     (account, reason, by, at) =>
 *       closePartner(account, { reason, by, at }).isOk(),
 *   ),
 * );
 * ```
 */
export function operatorActor(): fc.Arbitrary<OperatorActor> {
  return user().map((named) => Object.freeze({ kind: 'operator', ...named }));
}

/** Customers, partners and the operator as actors; the constraints can fix the id of the first two. */
export function actor(constraints: CustomerActorConstraints & PartnerActorConstraints = {}): fc.Arbitrary<Actor> {
  return fc.oneof<fc.Arbitrary<Actor>[]>(customerActor(constraints), partnerActor(constraints), operatorActor());
}

function user(): fc.Arbitrary<Pick<Actor, 'userId'>> {
  return fc.option(displayName(), { nil: null, freq: 2 }).map((userId) => (userId === null ? {} : { userId }));
}
