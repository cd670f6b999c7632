import {
  foldCustomer,
  foldPartner,
  parseCustomer,
  parseCustomerId,
  parseInstant,
  parsePartner,
  parsePartnerId,
  type Commit,
  type CustomerId,
  type CustomerRelationships,
  type Instant,
  type PartnerAccount,
  type PartnerChange,
  type PartnerId,
  type RelationshipChange,
  type Revision,
} from 'partner-relationships';

export const at: Instant = parseInstant('2026-03-01T09:00:00.000Z')._unsafeUnwrap();

export function partnerIdOf(id: string): PartnerId {
  return parsePartnerId(id)._unsafeUnwrap();
}

export function customerIdOf(id: string): CustomerId {
  return parseCustomerId(id)._unsafeUnwrap();
}

/** The first commit of a partner. */
export function registering(id: string, name: string = id): Commit<PartnerId, PartnerAccount, PartnerChange> {
  const partner = parsePartner({ id, name, program: 'direct-bill', standing: 'active' })._unsafeUnwrap();
  const changes: PartnerChange[] = [{ kind: 'partner-registered', at, partner }];
  return { id: partner.id, expected: 'absent', next: present(foldPartner(changes)._unsafeUnwrap()), changes };
}

export type CustomerCommit = Commit<CustomerId, CustomerRelationships, RelationshipChange>;

/** The first commit of a customer, with a relationship to each of these partners. */
export function meeting(id: string, ...partners: readonly string[]): CustomerCommit {
  const customer = parseCustomer({ id, name: id })._unsafeUnwrap();
  const by = { kind: 'customer', customerId: customer.id } as const;
  const changes: RelationshipChange[] = [
    { kind: 'customer-registered', at, by, customer },
    ...partners.map((partnerId): RelationshipChange => established(partnerIdOf(partnerId))),
  ];
  return { id: customer.id, expected: 'absent', next: present(foldCustomer(changes)._unsafeUnwrap()), changes };
}

/** A further commit of a customer: these changes, at this revision of this state. */
export function changing(
  state: CustomerRelationships,
  expected: Revision,
  changes: readonly RelationshipChange[],
  history: readonly RelationshipChange[],
): CustomerCommit {
  return {
    id: state.customer.id,
    expected,
    next: present(foldCustomer([...history, ...changes])._unsafeUnwrap()),
    changes,
  };
}

export function established(partnerId: PartnerId): RelationshipChange {
  return {
    kind: 'relationship-established',
    at,
    by: { kind: 'partner', partnerId },
    partnerId,
    origin: { kind: 'customer-added' },
  };
}

export function ended(partnerId: PartnerId): RelationshipChange {
  return { kind: 'relationship-ended', at, by: { kind: 'partner', partnerId }, partnerId, agreement: 'C-1' };
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('a registration makes a document');
  return value;
}
