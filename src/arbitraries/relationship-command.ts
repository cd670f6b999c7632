import fc from 'fast-check';
import type { Actor } from '../model/actor';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { RelationshipRequest } from '../model/relationship-request';
import type { Subscription } from '../model/subscription';
import type { AcceptRequest, OnHeldService } from '../customers/accept-request';
import type { AddCustomer } from '../customers/add-customer';
import type { EndRelationship } from '../customers/end-relationship';
import type { RelinquishDelegations } from '../customers/relinquish-delegations';
import type { RemoveDelegations } from '../customers/remove-delegations';
import { displayName } from './display-name';
import { certain } from './lawful';
import type { Marketplace } from './marketplace';
import { actorOn, customerOn, instantOn, occasion, type CustomerChoice, type InMarketplace } from './occasion';
import { choice, choices, pick, pickAll } from './pick';
import { oneIn } from './one-in';

/**
 * A command on one customer's relationships: `{ kind, customerId, command }`. `kind` names the function that decides it
 * (`accept-request` stands for `acceptRequest`), `customerId` names the customer, and `command` is the argument of that
 * function.
 */
export type RelationshipCommand =
  | About<'accept-request', AcceptRequest>
  | About<'add-customer', AddCustomer>
  | About<'remove-delegations', RemoveDelegations>
  | About<'relinquish-delegations', RelinquishDelegations>
  | About<'end-relationship', EndRelationship>;

interface About<Kind extends string, Command> {
  readonly kind: Kind;
  readonly customerId: CustomerId;
  readonly command: Command;
}

/**
 * Commands within a marketplace, from `asOf` on. Most are lawful, and most are acceptances. Sometimes the actor is not
 * permitted (another customer, another partner, an actor of the other kind with the same id), another partner holds a
 * service, a request is revoked or belongs to another partner, a service is named twice, or the partner has active
 * subscriptions.
 *
 * @param constraints the customer in question; if left out, any customer of the marketplace
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import {
 *   decideRelationship,
 *   marketplace,
 *   relationshipCommand,
 * } from 'partner-relationships/arbitraries';
 *
 * const command = marketplace().chain((world) => relationshipCommand(world));
 *
 * fc.assert(
 *   fc.property(command, (first) => {
 *     decideRelationship(null, first); // decides, and never throws
 *   }),
 * );
 * ```
 */
export function relationshipCommand(
  marketplace: Marketplace,
  constraints: CustomerChoice = {},
): fc.Arbitrary<RelationshipCommand> {
  return anyCommand().map((resolve) => resolve(marketplace, constraints));
}

/** Made once, as chained generators ask for it again with every marketplace. */
let commands: fc.Arbitrary<InMarketplace<RelationshipCommand>> | undefined;

export function anyCommand(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return (commands ??= fc.oneof(
    { weight: 24, arbitrary: acceptance() },
    { weight: 3, arbitrary: addition() },
    { weight: 4, arbitrary: removal() },
    { weight: 4, arbitrary: relinquishment() },
    { weight: 3, arbitrary: ending() },
  ));
}

/** A lawful command that makes a customer known: it accepts an open request or, if there is none, a partner adds it. */
export function founding(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({ customer: choice(), request: choice(), partner: choice(), services: choices(), isAdded: oneIn(4) })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen, marketplace, constraints);
      const services = pickAll(marketplace.serviceIds, chosen.services);
      const at = marketplace.asOf;
      const offer = pick(offersIn(marketplace).filter(isOpen), chosen.request);
      if (offer !== undefined && !chosen.isAdded) {
        const command = { customer, ...offer, services, by: ofCustomer(customer.id), at };
        return { kind: 'accept-request', customerId: customer.id, command };
      }
      const adding = certain(pick(marketplace.partners.filter(hasRelationships), chosen.partner));
      const partner: Partner = { ...adding, standing: 'active' };
      const command = { customer, partner, services, by: ofPartner(partner.id), at };
      return { kind: 'add-customer', customerId: customer.id, command };
    });
}

function acceptance(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({
      occasion: occasion(),
      request: choice(),
      services: choices(),
      indirectResellerServices: choices(),
      onHeldService: fc.constantFrom<(OnHeldService | null)[]>(null, 'refuse', 'replace', 'replace'),
      partner: choice(),
      isRevoked: oneIn(10),
      isOfAnother: oneIn(20),
      namesNobody: oneIn(20),
      addition: addition(),
    })
    .map((chosen) => (marketplace, constraints) => {
      const offers = offersIn(marketplace);
      const preferred = offers.filter((offer) => isOpen(offer) !== chosen.isRevoked);
      const offer = pick(preferred.length === 0 ? offers : preferred, chosen.request);
      if (offer === undefined) return chosen.addition(marketplace, constraints);
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const namesReseller = offer.request.indirectResellerId !== null || chosen.namesNobody;
      const command: AcceptRequest = {
        customer,
        partner: chosen.isOfAnother ? certain(pick(marketplace.partners, chosen.partner)) : offer.partner,
        request: offer.request,
        services: pickAll(marketplace.serviceIds, chosen.services),
        ...(namesReseller
          ? { indirectResellerServices: pickAll(marketplace.serviceIds, chosen.indirectResellerServices) }
          : {}),
        ...(chosen.onHeldService === null ? {} : { onHeldService: chosen.onHeldService }),
        by: actorOn(chosen.occasion, marketplace, ofCustomer(customer.id)),
        at: instantOn(chosen.occasion, marketplace),
      };
      return { kind: 'accept-request', customerId: customer.id, command };
    });
}

function addition(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({ occasion: occasion(), partner: choice(), services: choices() })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const partner = certain(pick(marketplace.partners, chosen.partner));
      const command: AddCustomer = {
        customer,
        partner,
        services: pickAll(marketplace.serviceIds, chosen.services),
        by: actorOn(chosen.occasion, marketplace, ofPartner(partner.id)),
        at: instantOn(chosen.occasion, marketplace),
      };
      return { kind: 'add-customer', customerId: customer.id, command };
    });
}

function removal(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({ occasion: occasion(), partner: choice(), fromAll: oneIn(4), services: choices(), ofAll: oneIn(3) })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const command: RemoveDelegations = {
        from: chosen.fromAll ? 'all' : certain(pick(marketplace.partners, chosen.partner)).id,
        services: servicesOrAll(marketplace, chosen),
        by: actorOn(chosen.occasion, marketplace, ofCustomer(customer.id)),
        at: instantOn(chosen.occasion, marketplace),
      };
      return { kind: 'remove-delegations', customerId: customer.id, command };
    });
}

function relinquishment(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({ occasion: occasion(), partner: choice(), services: choices(), ofAll: oneIn(3) })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const { id: partnerId } = certain(pick(marketplace.partners, chosen.partner));
      const command: RelinquishDelegations = {
        partnerId,
        services: servicesOrAll(marketplace, chosen),
        by: actorOn(chosen.occasion, marketplace, ofPartner(partnerId)),
        at: instantOn(chosen.occasion, marketplace),
      };
      return { kind: 'relinquish-delegations', customerId: customer.id, command };
    });
}

function ending(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({
      occasion: occasion(),
      partner: choice(),
      agreement: displayName(),
      areCancelled: oneIn(3),
      areOfEverybody: oneIn(20),
    })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const candidates = marketplace.partners.filter(hasRelationships);
      const { id: partnerId } = certain(pick(candidates, chosen.partner));
      const subscriptions = marketplace.subscriptions.filter(
        (subscription) => subscription.customerId === customer.id || chosen.areOfEverybody,
      );
      const command: EndRelationship = {
        partnerId,
        agreement: chosen.agreement,
        subscriptions: chosen.areCancelled ? subscriptions.map(cancelled) : subscriptions,
        by: actorOn(chosen.occasion, marketplace, ofPartner(partnerId)),
        at: instantOn(chosen.occasion, marketplace),
      };
      return { kind: 'end-relationship', customerId: customer.id, command };
    });
}

interface Offer {
  readonly partner: Partner;
  readonly request: RelationshipRequest;
}

function offersIn({ accounts }: Marketplace): readonly Offer[] {
  return accounts.flatMap(({ partner, requests }) => requests.map((request) => ({ partner, request })));
}

function isOpen({ request }: Offer): boolean {
  return request.revokedAt === null;
}

function hasRelationships({ program }: Partner): boolean {
  return program !== 'indirect-reseller';
}

function servicesOrAll(
  { serviceIds }: Marketplace,
  { services, ofAll }: { readonly services: readonly number[]; readonly ofAll: boolean },
): readonly ServiceId[] | 'all' {
  return ofAll ? 'all' : pickAll(serviceIds, services);
}

function cancelled(subscription: Subscription): Subscription {
  return { ...subscription, status: 'cancelled' };
}

function ofCustomer(customerId: CustomerId): Actor {
  return { kind: 'customer', customerId };
}

function ofPartner(partnerId: PartnerId): Actor {
  return { kind: 'partner', partnerId };
}
