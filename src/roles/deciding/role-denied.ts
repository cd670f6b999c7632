import type { Remedy } from '../../rules/operation-denied';
import type { Fact, Operation } from '../../rules/operations';
import type { ActingRule, AssigningRule } from '../../rules/rule-name';
import type { RuleViolation } from '../../rules/rule-violation';

/**
 * A fact that a decision at a moment rests on: one of the decision table, where `admin-rights` also holds by a role
 * delegation in force whose role covers the operation; or, if the question names a person:
 *
 * - `person-permitted`: one of the person's agent roles permits the operation. For sales and bills;
 * - `within-reach`: the partner's admin rights reach the person, by a group that has a covering role, or by an agent
 *   role. For administration.
 */
export type RoleFact = Fact | PersonalFact;

/** A fact that is asked for only if the question names a person. */
export type PersonalFact = 'person-permitted' | 'within-reach';

/** The rules about people that a denial can name. */
export type PersonalRule = Extract<
  AssigningRule,
  'agent-role-limits-the-person' | 'granular-takes-precedence' | 'roles-reach-people-through-groups'
>;

/** The operation is allowed at that moment. */
export interface RolePermission {
  readonly operation: Operation;
  /** The facts that the permission rests on. */
  readonly basis: readonly RoleFact[];
}

/** Who could lawfully change a denial, and how. */
export interface RoleRemedy {
  /** The missing fact. */
  readonly fact: RoleFact;
  /** `partner` is the one that asks. */
  readonly party: Remedy['party'] | 'partner';
  /**
   * Those of {@link Remedy}, and:
   *
   * - `approve-the-role-offer`: the customer approves an offer of the partner, with a role that covers the operation;
   * - `offer-the-role`: the partner offers such a role;
   * - `assign-the-role`: the partner assigns such a role, which it holds, to a group of the person;
   * - `give-the-agent-role`: the partner gives the person an agent role that permits the operation.
   */
  readonly action:
    | Remedy['action']
    | 'approve-the-role-offer'
    | 'offer-the-role'
    | 'assign-the-role'
    | 'give-the-agent-role';
}

/** The operation is not allowed at that moment: `rule` is that of the first missing fact. */
export type RoleDenied = RuleViolation<
  'operation-denied',
  ActingRule | PersonalRule,
  {
    readonly operation: Operation;
    /**
     * All missing facts, in the order of the decision table, those about the person last; for a closed account,
     * `open-account` alone.
     */
    readonly missing: readonly RoleFact[];
    /** One for each missing fact, in the same order. */
    readonly remedies: readonly RoleRemedy[];
  }
>;
