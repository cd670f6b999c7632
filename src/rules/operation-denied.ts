import type { Fact, Operation } from './operations';
import type { ActingRule } from './rule-name';
import type { RuleViolation } from './rule-violation';

/** Who could lawfully change a denial, and how. */
export interface Remedy {
  /** The missing fact. */
  readonly fact: Fact;
  /** `operator` runs the marketplace. */
  readonly party: 'customer' | 'original-reseller' | 'transacting-partner' | 'operator';
  readonly action:
    | 'accept-the-partners-request'
    | 'accept-and-delegate-the-service'
    | 'perform-the-operation'
    | 'turn-to-another-partner'
    | 'reinstate-the-partner';
}

/** The operation is not allowed: `rule` is that of the first missing fact. */
export type OperationDenied = RuleViolation<
  'operation-denied',
  ActingRule,
  {
    readonly operation: Operation;
    /** All missing facts, in the order of the decision table; for a closed account, `open-account` alone. */
    readonly missing: readonly Fact[];
    /** One for each missing fact, in the same order. */
    readonly remedies: readonly Remedy[];
  }
>;
