import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { partnerCenterGdap, type AgentRole } from 'partner-relationships/roles';
import type { Asked, RoleWorkload } from '../../fixtures/role-workload';
import { judge, type Contestant } from './contestant';
import { ADMINISTRATION, coveredBy, termsOf } from './role-grants';

const MODEL = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act, from, until, eft
[role_definition]
g = _, _
g2 = _, _
[policy_effect]
e = priority(p.eft) || deny
[matchers]
m = r.obj.at >= p.from && r.obj.at < p.until && (p.obj == "all" || p.obj == r.obj.service || (p.obj == "what it sold" && r.obj.seller == r.obj.partner)) && g(r.sub, p.sub) && g2(r.act, p.act)
`;

const ALWAYS = '0000, 9999';

/**
 * One enforcer for the customer, in memory, with the synchronous call. The first policy that matches decides: what roles
 * give, what assignments hide, and what service delegations and agent roles give.
 */
export const casbin: Contestant<RoleWorkload, Asked> = {
  name: 'casbin',
  prepare: async ({ state, people }) => {
    const holders = [...new Set((state.roleDelegations ?? []).map(({ partnerId }) => partnerId))];
    const terms = holders.flatMap((partnerId) => termsOf(state, partnerId).map((term) => ({ ...term, partnerId })));
    const roles = [...new Set(terms.flatMap((term) => term.roles))];
    const agentRoles = Object.keys(partnerCenterGdap.agentRoles) as AgentRole[];
    const lines = [
      ...terms.flatMap(({ partnerId, groupId, from, until, ...term }) =>
        term.roles.flatMap((role) =>
          [...new Set(coveredBy([role]).map(({ service }) => service))].map(
            (service) => `p, ${partnerId}/${groupId}, ${service}, ${role} for ${service}, ${from}, ${until}, allow`,
          ),
        ),
      ),
      ...terms.map(
        ({ partnerId, groupId, from, until }) =>
          `p, ${partnerId}/${groupId}, all, administration, ${from}, ${until}, deny`,
      ),
      ...state.delegations.flatMap(({ partnerId, serviceId }) =>
        agentRoles.map((role) => `p, ${partnerId}/${role}, ${serviceId}, ${role}, ${ALWAYS}, allow`),
      ),
      ...state.relationships.flatMap(({ partnerId }) =>
        agentRoles.map((role) => `p, ${partnerId}/${role}, what it sold, ${role}, ${ALWAYS}, allow`),
      ),
      ...people.flatMap((person) =>
        [...person.groups, ...person.agentRoles].map((one) => `g, ${person.userId}, partner-0/${one}`),
      ),
      ...ADMINISTRATION.map((operation) => `g2, ${operation}, administration`),
      ...agentRoles.flatMap((role) =>
        partnerCenterGdap.agentRoles[role].map((operation) => `g2, ${operation}, ${role}`),
      ),
      ...roles.flatMap((role) =>
        coveredBy([role]).map(({ operation, service }) => `g2, ${operation}, ${role} for ${service}`),
      ),
    ];
    const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(lines.join('\n')));
    return judge(formOf, ([sub, obj, act]) => enforcer.enforceExSync(sub, obj, act)[0]);
  },
};

interface About {
  readonly service: string;
  readonly seller: string;
  readonly partner: string;
  readonly at: string;
}

function formOf({ question, at }: Asked): readonly [userId: string, about: About, operation: string] {
  const { partner, operation, subscription, serviceId, person } = question;
  const about = { service: serviceId ?? '', seller: subscription?.originalResellerId ?? '', partner: partner.id, at };
  return [person.userId, about, operation];
}
