import { err, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { AnyRoleChange, RelationshipChange } from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import { afterSettling, type Settlement } from '../../model/settlement';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { endAt, isInForce } from '../time/time';

/** The customer has no role delegation of this offer in force: it has ended, or there was none. */
export type DelegationNotInForce<Rule extends 'ended-is-final' | 'assignment-needs-a-delegation-in-force'> =
  RuleViolation<'delegation-not-in-force', Rule, { readonly offerId: OfferId }>;

/** A command that concerns one role delegation. */
export interface OnDelegation extends Settlement {
  readonly offerId: OfferId;
}

/** The role delegations that are in force at a moment, as time has left them by then. */
export function delegationsInForce(state: CustomerRelationships, at: Instant): readonly RoleDelegation[] {
  const { roleDelegations = [] } = state;
  return roleDelegations.filter((delegation) => isInForce(delegation, at)).map((delegation) => settled(delegation, at));
}

function settled(delegation: RoleDelegation, at: Instant): RoleDelegation {
  const endsAt = endAt(delegation, at);
  return endsAt === delegation.endsAt ? delegation : Object.freeze({ ...delegation, endsAt });
}

/** The role delegation that a command concerns, in force then; null if there is none. */
export function delegationInForce(
  state: CustomerRelationships,
  { offerId, at }: Omit<OnDelegation, 'by'>,
): RoleDelegation | null {
  return delegationsInForce(state, at).find(({ id }) => id === offerId) ?? null;
}

/** A change of a role delegation, if there is something to change; null if not. */
export type Decided<Refusal> = Result<AnyRoleChange | null, Refusal>;

/** What a command changes about a role delegation, which has to be in force then. */
export function changeInForce<Rule extends 'ended-is-final' | 'assignment-needs-a-delegation-in-force', Refusal>(
  rule: Rule,
  state: CustomerRelationships,
  command: OnDelegation,
  decide: (delegation: RoleDelegation) => Decided<Refusal>,
): Result<readonly RelationshipChange[], Refusal | DelegationNotInForce<Rule>> {
  const delegation = delegationInForce(state, command);
  return delegation === null
    ? err(delegationNotInForce(rule, command.offerId))
    : decide(delegation).map((change) => afterSettling(state, command, change === null ? [] : [change]));
}

export function delegationNotInForce<Rule extends 'ended-is-final' | 'assignment-needs-a-delegation-in-force'>(
  rule: Rule,
  offerId: OfferId,
): DelegationNotInForce<Rule> {
  return violation(
    rule,
    'delegation-not-in-force',
    // The id may be that of an offer which still waits, and then it is the secret of a link.
    'the customer has no role delegation of this offer in force; only a new offer gives the roles again',
    { offerId },
  );
}
