import type { Customer } from '../model/customer';
import type { Instant } from '../model/instant';
import type { CustomerEntry } from '../repository/customer-entry';

/** A customer in a list of a partner. */
export interface ListedCustomer {
  /** With its name as it is now. */
  readonly customer: Customer;
  /** Since when the partner has a reseller relationship with it; null if it has none of its own. */
  readonly establishedAt: Instant | null;
  /** Whether the partner has admin rights for any of its services. */
  readonly administers: boolean;
}

export function listedCustomer({ customer, establishedAt, administersUntil }: CustomerEntry): ListedCustomer {
  return Object.freeze({ customer, establishedAt, administers: administersUntil !== null });
}
