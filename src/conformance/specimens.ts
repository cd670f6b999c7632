import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import type { Actor } from '../model/actor';
import { parseCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { isRecord, type Decoder } from '../model/decode';
import { parseInviteToken, type CustomerId, type PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import { MAX_OPEN_REQUESTS_PER_PARTNER, MAX_REVOKED_REQUESTS_PER_PARTNER } from '../model/limits';
import { parsePartnerAccount, type PartnerAccount } from '../model/partner-account';
import type { RelationshipRequest } from '../model/relationship-request';
import type { ResellerRelationship } from '../model/reseller-relationship';
import type { ServiceDelegation } from '../model/service-delegation';
import { decodeRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { after as afterCustomerChanges } from './customer-kind';
import {
  actingCustomer,
  actingPartner,
  customerIdOf,
  partnerIdOf,
  requestIdOf,
  second,
  serviceIdOf,
  tokenOf,
  wellFormed,
} from './documents';
import type { AnyChange, Step } from './kind';
import { after as afterPartnerChanges } from './partner-kind';
import type { Sizes } from './sizes';
import { largestLine, longestId, longestLine, longestToken, treacherousIds } from './treacherous-texts';

// Documents that stores have been known to spoil.

/** Such documents of one kind, each as the commits that lead to it. */
export interface Specimens<Id, State, Change> {
  readonly life: (id: Id) => readonly Step<State, Change>[];
  readonly through: (id: Id, moments: readonly Instant[]) => Step<State, Change>;
  readonly treacherous: (id: Id) => Step<State, Change>;
  readonly large: (sizes: Sizes) => Large<Id, State, Change>;
}

/** A document as large as the limits of the library, and the commits that make it. */
export interface Large<Id, State, Change> {
  readonly id: Id;
  readonly steps: readonly Step<State, Change>[];
}

export const ofPartners: Specimens<PartnerId, PartnerAccount, PartnerChange> = {
  life: partnersLife,
  through: partnerThrough,
  treacherous: treacherousPartner,
  large: once(largePartner),
};

export const ofCustomers: Specimens<CustomerId, CustomerRelationships, RelationshipChange> = {
  life: customersLife,
  through: customerThrough,
  treacherous: treacherousCustomer,
  large: once(largeCustomer),
};

/**
 * The life of a partner's account: every kind of change, with and without all that may be absent or null, and every
 * text as long as it may be.
 */
function partnersLife(id: PartnerId): readonly Step<PartnerAccount, PartnerChange>[] {
  const somebody: Actor = { kind: 'partner', partnerId: id, userId: 'somebody' };
  const nobody: Actor = { kind: 'partner', partnerId: id };
  return lifeOf(decodePartnerChange, afterPartnerChanges, [
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
function customersLife(id: CustomerId): readonly Step<CustomerRelationships, RelationshipChange>[] {
  const somebody: Actor = { kind: 'customer', customerId: id, userId: 'somebody' };
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
  return lifeOf(decodeRelationshipChange, afterCustomerChanges, [
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
        agreement: 'Agreement 2026-7',
      },
    ],
  ]);
}

/** Several checks need what is large, and it takes a while to make. */
function once<T>(make: (sizes: Sizes) => T): (sizes: Sizes) => T {
  const known = new WeakMap<Sizes, T>();
  return (sizes) => {
    const made = known.get(sizes) ?? make(sizes);
    known.set(sizes, made);
    return made;
  };
}

function latestOf(changes: readonly AnyChange[]): Instant {
  return changes.reduce((latest, { at }) => (at > latest ? at : latest), second(0));
}

/** Frozen, as it is handed out more than once. */
function frozen<Change>(decode: Decoder<Change>, changes: readonly Change[]): readonly Change[] {
  return Object.freeze(changes.map((change) => wellFormed(decode(change))));
}

/** An account with so many requests, half of them revoked, as far as the limits allow; its texts as long as may be. */
function largePartner({ requests: count }: Sizes): Large<PartnerId, PartnerAccount, PartnerChange> {
  const id = partnerIdOf(longestId('partner'));
  const revoked = Math.min(Math.floor(count / 2), MAX_REVOKED_REQUESTS_PER_PARTNER);
  const requests = Array.from({ length: Math.min(count, MAX_OPEN_REQUESTS_PER_PARTNER + revoked) }, (_, at) => ({
    ...request(id, at, partnerIdOf(longestId(`reseller-${at}`))),
    id: requestIdOf(longestId(`request-${at}`)),
    token: wellFormed(parseInviteToken(longestToken(`token-of-request-${at}-`))),
    revokedAt: at < revoked ? second(at) : null,
  }));
  const partner = { id, name: largestLine, program: 'indirect-provider', standing: 'active' } as const;
  const by: Actor = { kind: 'partner', partnerId: id, userId: largestLine };
  const changes: readonly PartnerChange[] = [
    { kind: 'partner-registered', at: second(0), partner },
    ...requests.flatMap(({ revokedAt, ...opened }): readonly PartnerChange[] => {
      const at = opened.openedAt;
      const opening = { kind: 'request-opened', at, by, request: { ...opened, revokedAt: null } } as const;
      return revokedAt === null ? [opening] : [opening, { kind: 'request-revoked', at, by, requestId: opened.id }];
    }),
  ];
  const next = wellFormed(parsePartnerAccount({ partner, changedAt: latestOf(changes), requests }));
  return { id, steps: [{ next, changes: frozen(decodePartnerChange, changes) }] };
}

/**
 * A customer with so many relationships, and with so many delegations spread over them, its texts as long as may be;
 * then the largest commit there is, in which every delegation is removed and granted again.
 */
function largeCustomer(sizes: Sizes): Large<CustomerId, CustomerRelationships, RelationshipChange> {
  const id = customerIdOf(longestId('customer'));
  const customer = { id, name: largestLine };
  const nobody: Actor = { kind: 'customer', customerId: id };
  const somebody: Actor = { ...nobody, userId: largestLine };
  const requestId = requestIdOf(longestId('request'));
  const origin = { kind: 'request', requestId } as const;
  const relationships = Array.from({ length: sizes.relationships }, (_, at): ResellerRelationship => ({
    partnerId: partnerIdOf(longestId(`partner-${at}`)),
    establishedAt: second(at),
    origin,
  }));
  const delegationsFrom = (start: number): readonly ServiceDelegation[] =>
    Array.from({ length: sizes.delegations }, (_, at) => ({
      partnerId: partnerIdOf(longestId(`reseller-${at}`)),
      serviceId: serviceIdOf(longestId(`service-${at}`)),
      transacting: false,
      throughPartnerId: partnerIdOf(longestId(`partner-${at % sizes.relationships}`)),
      grantedAt: second(start + at),
    }));
  const granted = (delegations: readonly ServiceDelegation[], by: Actor): readonly RelationshipChange[] =>
    delegations.map(({ grantedAt: at, ...grant }) => ({ kind: 'delegation-granted', at, by, ...grant, requestId }));
  const stepTo = (
    delegations: readonly ServiceDelegation[],
    changes: readonly RelationshipChange[],
  ): Step<CustomerRelationships, RelationshipChange> => {
    const state = { customer, changedAt: latestOf(changes), relationships, delegations };
    return { next: wellFormed(parseCustomerRelationships(state)), changes: frozen(decodeRelationshipChange, changes) };
  };
  const [before, after] = [delegationsFrom(0), delegationsFrom(sizes.delegations)];
  const filling = stepTo(before, [
    { kind: 'customer-registered', at: second(0), by: nobody, customer },
    ...relationships.map(({ partnerId, establishedAt: at }): RelationshipChange => ({
      kind: 'relationship-established',
      at,
      by: nobody,
      partnerId,
      origin,
    })),
    ...granted(before, nobody),
  ]);
  const replacing = stepTo(after, [
    ...after.map(
      ({ partnerId, serviceId, throughPartnerId, grantedAt: at }): RelationshipChange => ({
        kind: 'delegation-removed',
        at,
        by: somebody,
        partnerId,
        serviceId,
        throughPartnerId,
        reason: { kind: 'replaced', partnerId },
      }),
    ),
    ...granted(after, somebody),
  ]);
  return { id, steps: [filling, replacing] };
}

/** A partner whose requests have these instants, in this order. */
function partnerThrough(id: PartnerId, moments: readonly Instant[]): Step<PartnerAccount, PartnerChange> {
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
function customerThrough(
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
function treacherousCustomer(id: CustomerId): Step<CustomerRelationships, RelationshipChange> {
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
function treacherousPartner(id: PartnerId): Step<PartnerAccount, PartnerChange> {
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
  decode: Decoder<Change>,
  after: (state: State | null, changes: readonly Change[]) => Step<State, Change>,
  commits: readonly (readonly Change[])[],
): readonly Step<State, Change>[] {
  const fits = (change: unknown): boolean => decode(change).isOk();
  let state: State | null = null;
  return commits.map((changes) => {
    const step: Step<State, Change> = after(
      state,
      changes.map((change) => wellFormed(decode(atFullLength(change, fits)))),
    );
    state = step.next;
    return step;
  });
}

/** A value with each of its texts made as long as fits there, so that no field is forgotten. */
function atFullLength(value: unknown, fits: (value: unknown) => boolean): unknown {
  if (typeof value === 'string') return [longestLine, longestId(value), longestToken(value)].find(fits) ?? value;
  if (!isRecord(value)) return value;
  return Object.entries(value).reduce<Readonly<Record<string, unknown>>>(
    (whole, [key, part]) => ({ ...whole, [key]: atFullLength(part, (text) => fits({ ...whole, [key]: text })) }),
    value,
  );
}
