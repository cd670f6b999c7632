import fc from 'fast-check';
import type { Actor } from '../model/actor';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import { isTransacting, type Partner } from '../model/partner';
import type { RelationshipRequest } from '../model/relationship-request';
import type { Subscription } from '../model/subscription';
import type { AcceptRequest, HeldService, OnHeldService } from '../customers/accept-request';
import type { AddCustomer } from '../customers/add-customer';
import type { ClearClosedPartner } from '../customers/clear-closed-partner';
import type { EndRelationship } from '../customers/end-relationship';
import type { ImportCustomer, ImportedDelegation } from '../customers/import-customer';
import type { RelinquishDelegations } from '../customers/relinquish-delegations';
import type { RemoveDelegations } from '../customers/remove-delegations';
import type { RenameCustomer } from '../customers/rename-customer';
import { displayName } from './display-name';
import { certain } from './lawful';
import type { Marketplace } from './marketplace';
import { actorOn, customerOn, instantOn, occasion, type CustomerChoice, type InMarketplace } from './occasion';
import { DAY, later, pause, sooner } from './period';
import { choice, choices, pick, pickAll, type Choice } from './pick';
import { oneIn } from './one-in';

/**
 * A command on one customer's relationships: `{ kind, customerId, command }`. `kind` names the function that decides it
 * (`accept-request` stands for `acceptRequest`), `customerId` names the customer, and `command` is the argument of that
 * function.
 */
export type RelationshipCommand =
  | About<'accept-request', AcceptRequest>
  | About<'add-customer', AddCustomer>
  | About<'import-customer', ImportCustomer>
  | About<'rename-customer', RenameCustomer>
  | About<'remove-delegations', RemoveDelegations>
  | About<'relinquish-delegations', RelinquishDelegations>
  | About<'end-relationship', EndRelationship>
  | About<'clear-closed-partner', ClearClosedPartner>;

interface About<Kind extends string, Command> {
  readonly kind: Kind;
  readonly customerId: CustomerId;
  readonly command: Command;
}

/**
 * Commands within a marketplace, from `asOf` on. Most are lawful, and most are acceptances. Sometimes the actor is not
 * permitted (another customer, another partner, an actor of the other kind with the same id, the operator), another
 * partner holds a service, a request is revoked or belongs to another partner, a partner is closed, a service is named
 * twice, a date of an import is in the future, or the partner has active subscriptions.
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
    { weight: 32, arbitrary: acceptance() },
    { weight: 3, arbitrary: addition() },
    { weight: 2, arbitrary: importing() },
    { weight: 2, arbitrary: renaming() },
    { weight: 4, arbitrary: removal() },
    { weight: 4, arbitrary: relinquishment() },
    { weight: 3, arbitrary: ending() },
    { weight: 3, arbitrary: clearing() },
  ));
}

/**
 * A lawful command that makes a customer known: it accepts an open request, a partner adds it, or the operator imports
 * it. All partners have to be open.
 */
export function founding(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({
      customer: choice(),
      request: choice(),
      partner: choice(),
      services: choices(),
      isAdded: oneIn(4),
      isImported: oneIn(5),
      holdings: holdings(),
    })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen, marketplace, constraints);
      const services = pickAll(marketplace.serviceIds, chosen.services);
      const at = marketplace.asOf;
      if (chosen.isImported) {
        const held = heldElsewhere(chosen.holdings, marketplace);
        const command = { customer, ...held, partners: marketplace.partners, by: OPERATOR, at };
        return { kind: 'import-customer', customerId: customer.id, command };
      }
      const offer = pick(offersIn(marketplace).filter(isOpen), chosen.request);
      if (offer !== undefined && !chosen.isAdded) {
        const loaded = loadedFor(offer, marketplace);
        const command = { customer, ...offer, ...loaded, services, by: ofCustomer(customer.id), at };
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
      onHeldService: fc.constantFrom<(OnHeldService | 'those seen' | null)[]>(
        null,
        'refuse',
        'replace',
        'replace',
        'those seen',
        'those seen',
      ),
      seen: fc.tuple(choice(), choice()),
      seesAnotherService: oneIn(20),
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
      const services = pickAll(marketplace.serviceIds, chosen.services);
      const looked = chosen.seesAnotherService ? marketplace.serviceIds : services;
      const onHeldService =
        chosen.onHeldService === 'those seen'
          ? { replace: seenHolders(looked, chosen.seen, marketplace) }
          : chosen.onHeldService;
      const namesReseller = offer.request.indirectResellerId !== null || chosen.namesNobody;
      const command: AcceptRequest = {
        customer,
        partner: chosen.isOfAnother ? certain(pick(marketplace.partners, chosen.partner)) : offer.partner,
        request: offer.request,
        ...loadedFor(offer, marketplace),
        services,
        ...(namesReseller
          ? { indirectResellerServices: pickAll(marketplace.serviceIds, chosen.indirectResellerServices) }
          : {}),
        ...(onHeldService === null ? {} : { onHeldService }),
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

function importing(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({ occasion: occasion(), holdings: holdings(), isEarly: oneIn(10) })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const at = instantOn(chosen.occasion, marketplace);
      const command: ImportCustomer = {
        customer,
        ...heldElsewhere(chosen.holdings, chosen.isEarly ? { ...marketplace, asOf: later(at, DAY) } : marketplace),
        partners: marketplace.partners,
        by: actorOn(chosen.occasion, marketplace, OPERATOR),
        at,
      };
      return { kind: 'import-customer', customerId: customer.id, command };
    });
}

function renaming(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({ occasion: occasion(), name: displayName(), byOperator: oneIn(3) })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const command: RenameCustomer = {
        name: chosen.name,
        by: actorOn(chosen.occasion, marketplace, chosen.byOperator ? OPERATOR : ofCustomer(customer.id)),
        at: instantOn(chosen.occasion, marketplace),
      };
      return { kind: 'rename-customer', customerId: customer.id, command };
    });
}

function removal(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({
      occasion: occasion(),
      partner: choice(),
      fromAll: oneIn(4),
      services: choices(),
      ofAll: oneIn(3),
      byOperator: oneIn(4),
      reason: displayName(),
      forgetsTheOther: oneIn(10),
    })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const givesReason = chosen.byOperator !== chosen.forgetsTheOther;
      const command: RemoveDelegations = {
        from: chosen.fromAll ? 'all' : certain(pick(marketplace.partners, chosen.partner)).id,
        services: servicesOrAll(marketplace, chosen),
        ...(givesReason ? { reason: chosen.reason } : {}),
        by: actorOn(chosen.occasion, marketplace, chosen.byOperator ? OPERATOR : ofCustomer(customer.id)),
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

function clearing(): fc.Arbitrary<InMarketplace<RelationshipCommand>> {
  return fc
    .record({ occasion: occasion(), account: choice(), isOfOpen: oneIn(10), removal: removal() })
    .map((chosen) => (marketplace, constraints) => {
      const customer = customerOn(chosen.occasion, marketplace, constraints);
      const { accounts } = marketplace;
      const candidates = chosen.isOfOpen ? accounts : accounts.filter(({ closure }) => closure !== undefined);
      const account = pick(candidates, chosen.account);
      if (account === undefined) return chosen.removal(marketplace, constraints);
      const command: ClearClosedPartner = {
        account,
        by: actorOn(chosen.occasion, marketplace, OPERATOR),
        at: instantOn(chosen.occasion, marketplace),
      };
      return { kind: 'clear-closed-partner', customerId: customer.id, command };
    });
}

/** What a customer has elsewhere, before its partners and services are chosen. */
interface Holdings {
  /** Milliseconds since the beginnings of the relationships, by the place of the partner. */
  readonly related: readonly (number | null)[];
  /** The delegations, and what share of the time since then has passed. */
  readonly delegated: readonly (readonly [partner: Choice, service: Choice, provider: Choice, share: number])[];
}

function holdings(): fc.Arbitrary<Holdings> {
  return fc.record({
    related: fc.array(fc.option(pause(), { freq: 2 }), { maxLength: 6, size: 'max' }),
    delegated: fc.array(fc.tuple(choice(), choice(), choice(), fc.nat(100)), { maxLength: 6, size: 'max' }),
  });
}

/** Relationships and delegations that are possible together among open partners. */
function heldElsewhere(
  { related, delegated }: Holdings,
  { partners, serviceIds, asOf }: Pick<Marketplace, 'partners' | 'serviceIds' | 'asOf'>,
): Pick<ImportCustomer, 'relationships' | 'delegations'> {
  const relationships = partners.filter(hasRelationships).flatMap(({ id: partnerId }, place) => {
    const since = related[place] ?? null;
    return since === null ? [] : [{ partnerId, establishedAt: sooner(asOf, since) }];
  });
  const establishedAt = new Map(relationships.map((one) => [one.partnerId, one.establishedAt]));
  const providers = partners.filter(({ id, program }) => program === 'indirect-provider' && establishedAt.has(id));
  const holders = partners.filter(({ id, program }) =>
    program === 'indirect-reseller' ? providers.length > 0 : establishedAt.has(id),
  );
  const delegations = new Map<string, ImportedDelegation>();
  for (const [partner, service, provider, share] of delegated) {
    const holder = pick(holders, partner);
    if (holder === undefined) break;
    const { id: partnerId, program } = holder;
    const serviceId = certain(pick(serviceIds, service));
    const throughPartnerId = program === 'indirect-reseller' ? certain(pick(providers, provider)).id : null;
    const from = certain(establishedAt.get(throughPartnerId ?? partnerId));
    const grantedAt = later(from, Math.floor(((Date.parse(asOf) - Date.parse(from)) * share) / 100));
    // No id contains a space.
    const key = isTransacting(program) ? serviceId : `${serviceId} ${partnerId} ${throughPartnerId ?? ''}`;
    if (!delegations.has(key)) delegations.set(key, { partnerId, serviceId, throughPartnerId, grantedAt });
  }
  return { relationships, delegations: [...delegations.values()] };
}

/** Two holders, who may be the same one, for each of these services. */
function seenHolders(
  services: readonly ServiceId[],
  seen: readonly Choice[],
  { partners }: Marketplace,
): readonly HeldService[] {
  const holders = pickAll(partners.filter(({ program }) => isTransacting(program)), seen);
  return services.flatMap((serviceId) => holders.map(({ id: holderId }) => ({ serviceId, holderId })));
}

interface Offer {
  readonly partner: Partner;
  readonly request: RelationshipRequest;
}

function offersIn({ accounts }: Marketplace): readonly Offer[] {
  return accounts.flatMap(({ partner, requests }) => requests.map((request) => ({ partner, request })));
}

/** What an acceptance has to know of the accounts, besides the offer. */
function loadedFor(
  { request: { indirectResellerId } }: Offer,
  { partners }: Marketplace,
): Pick<AcceptRequest, 'indirectReseller' | 'closedHolders'> {
  const indirectReseller = partners.find(({ id }) => id === indirectResellerId);
  const closedHolders = partners.filter(({ standing }) => standing === 'closed').map(({ id }) => id);
  return {
    ...(indirectReseller === undefined ? {} : { indirectReseller }),
    ...(closedHolders.length === 0 ? {} : { closedHolders }),
  };
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

const OPERATOR = { kind: 'operator' } as const;

function ofCustomer(customerId: CustomerId): Actor {
  return { kind: 'customer', customerId };
}

function ofPartner(partnerId: PartnerId): Actor {
  return { kind: 'partner', partnerId };
}
