import type { Result } from 'neverthrow';
import type { PartnerChange, RelationshipChange } from 'partner-relationships';
import type { PlainAccount, PlainCustomer } from './plain-model';
import type { Outcome } from './specification';
import type { World } from './world';

/** What the library answers to a command; of a refusal, its code alone. */
export type Decision<Change> = Result<readonly Change[], { readonly code: string; readonly message: string }>;

/** A command on a partner's account. */
export interface AccountAttempt {
  readonly on: 'account';
  readonly words: string;
  readonly partner: string;
  readonly isPossible: (world: World) => boolean;
  readonly decide: (world: World) => Decision<PartnerChange>;
  readonly expected: (account: PlainAccount, world: World) => Outcome<PlainAccount>;
}

/** A command on the customer's document. */
export interface CustomerAttempt {
  readonly on: 'customer';
  readonly words: string;
  /** What it may change; all else stays. */
  readonly touches: 'roles' | 'relationships' | 'everything';
  readonly isPossible: (world: World) => boolean;
  readonly decide: (world: World) => Decision<RelationshipChange>;
  readonly expected: (customer: PlainCustomer, world: World) => Outcome<PlainCustomer>;
}

export type Attempt = AccountAttempt | CustomerAttempt;
