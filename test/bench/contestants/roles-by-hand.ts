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

interface Group {
  readonly terms: Term[];
  readonly grants: Map<string, Map<string, Term[]>>;
}

interface Holder {
  readonly isRelated: boolean;
  readonly services: ReadonlySet<string>;
  readonly groups: Map<string, Group>;
}

const ALLOWED: Result<string, string> = ok('allowed');
const DENIED: Result<string, string> = err('denied');

/**
 * What somebody writes who needs nothing but a yes or a no: everything that a partner, a group and an agent role have is
 * written out in maps beforehand, for each customer. It checks nothing, has no reasons, and has to be written out again
 * after each change.
 */
export const byHand: Contestant<RoleWorkload, Asked> = {
  name: 'nested maps',
  prepare: ({ state, people }) => {
    const holders = new Map<string, Holder>();
    for (const { partnerId, activatedAt, endsAt, extends: isExtending, assignments } of state.roleDelegations ?? []) {
      const holder = holders.get(partnerId) ?? {
        isRelated: state.relationships.some((one) => one.partnerId === partnerId),
        services: new Set(state.delegations.filter((one) => one.partnerId === partnerId).map((one) => one.serviceId)),
        groups: new Map<string, Group>(),
      };
      holders.set(partnerId, holder);
      const term: Term = { from: activatedAt, until: isExtending ? '9999' : endsAt };
      for (const { groupId, roles } of assignments) {
        const group = holder.groups.get(groupId) ?? { terms: [], grants: new Map<string, Map<string, Term[]>>() };
        holder.groups.set(groupId, group);
        group.terms.push(term);
        for (const { operation, service } of coveredBy(roles)) {
          const byService = group.grants.get(operation) ?? new Map<string, Term[]>();
          group.grants.set(operation, byService);
          byService.set(service, [...(byService.get(service) ?? []), term]);
        }
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

function decide(
  holders: ReadonlyMap<string, Holder>,
  permitted: ReadonlyMap<string, ReadonlySet<string>>,
  { question: { partner, operation, subscription, serviceId, person }, at }: Asked,
): Result<string, string> {
  const holder = holders.get(partner.id);
  if (holder === undefined) return DENIED;
  if (subscription !== undefined) {
    const isSeller = holder.isRelated && subscription.originalResellerId === partner.id && partner.standing === 'active';
    return isSeller && isPermitted(permitted, person.agentRoles, operation) ? ALLOWED : DENIED;
  }
  let isAssigned = false;
  for (const id of person.groups) {
    const group = holder.groups.get(id);
    if (group === undefined) continue;
    const byService = group.grants.get(operation);
    const terms = byService?.get(serviceId) ?? byService?.get('all');
    if (terms !== undefined && isIn(terms, at)) return ALLOWED;
    isAssigned ||= isIn(group.terms, at);
  }
  return !isAssigned && holder.services.has(serviceId) && isPermitted(permitted, person.agentRoles, operation) ? ALLOWED : DENIED;
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
