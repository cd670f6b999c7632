import type { Fact, Operation } from './operations';
import type { ActingRule } from './rule-name';
import type { RuleViolation } from './rule-violation';

/** Who could lawfully change a denial, and by doing what. */
export interface Remedy {
  /** The missing fact that it is about. */
  readonly fact: Fact;
  /** `operator` is whoever runs the marketplace. */
  readonly party: 'customer' | 'original-reseller' | 'transacting-partner' | 'operator';
  readonly action:
    | 'accept-the-partners-request'
    | 'accept-and-delegate-the-service'
    | 'perform-the-operation'
    | 'reinstate-the-partner';
}

/** The operation is not allowed: `rule` is the one that the first missing fact falls under. */
export type OperationDenied = RuleViolation<
  'operation-denied',
  ActingRule,
  {
    readonly operation: Operation;
    /** All that is missing, in the order of the decision table. */
    readonly missing: readonly Fact[];
    /** One for each missing fact, in the same order. */
    readonly remedies: readonly Remedy[];
  }
>;
