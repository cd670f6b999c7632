import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import { evolveCustomer, foldCustomer } from '../model/evolve-customer';
import type { RelationshipChange } from '../model/relationship-change';
import {
  actingCustomer,
  actingPartner,
  customerIdOf,
  partnerIdOf,
  requestIdOf,
  second,
  serviceIdOf,
  wellFormed,
} from './documents';
import type { Kind, Step } from './kind';

type CustomerStep = Step<CustomerRelationships, RelationshipChange>;

export const customers: Kind<CustomerId, CustomerRelationships, RelationshipChange> = {
  noun: 'customer',
  storeOf: (handle) => handle.customers,
  rawStoreOf: (repository) => repository.customers,
  idOf: customerIdOf,
  founding: (id, name = 'Tailspin Toys') => registration(id, name),
  addition: (state, number) => {
    const at = second(number);
    return after(state, [
      establishment(state.customer.id, partnerOf(number), at),
      {
        kind: 'delegation-granted',
        at,
        by: actingCustomer(state.customer.id),
        partnerId: partnerOf(number),
        serviceId: serviceIdOf(`service-${number}`),
        transacting: true,
        throughPartnerId: null,
        requestId: requestIdOf(`request-${number}`),
      },
    ]);
  },
  additionsIn: ({ delegations }) => delegations.map(({ serviceId }) => Number(serviceId.slice('service-'.length))),
  swing: (state) => {
    const at = second(0);
    return isRelated(state, SWINGING)
      ? after(state, [ending(SWINGING, at)])
      : after(state, [establishment(state.customer.id, SWINGING, at)]);
  },
  thawed: ({ customer, relationships, delegations, ...rest }) => ({
    ...rest,
    customer: { ...customer },
    relationships: relationships.map(({ origin, ...rest }) => ({ ...rest, origin: { ...origin } })),
    delegations: delegations.map((delegation) => ({ ...delegation })),
  }),
  fold: foldCustomer,
};

/** The partner of this addition. */
export function partnerOf(number: number): PartnerId {
  return partnerIdOf(`partner-${number}`);
}

export function registration(id: CustomerId, name: string): CustomerStep {
  return after(null, [{ kind: 'customer-registered', at: second(0), by: actingCustomer(id), customer: { id, name } }]);
}

/** The first commit of a customer that accepts a partner's request at once. */
export function acquisition(id: CustomerId, partnerId: PartnerId): CustomerStep {
  const { changes } = registration(id, 'Tailspin Toys');
  return after(null, [...changes, establishment(id, partnerId, second(0))]);
}

/** The partner's relationship with a customer begins. */
export function beginning(state: CustomerRelationships, partnerId: PartnerId, at: Instant): CustomerStep {
  return after(state, [establishment(state.customer.id, partnerId, at)]);
}

/** The relationships with these partners end, and with them what they may administer. */
export function parting(state: CustomerRelationships, partnerIds: readonly PartnerId[], at: Instant): CustomerStep {
  const parted = new Set<string>(partnerIds);
  const by = actingPartner(partnerIdOf('renegotiating-partner'));
  return after(state, [
    ...state.delegations
      .filter(({ partnerId }) => parted.has(partnerId))
      .map(({ partnerId, serviceId, throughPartnerId }): RelationshipChange => ({
        kind: 'delegation-removed',
        at,
        by,
        partnerId,
        serviceId,
        throughPartnerId,
        reason: { kind: 'relationship-ended' },
      })),
    ...partnerIds.map((partnerId) => ending(partnerId, at)),
  ]);
}

/** All admin rights end, and the relationships stay. */
export function removal(state: CustomerRelationships, at: Instant): CustomerStep {
  const by = actingCustomer(state.customer.id);
  return after(
    state,
    state.delegations.map(({ partnerId, serviceId, throughPartnerId }): RelationshipChange => ({
      kind: 'delegation-removed',
      at,
      by,
      partnerId,
      serviceId,
      throughPartnerId,
      reason: { kind: 'removed-by-customer' },
    })),
  );
}

/** The state after these changes, with the changes. */
export function after(state: CustomerRelationships | null, changes: readonly RelationshipChange[]): CustomerStep {
  let next = state;
  for (const change of changes) next = wellFormed(evolveCustomer(next, change));
  if (next === null) throw new Error('the conformance kit made a commit without a change');
  return { next, changes };
}

export function isRelated({ relationships }: CustomerRelationships, partnerId: PartnerId): boolean {
  return relationships.some((relationship) => relationship.partnerId === partnerId);
}

const SWINGING = partnerIdOf('swinging-partner');

function establishment(customerId: CustomerId, partnerId: PartnerId, at: Instant): RelationshipChange {
  const origin = { kind: 'request', requestId: requestIdOf('request-of-the-partner') } as const;
  return { kind: 'relationship-established', at, by: actingCustomer(customerId), partnerId, origin };
}

function ending(partnerId: PartnerId, at: Instant): RelationshipChange {
  return { kind: 'relationship-ended', at, by: actingPartner(partnerId), partnerId, agreement: 'Agreement 2026-7' };
}
