import { err, ok, type Result } from 'neverthrow';
import type { AuthorizationQuestion } from 'partner-relationships';
import { judge, OPERATION_SETS, servicesOf, type Contestant } from './contestant';

type Grants = Map<string, Map<string, Map<string, Result<string, string>>>>;

const DENIED: Result<string, string> = err('denied');

/**
 * The least that can answer such questions: what is granted is written out beforehand, by partner, operation, and service
 * or subscription, and looked up. It checks nothing, has no reasons, and somebody has to keep it in step.
 */
export const floor: Contestant = {
  name: 'nested maps',
  prepare: (workload) => {
    const grants: Grants = new Map();
    for (const { id } of workload.partners) {
      for (const serviceId of servicesOf(workload, id)) {
        for (const operation of OPERATION_SETS.administration) grant(grants, id, operation, serviceId);
      }
    }
    for (const { partner, operation, subscription } of workload.allowed) {
      if (subscription !== undefined) grant(grants, partner.id, operation, subscription.id);
    }
    return judge(formOf, ({ partnerId, operation, about }) =>
      (grants.get(partnerId)?.get(operation)?.get(about) ?? DENIED).isOk(),
    );
  },
};

function grant(grants: Grants, partnerId: string, operation: string, about: string): void {
  const byOperation = grants.get(partnerId) ?? new Map<string, Map<string, Result<string, string>>>();
  const byThing = byOperation.get(operation) ?? new Map<string, Result<string, string>>();
  byThing.set(about, ok(operation));
  byOperation.set(operation, byThing);
  grants.set(partnerId, byOperation);
}

function formOf({ partner, operation, subscription, serviceId }: AuthorizationQuestion): {
  readonly partnerId: string;
  readonly operation: string;
  readonly about: string;
} {
  return { partnerId: partner.id, operation, about: subscription === undefined ? serviceId : subscription.id };
}
