import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import type { AuthorizationQuestion } from 'partner-relationships';
import { judge, OPERATION_SETS, servicesOf, type Contestant } from './contestant';

const MODEL = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && (p.obj == r.obj.service || (p.obj == "what it sold" && r.obj.seller == r.sub)) && g(r.act, p.act)
`;

/** One enforcer for the customer, in memory, with the synchronous call; a subscription is matched by its seller. */
export const casbin: Contestant = {
  name: 'casbin',
  prepare: async (workload) => {
    const lines = workload.partners.flatMap(({ id, standing }) => [
      ...servicesOf(workload, id).map((serviceId) => `p, ${id}, ${serviceId}, administration`),
      `p, ${id}, what it sold, billing`,
      ...(standing === 'active' ? [`p, ${id}, what it sold, growth`] : []),
    ]);
    const sets = Object.entries(OPERATION_SETS).flatMap(([set, operations]) =>
      operations.map((operation) => `g, ${operation}, ${set}`),
    );
    const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter([...lines, ...sets].join('\n')));
    return judge(formOf, ([sub, obj, act]) => enforcer.enforceExSync(sub, obj, act)[0]);
  },
};

type Form = readonly [partnerId: string, about: { readonly service: string; readonly seller: string }, operation: string];

function formOf({ partner, operation, subscription, serviceId }: AuthorizationQuestion): Form {
  return subscription === undefined
    ? [partner.id, { service: serviceId, seller: '' }, operation]
    : [partner.id, { service: '', seller: subscription.originalResellerId ?? '' }, operation];
}
