import type { PartnerChange } from '../invitation/partner-change';
import type { Actor } from '../model/actor';
import { parseCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import { MAX_OPEN_REQUESTS_PER_PARTNER, MAX_REVOKED_REQUESTS_PER_PARTNER } from '../model/limits';
import { parsePartnerAccount, type PartnerAccount } from '../model/partner-account';
import type { RelationshipRequest } from '../model/relationship-request';
import type { ResellerRelationship } from '../model/reseller-relationship';
import type { ServiceDelegation } from '../model/service-delegation';
import type { RelationshipChange } from '../relationships/relationship-change';
import { after as afterCustomerChanges } from './customer-kind';
import {
  actingCustomer,
  actingPartner,
  partnerIdOf,
  requestIdOf,
  second,
  serviceIdOf,
  tokenOf,
  wellFormed,
} from './documents';
import type { Step } from './kind';
import { after as afterPartnerChanges } from './partner-kind';
import { treacherousIds } from './treacherous-texts';

// Documents that stores have been known to spoil.

/** The life of a partner's account: every kind of change, with and without all that may be absent or null. */
export function partnersLife(id: PartnerId): readonly Step<PartnerAccount, PartnerChange>[] {
  const somebody: Actor = { kind: 'partner', partnerId: id, userId: 'Caf\u00e9 \u{1f600} "\\' };
  const nobody: Actor = { kind: 'partner', partnerId: id };
  return lifeOf(afterPartnerChanges, [
    [
      {
        kind: 'partner-registered',
        at: second(0),
        partner: { id, name: 'Contoso', program: 'indirect-provider', standing: 'active' },
      },
      { kind: 'request-opened', at: second(1), by: nobody, request: request(id, 1, null) },
    ],
    [{ kind: 'request-opened', at: second(2), by: somebody, request: request(id, 2, partnerIdOf('reseller')) }],
    [{ kind: 'partner-suspended', at: second(3) }],
    [
      { kind: 'request-revoked', at: second(4), by: nobody, requestId: requestIdOf('request-1') },
      { kind: 'request-revoked', at: second(5), by: somebody, requestId: requestIdOf('request-2') },
      { kind: 'partner-reinstated', at: second(6) },
    ],
    [{ kind: 'request-opened', at: second(7), by: nobody, request: request(id, 7, partnerIdOf('reseller')) }],
  ]);
}

/** The life of a customer's relationships, likewise. */
export function customersLife(id: CustomerId): readonly Step<CustomerRelationships, RelationshipChange>[] {
  const somebody: Actor = { kind: 'customer', customerId: id, userId: 'Cafe\u0301 \u{1f600} "\\' };
  const nobody: Actor = { kind: 'customer', customerId: id };
  const [direct, provider, reseller, advisor] = [
    partnerIdOf('direct-partner'),
    partnerIdOf('provider'),
    partnerIdOf('reseller'),
    partnerIdOf('advisor'),
  ];
  const mail = serviceIdOf('exchange-online');
  const ofPartner: Actor = { kind: 'partner', partnerId: direct };
  const granted = { kind: 'delegation-granted', by: nobody, serviceId: mail, throughPartnerId: null } as const;
  const removed = { kind: 'delegation-removed', serviceId: mail, throughPartnerId: null } as const;
  return lifeOf(afterCustomerChanges, [
    [
      { kind: 'customer-registered', at: second(0), by: ofPartner, customer: { id, name: 'Tailspin Toys' } },
      {
        kind: 'relationship-established',
        at: second(1),
        by: ofPartner,
        partnerId: direct,
        origin: { kind: 'customer-added' },
      },
      { ...granted, at: second(2), by: ofPartner, partnerId: direct, transacting: true, requestId: null },
    ],
    [
      {
        kind: 'relationship-established',
        at: second(3),
        by: somebody,
        partnerId: provider,
        origin: { kind: 'request', requestId: requestIdOf('request-of-the-provider') },
      },
      { ...removed, at: second(4), by: somebody, partnerId: direct, reason: { kind: 'replaced', partnerId: provider } },
      {
        ...granted,
        at: second(5),
        partnerId: provider,
        transacting: true,
        requestId: requestIdOf('request-of-the-provider'),
      },
      {
        ...granted,
        at: second(6),
        partnerId: reseller,
        transacting: false,
        throughPartnerId: provider,
        requestId: requestIdOf('request-of-the-provider'),
      },
    ],
    [
      {
        kind: 'relationship-established',
        at: second(7),
        by: nobody,
        partnerId: advisor,
        origin: { kind: 'customer-added' },
      },
      { ...granted, at: second(8), partnerId: advisor, transacting: false, requestId: null },
    ],
    [{ ...removed, at: second(9), by: nobody, partnerId: advisor, reason: { kind: 'removed-by-customer' } }],
    [
      {
        ...removed,
        at: second(10),
        by: actingPartner(provider),
        partnerId: provider,
        reason: { kind: 'relinquished' },
      },
    ],
    [
      {
        ...removed,
        at: second(11),
        by: actingPartner(provider),
        partnerId: reseller,
        throughPartnerId: provider,
        reason: { kind: 'relationship-ended' },
      },
      {
        kind: 'relationship-ended',
        at: second(12),
        by: actingPartner(provider),
        partnerId: provider,
        agreement: 'Vertr\u00e4ge \u{1f4dc} 7/2026',
      },
    ],
  ]);
}

/** An account with as many requests, half of them revoked, as the limits allow or as is asked for. */
export function largePartner(id: PartnerId, count: number): Step<PartnerAccount, PartnerChange> {
  const revoked = Math.min(Math.floor(count / 2), MAX_REVOKED_REQUESTS_PER_PARTNER);
  const opened = Array.from({ length: Math.min(count, MAX_OPEN_REQUESTS_PER_PARTNER + revoked) }, (_, at) =>
    request(id, at, partnerIdOf(`reseller-${at}`)),
  );
  const requests = opened.map((one, at) => (at < revoked ? { ...one, revokedAt: second(at) } : one));
  const partner = { id, name: 'Contoso', program: 'indirect-provider', standing: 'active' } as const;
  const by = actingPartner(id);
  return {
    next: wellFormed(parsePartnerAccount({ partner, requests })),
    changes: [
      { kind: 'partner-registered', at: second(0), partner },
      ...opened.map((one): PartnerChange => ({ kind: 'request-opened', at: one.openedAt, by, request: one })),
      ...opened
        .slice(0, revoked)
        .map((one, at): PartnerChange => ({ kind: 'request-revoked', at: second(at), by, requestId: one.id })),
    ],
  };
}

/** A customer with so many relationships, and with so many delegations spread over them. */
export function largeCustomer(
  id: CustomerId,
  count: { readonly relationships: number; readonly delegations: number },
): Step<CustomerRelationships, RelationshipChange> {
  const customer = { id, name: 'Tailspin Toys' };
  const by = actingCustomer(id);
  const origin = { kind: 'customer-added' } as const;
  const relationships = Array.from({ length: count.relationships }, (_, at): ResellerRelationship => ({
    partnerId: partnerIdOf(`partner-${at}`),
    establishedAt: second(at),
    origin,
  }));
  const delegations = Array.from({ length: count.delegations }, (_, at): ServiceDelegation => ({
    partnerId: partnerIdOf(`partner-${at % count.relationships}`),
    serviceId: serviceIdOf(`service-${at}`),
    transacting: true,
    throughPartnerId: null,
    grantedAt: second(at),
  }));
  return {
    next: wellFormed(parseCustomerRelationships({ customer, relationships, delegations })),
    changes: [
      { kind: 'customer-registered', at: second(0), by, customer },
      ...relationships.map(({ partnerId, establishedAt }): RelationshipChange => ({
        kind: 'relationship-established',
        at: establishedAt,
        by,
        partnerId,
        origin,
      })),
      ...delegations.map(({ grantedAt, ...grant }): RelationshipChange => ({
        kind: 'delegation-granted',
        at: grantedAt,
        by,
        ...grant,
        requestId: null,
      })),
    ],
  };
}

/** A partner whose requests have these instants, in this order. */
export function partnerThrough(id: PartnerId, moments: readonly Instant[]): Step<PartnerAccount, PartnerChange> {
  const { changes } = afterPartnerChanges(null, [
    {
      kind: 'partner-registered',
      at: second(0),
      partner: { id, name: 'Contoso', program: 'indirect-provider', standing: 'active' },
    },
  ]);
  const by = actingPartner(id);
  return afterPartnerChanges(null, [
    ...changes,
    ...moments.flatMap((moment, at): readonly PartnerChange[] => {
      const opened = { ...request(id, at, null), openedAt: moment };
      const requestId = opened.id;
      return [
        { kind: 'request-opened', at: moment, by, request: opened },
        { kind: 'request-revoked', at: moment, by, requestId },
      ];
    }),
  ]);
}

/** A customer whose relationships and delegations have these instants, in this order. */
export function customerThrough(
  id: CustomerId,
  moments: readonly Instant[],
): Step<CustomerRelationships, RelationshipChange> {
  const by = actingCustomer(id);
  return afterCustomerChanges(null, [
    { kind: 'customer-registered', at: second(0), by, customer: { id, name: 'Tailspin Toys' } },
    ...moments.flatMap((moment, at): readonly RelationshipChange[] => {
      const partnerId = partnerIdOf(`partner-${(at * 7) % moments.length}`);
      return [
        { kind: 'relationship-established', at: moment, by, partnerId, origin: { kind: 'customer-added' } },
        {
          kind: 'delegation-granted',
          at: moment,
          by,
          partnerId,
          serviceId: serviceIdOf(`service-${(at * 5) % moments.length}`),
          transacting: true,
          throughPartnerId: null,
          requestId: null,
        },
      ];
    }),
  ]);
}

/** A customer whose partners and services have ids that are easily mistaken. */
export function treacherousCustomer(id: CustomerId): Step<CustomerRelationships, RelationshipChange> {
  const by = actingCustomer(id);
  return afterCustomerChanges(null, [
    { kind: 'customer-registered', at: second(0), by, customer: { id, name: 'Tailspin Toys' } },
    ...treacherousIds.flatMap((text, at): readonly RelationshipChange[] => [
      {
        kind: 'relationship-established',
        at: second(at),
        by,
        partnerId: partnerIdOf(text),
        origin: { kind: 'request', requestId: requestIdOf(text) },
      },
      {
        kind: 'delegation-granted',
        at: second(at),
        by,
        partnerId: partnerIdOf(text),
        serviceId: serviceIdOf(text),
        transacting: true,
        throughPartnerId: null,
        requestId: requestIdOf(text),
      },
    ]),
  ]);
}

/** A partner whose requests have such ids. */
export function treacherousPartner(id: PartnerId): Step<PartnerAccount, PartnerChange> {
  const by = actingPartner(id);
  return afterPartnerChanges(null, [
    {
      kind: 'partner-registered',
      at: second(0),
      partner: { id, name: 'Contoso', program: 'indirect-provider', standing: 'active' },
    },
    ...treacherousIds.map((text, at): PartnerChange => {
      const opened = { ...request(id, at, partnerIdOf(text)), id: requestIdOf(text) };
      return { kind: 'request-opened', at: opened.openedAt, by, request: opened };
    }),
  ]);
}

function request(partnerId: PartnerId, number: number, indirectResellerId: PartnerId | null): RelationshipRequest {
  return {
    id: requestIdOf(`request-${number}`),
    partnerId,
    indirectResellerId,
    token: tokenOf(number),
    openedAt: second(number),
    revokedAt: null,
  };
}

function lifeOf<State, Change>(
  after: (state: State | null, changes: readonly Change[]) => Step<State, Change>,
  commits: readonly (readonly Change[])[],
): readonly Step<State, Change>[] {
  let state: State | null = null;
  return commits.map((changes) => {
    const step: Step<State, Change> = after(state, changes);
    state = step.next;
    return step;
  });
}
