import {
  parseCustomerRelationships,
  type CustomerRelationships,
  type GroupId,
  type Instant,
  type Operation,
  type Partner,
  type RoleDelegation,
  type RuleName,
  type ServiceId,
  type Subscription,
} from 'partner-relationships';
import {
  authorizeAt,
  nextChangeAt,
  partnerCenterGdap,
  type AgentRole,
  type DelegationProfile,
  type Person,
  type PersonalQuestion,
  type RoleFact,
} from 'partner-relationships/roles';
import { contoso, exchange, northwind, subscriptionOf } from '../../fixtures/cast';
import { APPROVED } from '../delegations/scene';

export type Question = PersonalQuestion<Operation>;

/** A subscription that Contoso sold. */
export const sold: Subscription = subscriptionOf(exchange, contoso);

/** May Contoso do this, for Exchange or for another service? */
export function forService(operation: Operation, serviceId: ServiceId = exchange, partner: Partner = contoso): Question {
  return { partner, operation, serviceId } as Question;
}

/** May Contoso do this to a subscription? */
export function to(subscription: Subscription, operation: Operation, partner: Partner = contoso): Question {
  return { partner, operation, subscription } as Question;
}

/** May this person do it? */
export function by(person: Person, question: Question): Question {
  return { ...question, person };
}

/** A person of the partner with these agent roles, in these groups. */
export function person(agentRoles: readonly AgentRole[], groups: readonly GroupId[] = []): Person {
  return { userId: 'somebody', agentRoles, groups };
}

/** What a customer has given: role delegations to anybody, and services and the relationship to Contoso. */
export function customerWith(
  roleDelegations: readonly RoleDelegation[],
  services: readonly ServiceId[] = [],
): CustomerRelationships {
  const establishedAt = APPROVED;
  return parseCustomerRelationships({
    customer: northwind,
    relationships:
      services.length === 0 ? [] : [{ partnerId: contoso.id, establishedAt, origin: { kind: 'customer-added' } }],
    delegations: services.map((serviceId) => ({
      partnerId: contoso.id,
      serviceId,
      transacting: true,
      throughPartnerId: null,
      grantedAt: APPROVED,
    })),
    ...(roleDelegations.length === 0 ? {} : { roleDelegations }),
  })._unsafeUnwrap();
}

/** In one word, or by its rule and what is missing. */
export type Verdict = 'allowed' | { readonly rule: RuleName; readonly missing: readonly RoleFact[] };

export function verdict(
  state: CustomerRelationships | null,
  question: Question,
  at: Instant,
  profile: DelegationProfile = partnerCenterGdap,
): Verdict {
  return authorizeAt(state, question, at, profile).match(
    (): Verdict => 'allowed',
    (error) => {
      if (error.kind !== 'rule-violation') throw new Error(error.message);
      return { rule: error.rule, missing: error.context.missing };
    },
  );
}

/** Who could supply what is missing, and how, in a few words each. */
export function waysOut(
  state: CustomerRelationships | null,
  question: Question,
  at: Instant,
  profile: DelegationProfile = partnerCenterGdap,
): readonly string[] {
  const error = authorizeAt(state, question, at, profile)._unsafeUnwrapErr();
  if (error.kind !== 'rule-violation') throw new Error(error.message);
  return error.context.remedies.map(({ fact, party, action }) => `${fact}: ${party}: ${action}`);
}

export function change(
  state: CustomerRelationships | null,
  question: Question,
  at: Instant,
  profile: DelegationProfile = partnerCenterGdap,
): Instant | null {
  return nextChangeAt(state, question, at, profile);
}
