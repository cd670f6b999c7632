import { err, ok, type Result } from 'neverthrow';
import { checked, markOf, type Mark } from '../../model/checked';
import { malformedInput, type MalformedInput } from '../../model/malformed-input';
import { trust } from '../../model/brand';
import type { Operation } from '../../rules/operations';

/** What a person may do in the partner's organisation. */
export type AgentRole =
  | 'admin-agent'
  | 'sales-agent'
  | 'helpdesk-agent'
  | 'global-admin'
  | 'billing-admin'
  | 'user-management-admin';

/** An operation that a role covers, and for which services. */
export interface RoleCoverage {
  readonly operation: Operation;
  /** The ids of the services; `all` for every service. */
  readonly services: 'all' | readonly string[];
}

/** A named bundle of administration at a customer. It never covers a commercial operation by itself. */
export interface Role {
  readonly name: string;
  readonly covers: readonly RoleCoverage[];
  /** Whether a delegation that holds it cannot extend (`global-administrator-never-extends`). */
  readonly neverExtends: boolean;
}

/** The roles that can be offered, by their ids. */
export type RoleCatalog = Readonly<Record<string, Role>>;

/**
 * One marketplace's answers to the questions in which marketplaces differ, as data. There are two:
 * {@link partnerCenter21Vianet} and {@link partnerCenterGdap}.
 */
export interface DelegationProfile {
  readonly id: 'partner-center-21vianet' | 'partner-center-gdap';
  /** What partners ask customers for. */
  readonly grants: 'services' | 'roles';
  /** What can be offered; null if no roles are. */
  readonly roles: RoleCatalog | null;
  /** The term that a portal proposes, in days; null if rights have none. */
  readonly defaultTermDays: number | null;
  /** Which operations each agent role permits; for administration, which the service delegations reach. */
  readonly agentRoles: Readonly<Record<AgentRole, readonly Operation[]>>;
}

const MARK: Mark = { kind: 'profile', latest: null };

/** For the profiles of this library: frozen in depth. */
export function checkedProfile(profile: DelegationProfile): DelegationProfile {
  return checked(profile, MARK);
}

/** Accepts the profiles of this library, and no copy of one. */
export function decodeProfile(value: unknown): Result<DelegationProfile, MalformedInput> {
  return markOf(value) === MARK
    ? ok(trust<DelegationProfile>(value))
    : err(malformedInput('partnerCenter21Vianet or partnerCenterGdap', value));
}

/** The role with this id in the profile's catalog; null if it has none. */
export function roleOf({ roles }: DelegationProfile, id: string): Role | null {
  return roles !== null && Object.hasOwn(roles, id) ? (roles[id] ?? null) : null;
}
