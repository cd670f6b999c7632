import {
  preparsePolicySet,
  statefulIsAuthorized,
  type EntityJson,
  type StatefulAuthorizationCall,
  type TypeAndId,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { AuthorizationQuestion } from 'partner-relationships';
import type { Workload } from '../../fixtures/workload';
import { judge, OPERATION_SETS, servicesOf, type Contestant } from './contestant';

const POLICIES = `
permit (principal, action in Action::"administration", resource is Service)
when { principal.administers.contains(resource) };
permit (principal, action in Action::"billing", resource is Subscription)
when { principal.related && resource.seller == principal };
permit (principal, action in Action::"growth", resource is Subscription)
when { principal.related && principal.active && resource.seller == principal };
`;

const POLICY_SET = 'marketplace';

/** Policies parsed beforehand, and with each question no more entities than it is about, put together beforehand. */
export const cedar: Contestant = {
  name: '@cedar-policy/cedar-wasm',
  prepare: (workload) => {
    preparsePolicySet(POLICY_SET, { staticPolicies: POLICIES });
    return judge(
      (question) => callFor(workload, question),
      (call) => {
        const answer = statefulIsAuthorized(call);
        if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
        return answer.response.decision === 'allow';
      },
    );
  },
};

function callFor(workload: Workload, question: AuthorizationQuestion): StatefulAuthorizationCall {
  const { partner, operation, subscription, serviceId } = question;
  const principal = { type: 'Partner', id: partner.id };
  const action = { type: 'Action', id: operation };
  const set = Object.entries(OPERATION_SETS).find(([, operations]) => operations.some((one) => one === operation));
  const resource =
    subscription === undefined ? { type: 'Service', id: serviceId } : { type: 'Subscription', id: subscription.id };
  const entities: EntityJson[] = [
    {
      uid: principal,
      attrs: {
        related: workload.partners.some(({ id }) => id === partner.id),
        active: partner.standing === 'active',
        administers: servicesOf(workload, partner.id).map((id) => reference({ type: 'Service', id })),
      },
      parents: [],
    },
    { uid: action, attrs: {}, parents: [{ type: 'Action', id: set?.[0] ?? '' }] },
    {
      uid: resource,
      attrs:
        subscription === undefined
          ? {}
          : { seller: reference({ type: 'Partner', id: subscription.originalResellerId ?? '' }) },
      parents: [],
    },
  ];
  return { principal, action, resource, context: {}, preparsedPolicySetId: POLICY_SET, entities };
}

function reference(entity: TypeAndId): { readonly __entity: TypeAndId } {
  return { __entity: entity };
}
