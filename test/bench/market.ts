import {
  parseCustomerRelationships,
  parsePartner,
  parseServiceId,
  parseSubscription,
  type AuthorizationQuestion,
  type CustomerRelationships,
  type Partner,
  type ServiceId,
  type Subscription,
} from 'partner-relationships';

/** The sizes of a customer: how many service delegations are in force. */
export const SIZES = [1, 10, 100, 1000] as const;

const SERVICES_PER_PARTNER = 20;
const QUESTIONS = 64;
const AT = '2026-03-01T09:00:00.000Z';

/** One customer with a number of delegations, and as many questions that are allowed as that are denied. */
export interface Market {
  readonly delegations: number;
  readonly state: CustomerRelationships;
  readonly partners: readonly Partner[];
  readonly allowed: readonly AuthorizationQuestion[];
  readonly denied: readonly AuthorizationQuestion[];
}

/**
 * Each partner has admin rights for up to twenty services and sold a subscription for each; every fourth partner is
 * suspended. Half of the questions are about administration, half about the subscriptions that partners sold or did not
 * sell. State, partners and subscriptions are parsed one by one from text, so that they share no string, as in an
 * application.
 */
export function marketOf(delegations: number): Market {
  const partners = Array.from({ length: Math.ceil(delegations / SERVICES_PER_PARTNER) }, (_, at) => partnerOf(at));
  const held = Array.from({ length: delegations }, (_, at) => ({
    partner: at % partners.length,
    serviceId: serviceOf(at),
  }));
  const state = parseCustomerRelationships(
    copy({
      customer: { id: 'northwind', name: 'Northwind Traders' },
      relationships: partners.map(({ id }) => ({ partnerId: id, establishedAt: AT, origin: { kind: 'customer-added' } })),
      delegations: held.map(({ partner, serviceId }) => ({
        partnerId: partnerOf(partner).id,
        serviceId,
        transacting: true,
        throughPartnerId: null,
        grantedAt: AT,
      })),
    }),
  )._unsafeUnwrap();
  const about = (number: number): About => {
    const { partner, serviceId } = held[Math.floor((number * held.length) / QUESTIONS)] ?? { partner: 0, serviceId: '' };
    return { partner: partnerOf(partner), serviceId };
  };
  return {
    delegations,
    state,
    partners,
    allowed: Array.from({ length: QUESTIONS }, (_, number) => allowedOf(number, about(number))),
    denied: Array.from({ length: QUESTIONS }, (_, number) => deniedOf(number, about(number))),
  };
}

interface About {
  readonly partner: Partner;
  readonly serviceId: string;
}

function allowedOf(number: number, { partner, serviceId }: About): AuthorizationQuestion {
  const sold = subscriptionOf(number, serviceId, partner.id);
  switch (number % 4) {
    case 0:
      return { partner, operation: 'manage-users', serviceId: idOf(serviceId) };
    case 1:
      return { partner, operation: 'receive-bill', subscription: sold };
    case 2:
      return { partner, operation: 'file-service-request', serviceId: idOf(serviceId) };
    default:
      return partner.standing === 'active'
        ? { partner, operation: 'add-seats', subscription: sold }
        : { partner, operation: 'cancel-subscription', subscription: sold };
  }
}

function deniedOf(number: number, { partner, serviceId }: About): AuthorizationQuestion {
  const suspended = partner.standing === 'suspended';
  switch (number % 4) {
    case 0:
      return { partner, operation: 'manage-users', serviceId: idOf(`${serviceId}-archive`) };
    case 1:
      return { partner, operation: 'receive-bill', subscription: subscriptionOf(number, serviceId, 'woodgrove') };
    case 2:
      return { partner: woodgrove(), operation: 'file-service-request', serviceId: idOf(serviceId) };
    default:
      return {
        partner,
        operation: 'add-seats',
        subscription: subscriptionOf(number, serviceId, suspended ? partner.id : 'woodgrove'),
      };
  }
}

function partnerOf(at: number): Partner {
  return parsePartner(
    copy({
      id: `partner-${at}`,
      name: `Partner ${at}`,
      program: at % 2 === 0 ? 'direct-bill' : 'indirect-provider',
      standing: at % 4 === 3 ? 'suspended' : 'active',
    }),
  )._unsafeUnwrap();
}

/** A partner without a relationship. */
function woodgrove(): Partner {
  const fields = { id: 'woodgrove', name: 'Woodgrove', program: 'direct-bill', standing: 'active' };
  return parsePartner(copy(fields))._unsafeUnwrap();
}

function serviceOf(at: number): string {
  return `service-${at}`;
}

function idOf(serviceId: string): ServiceId {
  return parseServiceId(copy(serviceId))._unsafeUnwrap();
}

function subscriptionOf(number: number, serviceId: string, originalResellerId: string): Subscription {
  return parseSubscription(
    copy({
      id: `subscription-${number}-of-${originalResellerId}`,
      customerId: 'northwind',
      serviceId,
      originalResellerId,
      partnerOfRecordId: null,
      status: 'active',
    }),
  )._unsafeUnwrap();
}

function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
