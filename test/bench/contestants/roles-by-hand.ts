import { err, ok, type Result } from 'neverthrow';
import { partnerCenterGdap } from 'partner-relationships/roles';
import type { Asked, RoleWorkload } from '../../fixtures/role-workload';
import { coveredBy } from './role-grants';
import { judge, type Contestant } from './contestant';

interface Term {
  readonly from: string;
  /** Not in it any more. */
  readonly until: string;
}

/** What a group has, or all of a partner: by operation, and service or `all`. */
type Grants = Map<string, Map<string, Term[]>>;

interface Group {
  readonly terms: Term[];
  readonly grants: Grants;
}

interface Holder {
  readonly isRelated: boolean;
  readonly services: ReadonlySet<string>;
  readonly grants: Grants;
  readonly groups: Map<string, Group>;
}

const ALLOWED: Result<string, string> = ok('allowed');
const NOT_THE_PARTNER: Result<string, string> = err('the partner may not');
const NOT_THE_PERSON: Result<string, string> = err('the partner may, but not this person');

/**
 * What somebody writes who needs no more than a yes, or whether the no is about the partner or about the person:
 * everything that partners, groups and agent roles have is written out in maps beforehand, for each customer. It checks
 * nothing, does not know what would help, and has to be written out again after each change.
 */
export const byHand: Contestant<RoleWorkload, Asked> = {
  name: 'nested maps',
  prepare: ({ state, people }) => {
    const holders = new Map<string, Holder>();
    for (const { partnerId, activatedAt, endsAt, extends: isExtending, roles, assignments } of state.roleDelegations ?? []) {
      const holder = holders.get(partnerId) ?? {
        isRelated: state.relationships.some((one) => one.partnerId === partnerId),
        services: new Set(state.delegations.filter((one) => one.partnerId === partnerId).map((one) => one.serviceId)),
        grants: new Map<string, Map<string, Term[]>>(),
        groups: new Map<string, Group>(),
      };
      holders.set(partnerId, holder);
      const term: Term = { from: activatedAt, until: isExtending ? '9999' : endsAt };
      grant(holder.grants, roles, term);
      for (const { groupId, roles: assigned } of assignments) {
        const group = holder.groups.get(groupId) ?? { terms: [], grants: new Map<string, Map<string, Term[]>>() };
        holder.groups.set(groupId, group);
        group.terms.push(term);
        grant(group.grants, assigned, term);
      }
    }
    const permitted = new Map<string, Set<string>>();
    for (const role of new Set(people.flatMap(({ agentRoles }) => agentRoles))) {
      permitted.set(role, new Set(partnerCenterGdap.agentRoles[role]));
    }
    return judge(
      (asked) => asked,
      (asked) => decide(holders, permitted, asked).isOk(),
    );
  },
};

function grant(grants: Grants, roles: readonly string[], term: Term): void {
  for (const { operation, service } of coveredBy(roles)) {
    const byService = grants.get(operation) ?? new Map<string, Term[]>();
    grants.set(operation, byService);
    byService.set(service, [...(byService.get(service) ?? []), term]);
  }
}

function decide(
  holders: ReadonlyMap<string, Holder>,
  permitted: ReadonlyMap<string, ReadonlySet<string>>,
  { question: { partner, operation, subscription, serviceId, person }, at }: Asked,
): Result<string, string> {
  const holder = holders.get(partner.id);
  if (holder === undefined) return NOT_THE_PARTNER;
  if (subscription !== undefined) {
    const isSeller = holder.isRelated && subscription.originalResellerId === partner.id && partner.standing === 'active';
    if (!isSeller) return NOT_THE_PARTNER;
    return isPermitted(permitted, person.agentRoles, operation) ? ALLOWED : NOT_THE_PERSON;
  }
  let isAssigned = false;
  for (const id of person.groups) {
    const group = holder.groups.get(id);
    if (group === undefined) continue;
    if (isCovered(group.grants, operation, serviceId, at)) return ALLOWED;
    isAssigned ||= isIn(group.terms, at);
  }
  if (holder.services.has(serviceId)) {
    return !isAssigned && isPermitted(permitted, person.agentRoles, operation) ? ALLOWED : NOT_THE_PERSON;
  }
  return isCovered(holder.grants, operation, serviceId, at) ? NOT_THE_PERSON : NOT_THE_PARTNER;
}

function isCovered(grants: Grants, operation: string, serviceId: string, at: string): boolean {
  const byService = grants.get(operation);
  const terms = byService?.get(serviceId) ?? byService?.get('all');
  return terms !== undefined && isIn(terms, at);
}

function isPermitted(
  permitted: ReadonlyMap<string, ReadonlySet<string>>,
  agentRoles: readonly string[],
  operation: string,
): boolean {
  for (const role of agentRoles) if (permitted.get(role)?.has(operation) === true) return true;
  return false;
}

function isIn(terms: readonly Term[], at: string): boolean {
  for (const { from, until } of terms) if (from <= at && at < until) return true;
  return false;
}
