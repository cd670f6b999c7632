import fc from 'fast-check';
import type { Actor } from '../model/actor';
import type { Customer } from '../model/customer';
import { parseCustomerId, parsePartnerId, type CustomerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import { displayName } from './display-name';
import { certain } from './lawful';
import type { Marketplace } from './marketplace';
import { later, pause } from './period';
import { choice, pick, type Choice } from './pick';

/** The customer in question; any customer of the marketplace if left out. */
export interface CustomerChoice {
  readonly customerId?: CustomerId | undefined;
}

/** A value that is drawn before its marketplace, so that each of the two shrinks by itself. */
export type InMarketplace<T> = (marketplace: Marketplace, constraints: CustomerChoice) => T;

/** The customer, the time and the actor of a command. */
export interface Occasion {
  readonly customer: Choice;
  /** Milliseconds after the marketplace's `asOf`. */
  readonly pause: number;
  readonly userId: string | null;
  /** The actor instead of the permitted one; null for nobody. */
  readonly impostor: Choice | null;
}

export function occasion(): fc.Arbitrary<Occasion> {
  return fc.record({
    customer: choice(),
    pause: pause(),
    userId: fc.option(displayName(), { freq: 2 }),
    impostor: fc.oneof(
      { withCrossShrink: true },
      { weight: 15, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: choice() },
    ),
  });
}

export function customerOn(
  { customer }: Pick<Occasion, 'customer'>,
  { customers }: Marketplace,
  { customerId }: CustomerChoice,
): Customer {
  const candidates = customerId === undefined ? customers : customers.filter(({ id }) => id === customerId);
  return certain(pick(candidates, customer));
}

export function instantOn(occasion: Occasion, { asOf }: Marketplace): Instant {
  return later(asOf, occasion.pause);
}

/** The permitted actor, or an impostor. */
export function actorOn({ impostor, userId }: Occasion, marketplace: Marketplace, permitted: Actor): Actor {
  const acting = impostor === null ? permitted : certain(pick(actorsIn(marketplace), impostor));
  return userId === null ? acting : { ...acting, userId };
}

/** The operator, all customers and partners, and for each of these an actor of the other kind with the same id. */
function actorsIn({ partners, customers }: Marketplace): readonly Actor[] {
  const ids: readonly string[] = [...customers.map(({ id }) => id), ...partners.map(({ id }) => id)];
  return [
    ...ids.flatMap((id): readonly Actor[] => [
      ...parsePartnerId(id).match((partnerId) => [{ kind: 'partner' as const, partnerId }], () => []),
      ...parseCustomerId(id).match((customerId) => [{ kind: 'customer' as const, customerId }], () => []),
    ]),
    { kind: 'operator' },
  ];
}
