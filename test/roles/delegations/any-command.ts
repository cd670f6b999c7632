import fc from 'fast-check';
import type { Result } from 'neverthrow';
import type {
  Actor,
  CustomerRelationships,
  ErrorData,
  Instant,
  OfferId,
  RelationshipChange,
  RoleId,
  RoleOffer,
} from 'partner-relationships';
import { assignAccess, changeAccess, removeAccess, terminateRoleDelegation } from 'partner-relationships/roles';
import { contoso, northwind, tailspin, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import { anyMoment, anyState, GROUPS, HOLDERS, OFFERS, ROLES } from './any-state';
import { APPROVED, approve, approving, drop, extend, GLOBAL, offerOf } from './scene';

type Decision = Result<readonly RelationshipChange[], ErrorData<string, string, object>>;

/** A state, and a command on it that may be lawful or not. */
export interface Occasion {
  readonly state: CustomerRelationships;
  readonly name: (typeof COMMANDS)[number];
  readonly offerId: OfferId;
  readonly at: Instant;
  readonly by: Actor;
  /** What the command decides on any state. */
  readonly decide: (state: CustomerRelationships) => Decision;
}

export const COMMANDS = ['approve', 'extend', 'drop', 'assign', 'change', 'remove', 'terminate'] as const;

const ANYBODY: readonly Actor[] = [
  theCustomer(northwind),
  ...HOLDERS.map(([partner]) => thePartner(partner)),
  thePartner(tailspin),
  theOperator,
];

/** Mostly one of the two sides, and sometimes anybody. */
function anyActor(state: CustomerRelationships, offerId: OfferId): fc.Arbitrary<Actor> {
  const holder = state.roleDelegations?.find(({ id }) => id === offerId)?.partnerId ?? contoso.id;
  const itself: Actor = { kind: 'partner', partnerId: holder };
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(itself) },
    { weight: 2, arbitrary: fc.constant(theCustomer(northwind)) },
    { weight: 1, arbitrary: fc.constantFrom(...ANYBODY) },
  );
}

/** Some of all roles, or the roles that a group has. */
function someOf(state: CustomerRelationships, offerId: OfferId): fc.Arbitrary<readonly RoleId[]> {
  const assignments = state.roleDelegations?.find(({ id }) => id === offerId)?.assignments ?? [];
  const some = fc.shuffledSubarray([...ROLES], { minLength: 1 });
  return assignments.length === 0 ? some : fc.oneof(some, fc.constantFrom(...assignments.map(({ roles }) => roles)));
}

/** A customer in any state, and a command on its role delegations, which are often at their ends by then. */
export function anyOccasion(): fc.Arbitrary<Occasion> {
  return anyState().chain((state) =>
    fc.record({ offerId: fc.constantFrom(...OFFERS), at: anyMoment(state) }).chain(({ offerId, at }) =>
      fc
        .record({
          name: fc.constantFrom(...COMMANDS),
          by: anyActor(state, offerId),
          groupId: fc.constantFrom(...GROUPS),
          roles: someOf(state, offerId),
          roleId: fc.oneof(fc.constant(GLOBAL), fc.constantFrom(...ROLES)),
          on: fc.boolean(),
          termDays: fc.integer({ min: 1, max: 730 }),
          holder: fc.constantFrom(...HOLDERS),
        })
        .map(({ name, by, groupId, roles, roleId, on, termDays, holder: [holder, provider] }): Occasion => {
          const common = { offerId, by, at };
          const offer: RoleOffer = offerOf({
            id: offerId,
            partnerId: (provider ?? holder).id,
            indirectResellerId: provider === null ? null : holder.id,
            consentedAt: provider === null ? null : APPROVED,
            roles,
            termDays,
            extends: on,
          });
          const decisions: Readonly<Record<Occasion['name'], Occasion['decide']>> = {
            approve: (to) => approve(to, approving(offer, { partner: provider ?? holder, by, at })),
            extend: (to) => extend(to, { ...common, on }),
            drop: (to) => drop(to, { ...common, roleId }),
            assign: (to) => assignAccess(to, { ...common, groupId, roles }),
            change: (to) => changeAccess(to, { ...common, groupId, roles }),
            remove: (to) => removeAccess(to, { ...common, groupId }),
            terminate: (to) => terminateRoleDelegation(to, common),
          };
          return { state, name, offerId, at, by, decide: decisions[name] };
        }),
    ),
  );
}
