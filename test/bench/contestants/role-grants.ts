import { partnerCenterGdap } from 'partner-relationships/roles';

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
