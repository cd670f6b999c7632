import { err, ok, type Result } from 'neverthrow';
import { trust } from '../../model/brand';
import { derivedFrom } from '../../model/checked';
import { decodeRoleDelegations, isCheckedRelationships } from '../../model/customer-relationships';
import { argument, isObject } from '../../model/decode';
import type { GroupId, RoleId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import { within, type MalformedInput } from '../../model/malformed-input';
import type { RoleDelegation } from '../../model/role-delegation';
import { holdingsOf, type Holding, type Holdings } from '../../rules/holdings';
import type { Operation } from '../../rules/operations';
import { decodeProfile, roleOf, type DelegationProfile } from '../profiles/profile';
import { spanOf, type Span } from '../time/time';
import { BY_ROLES, roleAnswersTo } from './role-answers';
import { spansOf, type Spans } from './spans';

/**
 * When operations are covered, by their places in the decision table: for each service that a role names, and under
 * {@link EVERY} for every other one.
 */
export type Coverage = readonly (ReadonlyMap<unknown, Spans | null> | undefined)[];

/** In place of the id of a service. */
export const EVERY = null;

/** What a group of a partner's people has. */
interface Assigned {
  /** When it has any role. */
  readonly anything: Spans | null;
  readonly coverage: Coverage;
}

/** What one partner has with one customer, role delegations included. */
export interface RoleHolding extends Holding {
  readonly coverage: Coverage;
  readonly byGroup: ReadonlyMap<unknown, Assigned>;
  /** When its delegations begin, and when those end that do not extend; in order. */
  readonly boundaries: readonly Instant[];
}

/** What each partner has with one customer, role delegations included, as a profile sees it. */
export interface RoleHoldings extends Holdings<RoleHolding> {
  readonly profile: DelegationProfile;
  /** BY_ROLES if partners ask for roles; otherwise 0. */
  readonly byRoles: number;
  /** The agent roles that permit an operation, by its place in the decision table. */
  readonly permitting: readonly ReadonlySet<unknown>[];
}

type Arranged = Result<RoleHoldings, MalformedInput>;

/** As {@link holdingsOf}, role delegations included; arranged once for the profile that was last asked for. */
export function roleHoldingsOf(state: unknown, profile: unknown): Arranged {
  const holdings = holdingsOf(state);
  if (holdings.isErr()) return err(holdings.error);
  const kept = trust<Arranged | null>(holdings.value.besides);
  if (kept?.isOk() === true && kept.value.profile === profile) return kept;
  return (holdings.value.besides = arrange(holdings.value, state, profile));
}

/** Apart from the above, as a function that makes others allocates when it is called. */
function arrange(holdings: Holdings, state: unknown, profile: unknown): Arranged {
  return argument('profile', decodeProfile, profile).andThen((known) => arrangeFor(known, holdings, state));
}

function arrangeFor(profile: DelegationProfile, holdings: Holdings, state: unknown): Arranged {
  return delegationsIn(state).map((delegations) => {
    const byPartner = new Map<unknown, RoleDelegation[]>();
    for (const id of holdings.byPartner.keys()) byPartner.set(id, []);
    // Where no roles are offered, none count.
    for (const delegation of profile.roles === null ? [] : delegations) addTo(byPartner, delegation.partnerId, delegation);
    return {
      customerId: holdings.customerId,
      byPartner: new Map(
        Array.from(byPartner, ([id, held]): [unknown, RoleHolding] => [
          id,
          { ...NOTHING, ...holdings.byPartner.get(id), ...holdingOf(held, profile) },
        ]),
      ),
      besides: null,
      profile,
      byRoles: profile.grants === 'roles' ? BY_ROLES : 0,
      permitting: derivedFrom(profile, arrangePermitting),
    };
  });
}

const NOTHING: Holding = { related: false, services: /* @__PURE__ */ new Set() };

/** Data from elsewhere is checked. */
function delegationsIn(state: unknown): Result<readonly RoleDelegation[], MalformedInput> {
  if (isCheckedRelationships(state)) return ok(state.roleDelegations ?? []);
  const delegations: unknown = isObject(state) ? state['roleDelegations'] : undefined;
  return delegations === undefined
    ? ok([])
    : decodeRoleDelegations(delegations).mapErr((error) => within('state', within('roleDelegations', error)));
}

function arrangePermitting({ agentRoles }: DelegationProfile): RoleHoldings['permitting'] {
  const permitted = Object.entries(agentRoles);
  return Array.from(
    roleAnswersTo.values(),
    ({ requirement: { operation } }) =>
      new Set(permitted.flatMap(([role, operations]) => (operations.includes(operation) ? [role] : []))),
  );
}

function holdingOf(
  delegations: readonly RoleDelegation[],
  profile: DelegationProfile,
): Omit<RoleHolding, keyof Holding> {
  const all: Term[] = [];
  const byGroup = new Map<GroupId, Term[]>();
  for (const { roles, assignments, ...term } of delegations) {
    const span = spanOf(term);
    all.push({ roles, span });
    for (const { groupId, roles: given } of assignments) addTo(byGroup, groupId, { roles: given, span });
  }
  const boundaries = delegations.flatMap((one) => [one.activatedAt, ...(one.extends ? [] : [one.endsAt])]);
  return {
    coverage: coverageOf(all, profile),
    byGroup: mapped(byGroup, (terms) => ({
      anything: spansOf(terms.map(({ span }) => span)),
      coverage: coverageOf(terms, profile),
    })),
    boundaries: boundaries.toSorted(),
  };
}

/** Some roles, and when they are held. */
interface Term {
  readonly roles: readonly RoleId[];
  readonly span: Span;
}

function coverageOf(terms: readonly Term[], profile: DelegationProfile): Coverage {
  const covered = new Map<Operation, Map<string | null, Span[]>>();
  for (const { roles, span } of terms) {
    for (const { operation, services } of roles.flatMap((role) => roleOf(profile, role)?.covers ?? [])) {
      const byService = covered.get(operation) ?? new Map<string | null, Span[]>();
      covered.set(operation, byService);
      for (const service of services === 'all' ? [EVERY] : services) addTo(byService, service, span);
    }
  }
  return Array.from(roleAnswersTo.values(), ({ requirement: { operation } }) => {
    const byService = covered.get(operation);
    const everywhere = byService?.get(EVERY) ?? [];
    return byService && mapped(byService, (spans) => spansOf([...spans, ...everywhere]));
  });
}

function addTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

function mapped<Key, Before, After>(
  map: ReadonlyMap<Key, Before>,
  change: (value: Before) => After,
): ReadonlyMap<unknown, After> {
  return new Map(Array.from(map, ([key, value]) => [key, change(value)]));
}
