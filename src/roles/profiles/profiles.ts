import type { Unchecked } from '../../model/brand';
import { listOf, object, optional, type Decoder } from '../../model/decode';
import { decodeServiceId, type ServiceId } from '../../model/identifiers';
import { MAX_SERVICES_PER_COMMAND } from '../../model/limits';
import { agentRoles } from './agent-roles';
import { checkedProfile, decodeProfile, type DelegationProfile, type Role, type RoleCoverage } from './profile';
import { roleCatalog } from './role-catalog';
import type { CatalogService } from './role-ids';

/**
 * Partner Center operated by 21Vianet: partners ask for admin rights for services, which have no end. There are no
 * roles to offer (`profile-grants-roles`).
 */
export const partnerCenter21Vianet: DelegationProfile = /* @__PURE__ */ checkedProfile({
  id: 'partner-center-21vianet',
  grants: 'services',
  roles: null,
  defaultTermDays: null,
  agentRoles,
});

/**
 * Partner Center with granular delegated admin privileges: partners offer roles for a term. Admin rights for services
 * that a partner has go on counting, for people whom no role delegation reaches (`granular-takes-precedence`).
 *
 * @example
 * ```ts
 * import { partnerCenterGdap, ROLE_IDS } from 'partner-relationships/roles';
 *
 * const { roles, defaultTermDays } = partnerCenterGdap;
 * roles?.[ROLE_IDS.globalAdministrator]?.neverExtends; // => true
 * defaultTermDays; // => 730
 * ```
 */
export const partnerCenterGdap: DelegationProfile = /* @__PURE__ */ checkedProfile({
  id: 'partner-center-gdap',
  grants: 'roles',
  roles: /* @__PURE__ */ roleCatalog(),
  defaultTermDays: 730,
  agentRoles,
});

/**
 * The same profile for an application that has other ids for the services in the role catalog: each role that covers
 * operations for a service covers them for these services of the application instead. It is made once, and then
 * used wherever a profile is needed.
 *
 * @example
 * ```ts
 * import {
 *   partnerCenterGdap,
 *   ROLE_IDS,
 *   withServices,
 * } from 'partner-relationships/roles';
 *
 * const profile = withServices(partnerCenterGdap, {
 *   'exchange-online': ['mail', 'mail-archive'],
 * });
 * const exchange = profile.roles?.[ROLE_IDS.exchangeAdministrator];
 * exchange?.covers[0]?.services; // => ['mail', 'mail-archive']
 * ```
 * @param services for a service of the catalog, the ids that the application has for it. A service that is not named
 *   keeps the id that it has in the catalog
 * @returns the profile. If an argument is malformed, it has no roles, and whatever takes a profile refuses it
 */
export function withServices(
  profile: DelegationProfile,
  services: Readonly<Partial<Record<CatalogService, readonly Unchecked<ServiceId>[]>>>,
): DelegationProfile {
  const known = decodeProfile(profile);
  const own = decodeOwnServices(services);
  return known.isErr() || own.isErr() ? refused() : covering(known.value, own.value);
}

type OwnServices = Readonly<Partial<Record<CatalogService, readonly ServiceId[]>>>;

const decodeIds: Decoder<readonly ServiceId[]> = /* @__PURE__ */ optional(
  /* @__PURE__ */ listOf('an array of service ids', decodeServiceId, MAX_SERVICES_PER_COMMAND),
);

const decodeOwnServices: Decoder<OwnServices> = /* @__PURE__ */ object<OwnServices>('the services of an application', {
  'exchange-online': decodeIds,
  intune: decodeIds,
  'sharepoint-online': decodeIds,
  teams: decodeIds,
});

/** A profile that is not one of this library: no door accepts it. */
function refused(): DelegationProfile {
  return Object.freeze({ ...partnerCenterGdap, roles: null });
}

function covering(profile: DelegationProfile, services: OwnServices): DelegationProfile {
  if (profile.roles === null) return profile;
  const own: Readonly<Record<string, readonly string[]>> = services;
  const idsOf = (service: string): readonly string[] =>
    (Object.hasOwn(own, service) ? own[service] : null) ?? [service];
  const coverage = (covered: RoleCoverage): RoleCoverage =>
    covered.services === 'all'
      ? covered
      : Object.freeze({ ...covered, services: Object.freeze(covered.services.flatMap(idsOf)) });
  const entries = Object.entries(profile.roles).map(([id, role]): [string, Role] => [
    id,
    Object.freeze({ ...role, covers: Object.freeze(role.covers.map(coverage)) }),
  ]);
  return checkedProfile({ ...profile, roles: Object.freeze(Object.fromEntries(entries)) });
}
