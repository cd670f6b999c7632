import type { Customer } from '../model/customer';
import type { Instant } from '../model/instant';
import type { CustomerEntry } from '../repository/customer-entry';

/** A customer in a list of a partner. */
export interface ListedCustomer {
  /** With its name as it is now. */
  readonly customer: Customer;
  /** Since when the partner has a reseller relationship with it; null if it has none of its own. */
  readonly establishedAt: Instant | null;
  /** Whether the partner has admin rights for it, by service or by role, by what is written down. */
  readonly administers: boolean;
  /**
   * Until when; `open` if no end is set, as for a service delegation and for roles that extend; null if it has none. An
   * end that is past, and not written down yet, is shown as it is: the rights have ended then.
   */
  readonly administersUntil: Instant | 'open' | null;
}

export function listedCustomer({ customer, establishedAt, administersUntil }: CustomerEntry): ListedCustomer {
  return Object.freeze({ customer, establishedAt, administers: administersUntil !== null, administersUntil });
}
