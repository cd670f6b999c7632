/**
 * Roles that partners hold at customers for a term, and which of their people may use them: role offers, role
 * delegations, decisions at a moment, and a service for them beside the relationship service.
 *
 * @module partner-relationships/roles
 */

export type {
  AgentRole,
  DelegationProfile,
  Role,
  RoleCatalog,
  RoleCoverage,
} from './profiles/profile';
export type { NeverExtends } from './profiles/never-extends';
export type { RolesNotOffered } from './profiles/roles-not-offered';
export { partnerCenter21Vianet, partnerCenterGdap, withServices } from './profiles/profiles';
export { ROLE_IDS, SERVICE_IDS, type CatalogRole, type CatalogService } from './profiles/role-ids';
