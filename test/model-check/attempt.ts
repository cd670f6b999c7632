import type { CustomerId, EraseCustomer } from 'partner-relationships';
import type { RelationshipCommand } from 'partner-relationships/arbitraries';

/** What is tried on a state: a command of the generators, or an erasure, which they leave out: it leaves no state. */
export type Attempt =
  | RelationshipCommand
  | { readonly kind: 'erase-customer'; readonly customerId: CustomerId; readonly command: EraseCustomer };
