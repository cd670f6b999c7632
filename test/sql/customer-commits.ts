import {
  evolveCustomer,
  foldCustomer,
  parseCustomerId,
  parseInstant,
  parsePartnerId,
  type Commit,
  type CustomerId,
  type CustomerRelationships,
  type Page,
  type PartnerId,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
  type Revision,
} from 'partner-relationships';

export type CustomerCommit = Commit<CustomerId, CustomerRelationships, RelationshipChange>;

const at = parseInstant('2026-03-01T09:00:00.000Z')._unsafeUnwrap();

export function customerIdOf(id: string): CustomerId {
  return parseCustomerId(id)._unsafeUnwrap();
}

export function partnerIdOf(id: string): PartnerId {
  return parsePartnerId(id)._unsafeUnwrap();
}

/** A partner and the customer begin a relationship. */
export function established(partner: string): RelationshipChange {
  const partnerId = partnerIdOf(partner);
  const by = { kind: 'partner', partnerId } as const;
  return { kind: 'relationship-established', at, by, partnerId, origin: { kind: 'customer-added' } };
}

/** They end it. */
export function ended(partner: string): RelationshipChange {
  const partnerId = partnerIdOf(partner);
  const by = { kind: 'partner', partnerId } as const;
  return { kind: 'relationship-ended', at, by, partnerId, agreement: 'contract 7' };
}

/** The commit by which a customer becomes known, with relationships to these partners. */
export function firstCommit(customer: string, ...partners: readonly string[]): CustomerCommit {
  const id = customerIdOf(customer);
  const by = { kind: 'customer', customerId: id } as const;
  const registered: RelationshipChange = { kind: 'customer-registered', at, by, customer: { id, name: customer } };
  const changes = [registered, ...partners.map(established)];
  const next = foldCustomer(changes)._unsafeUnwrap();
  if (next === null) throw new Error('a registration gives a customer');
  return { id, expected: 'absent', next, changes };
}

/** A commit that goes on from another one, which gave this revision. */
export function nextCommit(
  before: CustomerCommit,
  expected: Revision,
  ...changes: readonly RelationshipChange[]
): CustomerCommit {
  const next = changes.reduce((state, change) => evolveCustomer(state, change)._unsafeUnwrap(), before.next);
  return { id: before.id, expected, next, changes };
}

/** All customers of a partner, read a few at a time. */
export async function customersOf(
  repository: RelationshipRepository,
  partner: string,
  limit = 1000,
): Promise<readonly string[]> {
  const customers: string[] = [];
  let after: string | null = null;
  do {
    const page: Page<string> = (await repository.customersOf(partnerIdOf(partner), { after, limit }))._unsafeUnwrap();
    customers.push(...page.items);
    after = page.next;
  } while (after !== null);
  return customers;
}

/** The kinds of all changes of a customer, read a few at a time. */
export async function historyOf(
  repository: RelationshipRepository,
  customer: string,
  limit = 1000,
): Promise<readonly string[]> {
  const kinds: string[] = [];
  let after: string | null = null;
  do {
    const read = await repository.customers.history(customerIdOf(customer), { after, limit });
    const page: Page<RecordedChange<RelationshipChange>> = read._unsafeUnwrap();
    kinds.push(...page.items.map(({ change }) => change.kind));
    after = page.next;
  } while (after !== null);
  return kinds;
}
