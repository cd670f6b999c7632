import type { CustomerRelationships } from 'partner-relationships';
import { partnerCenterGdap } from 'partner-relationships/roles';

/** The operations that a person may perform by a role or, by a service delegation, as an agent. */
export const ADMINISTRATION = [
  'provision-service',
  'administer-service',
  'manage-users',
  'view-service-health',
  'file-service-request',
] as const;

/** An operation, and the service for which it is covered, or `all`. */
export interface CoveredOperation {
  readonly operation: string;
  readonly service: string;
}

/** What these roles cover. */
export function coveredBy(roles: readonly string[]): readonly CoveredOperation[] {
  return roles
    .flatMap((role) => partnerCenterGdap.roles?.[role]?.covers ?? [])
    .flatMap(({ operation, services }) =>
      services === 'all' ? [{ operation, service: 'all' }] : services.map((service) => ({ operation, service })),
    );
}

/** What a group has, from when, and until when, which is not in it any more. */
export interface GroupTerm {
  readonly groupId: string;
  readonly roles: readonly string[];
  readonly from: string;
  readonly until: string;
}

/** What each group of a partner has. */
export function termsOf({ roleDelegations = [] }: CustomerRelationships, partnerId: string): readonly GroupTerm[] {
  return roleDelegations
    .filter((one) => one.partnerId === partnerId)
    .flatMap(({ activatedAt, endsAt, extends: isExtending, assignments }) =>
      assignments.map(({ groupId, roles }) => ({
        groupId,
        roles,
        from: activatedAt,
        until: isExtending ? '9999' : endsAt,
      })),
    );
}
