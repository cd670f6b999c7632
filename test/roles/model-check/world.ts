import {
  evolveCustomer,
  evolvePartner,
  parseInstant,
  type CustomerRelationships,
  type Instant,
  type PartnerAccount,
  type PartnerChange,
  type RelationshipChange,
} from 'partner-relationships';
import {
  accountKey,
  behindSince,
  customerKey,
  DAY,
  nextBoundary,
  plainAccount,
  plainCustomer,
  type PlainAccount,
  type PlainCustomer,
} from './plain-model';

/** A document, what it says in the words of the rules, and all that happened to it, oldest first. */
interface Document<Data, Plain, Change> {
  readonly data: Data;
  readonly plain: Plain;
  readonly history: readonly Change[];
}

export type AccountDocument = Document<PartnerAccount, PlainAccount, PartnerChange>;
export type CustomerDocument = Document<CustomerRelationships, PlainCustomer, RelationshipChange>;

/** All that there is: partners' accounts, a customer, and a moment. */
export interface World {
  readonly at: number;
  readonly accounts: ReadonlyMap<string, AccountDocument>;
  readonly customer: CustomerDocument;
  /** Offers that were locked once: their ids are used up. */
  readonly locked: ReadonlySet<string>;
  /** Offers of which a delegation has come, whatever has become of it: the customer's history tells. */
  readonly approved: ReadonlySet<string>;
}

export function instant(at: number): Instant {
  return parseInstant(new Date(at).toISOString())._unsafeUnwrap();
}

/** The account after these changes; a sentence if one cannot be applied. */
export function accountAfter(
  before: AccountDocument | null,
  changes: readonly PartnerChange[],
): AccountDocument | string {
  let data = before?.data ?? null;
  for (const change of changes) {
    const evolved = evolvePartner(data, change);
    if (evolved.isErr()) return `its change ${change.kind} cannot be applied: ${evolved.error.message}`;
    data = evolved.value;
  }
  if (data === null) return 'there is no account';
  return { data, plain: plainAccount(data), history: [...(before?.history ?? []), ...changes] };
}

/** The customer after these changes; a sentence if one cannot be applied. */
export function customerAfter(
  before: CustomerDocument | null,
  changes: readonly RelationshipChange[],
): CustomerDocument | string {
  let data = before?.data ?? null;
  for (const change of changes) {
    const evolved = evolveCustomer(data, change);
    if (evolved.isErr()) return `its change ${change.kind} cannot be applied: ${evolved.error.message}`;
    data = evolved.value;
  }
  if (data === null) return 'there is no customer';
  return { data, plain: plainCustomer(data), history: [...(before?.history ?? []), ...changes] };
}

/**
 * The same text for two worlds exactly if they differ in nothing that a rule reads: moments behind do not matter, and
 * of moments to come it matters how far away they are.
 */
export function worldKey({ at, accounts, customer, locked, approved }: World): string {
  const used = [...locked].sort().map((id) => (approved.has(id) ? `${id} approved` : id));
  const all = [...accounts].map(([id, { plain }]) => `${id} ${accountKey(plain, at)}`);
  return [...all, customerKey(customer.plain, at), used.join()].join('\n');
}

/**
 * To which moments the clock goes from here, without anybody doing anything: the next one at which time does something,
 * the millisecond before it and the one after, and one at which an end would have moved twice more. It goes no further
 * while something that fell due long ago is not written down, or there would be no end of it.
 */
export function momentsToGoTo({ at, accounts, customer }: World): readonly number[] {
  const plainAccounts = [...accounts.values()].map(({ plain }) => plain);
  const next = nextBoundary(plainAccounts, customer.plain, at);
  const behind = behindSince(plainAccounts, customer.plain, at);
  if (next === null || (behind !== null && at - behind > 1)) return [];
  const moments = [next - 1, next, next + 1, ...(behind === null ? [next + 360 * DAY] : [])];
  return moments.filter((moment) => moment > at);
}
