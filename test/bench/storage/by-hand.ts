import type { Acceptance, Answer } from './acceptances';

// What somebody would write who has the rules in mind and no library: a row for each thing, one transaction for each
// acceptance, the customer's row locked in it. It pays for no more than the library does: there are no foreign keys,
// and the relationships and delegations, indexed by partner, are the customer lists.

/** The tables, in the types of PostgreSQL and SQLite, without that of the history. */
export const BY_HAND: readonly string[] = [
  'create table partner (id text primary key, name text not null, program text not null)',
  `create table request (token text primary key, id text not null unique, partner_id text not null,
     indirect_reseller_id text, revoked_at text)`,
  'create table customer (id text primary key, name text not null)',
  `create table relationship (customer_id text not null, partner_id text not null, established_at text not null,
     request_id text, primary key (customer_id, partner_id))`,
  'create index customer_list on relationship (partner_id, customer_id)',
  `create table delegation (customer_id text not null, service_id text not null, partner_id text not null,
     transacting boolean not null, through_partner_id text, granted_at text not null,
     primary key (customer_id, service_id, partner_id))`,
  'create index administered_list on delegation (partner_id, customer_id)',
];

/** The rule that a service has one transacting partner, in databases that have partial indexes. */
export const ONE_TRANSACTING_PARTNER =
  'create unique index one_transacting_partner on delegation (customer_id, service_id) where transacting';

/** A request with its partner, as the databases give it. */
export interface RequestRow {
  readonly id: string;
  readonly revoked_at: string | null;
  readonly partner_id: string;
  readonly program: string;
}

/** What is known of a customer, read under the lock. */
export interface Holdings {
  readonly isNew: boolean;
  readonly isRelated: boolean;
  readonly changes: number;
  readonly delegations: readonly DelegationRow[];
}

export interface DelegationRow {
  readonly service_id: string;
  readonly partner_id: string;
  readonly transacting: boolean | number;
}

/** What is to be written. */
export interface Writes {
  readonly establishes: boolean;
  readonly removed: readonly DelegationRow[];
  readonly granted: readonly string[];
  readonly transacting: boolean;
  /** As JSON, in their order. */
  readonly changes: readonly string[];
}

export const NEW_CUSTOMER: Holdings = { isNew: true, isRelated: false, changes: 0, delegations: [] };

const TRANSACTING = ['direct-bill', 'indirect-provider'];

/** Checks the rules; says what is to be written, or how it ended. */
export function decideByHand(
  { customerId, services, onHeldService }: Acceptance,
  request: RequestRow,
  { isNew, isRelated, delegations }: Holdings,
  at: string,
): Writes | Exclude<Answer, 'accepted'> {
  const by = { kind: 'customer', customerId };
  const partnerId = request.partner_id;
  if (request.revoked_at !== null) throw new Error('the partner has revoked the request');
  const transacting = TRANSACTING.includes(request.program);
  const removed = delegations.filter(
    (held) =>
      transacting && Boolean(held.transacting) && held.partner_id !== partnerId && services.includes(held.service_id),
  );
  if (removed.length > 0 && onHeldService === 'refuse') return 'held by another partner';

  const own = delegations.filter((held) => held.partner_id === partnerId).map((held) => held.service_id);
  const granted = [...new Set(services)].filter((service) => !own.includes(service));
  if (isRelated && granted.length === 0) return 'nothing to change';
  const requestId = request.id;
  const changes = [
    ...(isNew ? [{ kind: 'customer-registered', at, by, customer: { id: customerId, name: customerId } }] : []),
    ...(isRelated
      ? []
      : [{ kind: 'relationship-established', at, by, partnerId, origin: { kind: 'request', requestId } }]),
    ...removed.map((held) => ({
      kind: 'delegation-removed',
      at,
      by,
      partnerId: held.partner_id,
      serviceId: held.service_id,
      throughPartnerId: null,
      reason: { kind: 'replaced', partnerId },
    })),
    ...granted.map((serviceId) => ({
      kind: 'delegation-granted',
      at,
      by,
      partnerId,
      serviceId,
      transacting,
      throughPartnerId: null,
      requestId,
    })),
  ];
  const recorded = changes.map((change) => JSON.stringify(change));
  return { establishes: !isRelated, removed, granted, transacting, changes: recorded };
}
