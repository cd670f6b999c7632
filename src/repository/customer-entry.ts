import type { Result } from 'neverthrow';
import { decodeCustomer, type Customer } from '../model/customer';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { argument, either, literal, nullable, object, type Decoder } from '../model/decode';
import type { PartnerId } from '../model/identifiers';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';

/**
 * A list of a partner's customers: those that it has a reseller relationship with (`related`), or those of which it has
 * admin rights (`administered`), with or without a relationship of its own.
 */
export type CustomerList = 'related' | 'administered';

/** What a list of a partner's customers shows of one of them. */
export interface CustomerEntry {
  /** With its name as it is now. */
  readonly customer: Customer;
  /** Since when the partner has a reseller relationship with the customer; null if it has none. */
  readonly establishedAt: Instant | null;
  /**
   * Until when the partner has admin rights; `open` if no end is set, as for a service delegation and for roles that
   * extend; null if it has none. An end that is past, and not written down yet, is shown as it is.
   */
  readonly administersUntil: Instant | 'open' | null;
}

/**
 * What the lists of partners show of a customer: an entry for each partner that has a relationship with it or admin
 * rights for it. The list `related` shows those with `establishedAt`, the list `administered` those with
 * `administersUntil`. A store keeps its lists by this function, in the commit of the state.
 *
 * @example
 * ```ts
 * import {
 *   customerEntries,
 *   parseCustomerRelationships,
 * } from 'partner-relationships';
 *
 * const establishedAt = '2026-11-22T09:30:00.000Z';
 * const origin = { kind: 'customer-added' };
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [{ partnerId: 'contoso', establishedAt, origin }],
 *   delegations: [],
 * });
 * const entries = state.andThen(customerEntries).map((all) => [...all]);
 * const [[partnerId, entry] = []] = entries.unwrapOr([]);
 * partnerId; // => 'contoso'
 * entry?.customer.name; // => 'Tailspin Toys'
 * entry?.administersUntil; // => null
 * ```
 * @param state the customer's relationships; null for an erased customer, of which no list shows anything
 * @returns the entries, by partner; {@link MalformedInput} if the argument is malformed
 */
export function customerEntries(
  state: CustomerRelationships | null,
): Result<ReadonlyMap<PartnerId, CustomerEntry>, MalformedInput> {
  return argument('state', decodeState, state).map(arrangeCustomerEntries);
}

const decodeState: Decoder<CustomerRelationships | null> = /* @__PURE__ */ nullable(decodeCustomerRelationships);

/** The same entries of checked data. */
export function arrangeCustomerEntries(state: CustomerRelationships | null): ReadonlyMap<PartnerId, CustomerEntry> {
  const entries = new Map<PartnerId, CustomerEntry>();
  if (state === null) return entries;
  const { customer, relationships, delegations, roleDelegations = [] } = state;
  for (const { partnerId, establishedAt } of relationships) {
    entries.set(partnerId, { customer, establishedAt, administersUntil: null });
  }
  const administers = (partnerId: PartnerId, until: Instant | 'open'): void => {
    const { establishedAt = null, administersUntil = null } = entries.get(partnerId) ?? {};
    // As a text, "open" is later than every instant.
    const later = administersUntil !== null && administersUntil > until ? administersUntil : until;
    entries.set(partnerId, { customer, establishedAt, administersUntil: later });
  };
  for (const { partnerId } of delegations) administers(partnerId, 'open');
  for (const { partnerId, endsAt, extends: isOpen } of roleDelegations) administers(partnerId, isOpen ? 'open' : endsAt);
  for (const entry of entries.values()) Object.freeze(entry);
  return entries;
}

/** Checks an entry and copies it, frozen. */
export const decodeCustomerEntry: Decoder<CustomerEntry> = /* @__PURE__ */ object<CustomerEntry>(
  'an entry of a customer list',
  {
    customer: decodeCustomer,
    establishedAt: /* @__PURE__ */ nullable(decodeInstant),
    administersUntil: /* @__PURE__ */ nullable(
      /* @__PURE__ */ either<'open', Instant>(/* @__PURE__ */ literal('open'), decodeInstant),
    ),
  },
);

export const CUSTOMER_LISTS: readonly CustomerList[] = ['related', 'administered'];

/** Whether a list shows an entry. */
export function isListed(list: CustomerList, { establishedAt, administersUntil }: CustomerEntry): boolean {
  return (list === 'related' ? establishedAt : administersUntil) !== null;
}
