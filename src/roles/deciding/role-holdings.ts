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
import { decodeProfile, type DelegationProfile, type RoleCoverage } from '../profiles/profile';
import { BY_ROLES, roleAnswersTo } from './role-answers';
import { spanOf, spansOf, type Span, type Spans } from './spans';

/** When one operation is covered, and for which services. */
interface Covered {
  /** For every service. */
  readonly everywhere: Spans | null;
  /** For single services. */
  readonly byService: ReadonlyMap<unknown, Spans | null>;
}

/** When operations are covered, by their places in the decision table. */
export type Coverage = readonly (Covered | undefined)[];

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
  const { permitting, byRole } = derivedFrom(profile, arrangeProfile);
  return delegationsIn(state).map((delegations) => {
    const byPartner = new Map<unknown, RoleDelegation[]>();
    for (const id of holdings.byPartner.keys()) byPartner.set(id, []);
    // Where no roles are offered, none count.
    for (const delegation of byRole.size === 0 ? [] : delegations) addTo(byPartner, delegation.partnerId, delegation);
    return {
      customerId: holdings.customerId,
      byPartner: new Map(
        Array.from(byPartner, ([id, held]): [unknown, RoleHolding] => [
          id,
          { ...NOTHING, ...holdings.byPartner.get(id), ...holdingOf(held, byRole) },
        ]),
      ),
      besides: null,
      profile,
      byRoles: profile.grants === 'roles' ? BY_ROLES : 0,
      permitting,
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

/** A profile, arranged for look-ups. */
interface ArrangedProfile {
  readonly permitting: readonly ReadonlySet<unknown>[];
  readonly byRole: ReadonlyMap<string, readonly RoleCoverage[]>;
}

function arrangeProfile({ roles, agentRoles }: DelegationProfile): ArrangedProfile {
  return {
    permitting: Array.from(
      roleAnswersTo.values(),
      ({ requirement }) =>
        new Set(
          Object.entries(agentRoles).flatMap(([role, operations]) =>
            operations.includes(requirement.operation) ? [role] : [],
          ),
        ),
    ),
    byRole: new Map(Object.entries(roles ?? {}).map(([id, { covers }]) => [id, covers])),
  };
}

function holdingOf(
  delegations: readonly RoleDelegation[],
  byRole: ArrangedProfile['byRole'],
): Omit<RoleHolding, keyof Holding> {
  const all = delegations.map((delegation) => ({ roles: delegation.roles, span: spanOf(delegation) }));
  const byGroup = new Map<GroupId, Term[]>();
  for (const delegation of delegations) {
    const span = spanOf(delegation);
    for (const { groupId, roles } of delegation.assignments) addTo(byGroup, groupId, { roles, span });
  }
  const boundaries = delegations.flatMap((one) => [one.activatedAt, ...(one.extends ? [] : [one.endsAt])]);
  return {
    coverage: coverageOf(all, byRole),
    byGroup: mapped(byGroup, (terms) => ({
      anything: spansOf(terms.map(({ span }) => span)),
      coverage: coverageOf(terms, byRole),
    })),
    boundaries: boundaries.toSorted(),
  };
}

/** Some roles, and when they are held. */
interface Term {
  readonly roles: readonly RoleId[];
  readonly span: Span;
}

function coverageOf(terms: readonly Term[], byRole: ArrangedProfile['byRole']): Coverage {
  const everywhere = new Map<unknown, Span[]>();
  const services = new Map<unknown, Map<unknown, Span[]>>();
  for (const { roles, span } of terms) {
    for (const { operation, services: covered } of roles.flatMap((role) => byRole.get(role) ?? [])) {
      if (covered === 'all') {
        addTo(everywhere, operation, span);
        continue;
      }
      const byService = services.get(operation) ?? new Map<unknown, Span[]>();
      services.set(operation, byService);
      for (const service of covered) addTo(byService, service, span);
    }
  }
  return Array.from(roleAnswersTo.keys(), (operation) => {
    const byService = services.get(operation);
    const spans = everywhere.get(operation);
    return byService === undefined && spans === undefined
      ? undefined
      : { everywhere: spansOf(spans ?? []), byService: mapped(byService ?? new Map<unknown, Span[]>(), spansOf) };
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
