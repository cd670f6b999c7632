import fc from 'fast-check';
import {
  parseCustomerRelationships,
  type CustomerRelationships,
  type GroupId,
  type Instant,
  type Partner,
  type RoleDelegation,
  type RoleId,
} from 'partner-relationships';
import { contoso, exchange, fabrikam, intune, northwind, tailspin, wingtip } from '../../fixtures/cast';
import { after, APPROVED, DESK, EXCHANGE, FIELD, GLOBAL, groupIdOf, instant, offerIdOf, SUPPORT, USER } from './scene';

export const DAY = 86_400_000;
export const OFFERS = ['o1', 'o2', 'o3', 'o4'].map(offerIdOf);
export const ROLES: readonly RoleId[] = [EXCHANGE, SUPPORT, USER, GLOBAL];
export const GROUPS: readonly GroupId[] = [DESK, FIELD, groupIdOf('hotline')];
/** Who can hold roles: a partner by itself, or through a provider. */
export const HOLDERS: readonly (readonly [Partner, Partner | null])[] = [
  [contoso, null],
  [fabrikam, null],
  [wingtip, tailspin],
];

function someRoles(of: readonly RoleId[]): fc.Arbitrary<readonly RoleId[]> {
  return fc.shuffledSubarray([...of], { minLength: 1 });
}

function anyDelegation(id: RoleDelegation['id']): fc.Arbitrary<RoleDelegation> {
  return fc
    .record({
      holder: fc.constantFrom(...HOLDERS),
      roles: someRoles(ROLES),
      day: fc.nat({ max: 3 }),
      termDays: fc.oneof(fc.constantFrom(1, 7, 30, 180, 365, 730), fc.integer({ min: 1, max: 730 })),
      isOn: fc.boolean(),
      groups: fc.subarray([...GROUPS]),
    })
    .chain(({ holder: [partner, provider], roles, day, termDays, isOn, groups }) => {
      const activatedAt = after(APPROVED, day * DAY);
      return fc.array(someRoles(roles), { minLength: groups.length, maxLength: groups.length }).map((given) => ({
        id,
        partnerId: partner.id,
        throughPartnerId: provider?.id ?? null,
        name: `offer ${id}`,
        roles,
        activatedAt,
        endsAt: after(activatedAt, termDays * DAY),
        extends: isOn && !roles.includes(GLOBAL),
        assignments: groups.map((groupId, at) => ({ groupId, roles: given[at] ?? roles, assignedAt: activatedAt })),
      }));
    });
}

const SOLD = instant('2026-01-05T00:00:00.000Z');

/** What a customer can have besides role delegations, which none of this concerns. */
const BESIDE = {
  relationships: [
    { partnerId: contoso.id, establishedAt: SOLD, origin: { kind: 'customer-added' } },
    { partnerId: tailspin.id, establishedAt: SOLD, origin: { kind: 'customer-added' } },
  ],
  delegations: [
    { partnerId: contoso.id, serviceId: exchange, transacting: true, throughPartnerId: null, grantedAt: SOLD },
    { partnerId: wingtip.id, serviceId: intune, transacting: false, throughPartnerId: tailspin.id, grantedAt: SOLD },
  ],
};

/** A customer with some role delegations, of several partners, that differ in when they end. */
export function anyState(): fc.Arbitrary<CustomerRelationships> {
  return fc
    .record({
      roleDelegations: fc.subarray(OFFERS).chain((ids) => fc.tuple(...ids.map(anyDelegation))),
      hasMore: fc.boolean(),
    })
    .map(({ roleDelegations, hasMore }) =>
      parseCustomerRelationships({
        customer: northwind,
        relationships: [],
        delegations: [],
        ...(hasMore ? BESIDE : {}),
        ...(roleDelegations.length === 0 ? {} : { roleDelegations }),
      })._unsafeUnwrap(),
    );
}

/** A moment after the beginning of everything in a state: often at an end, moved or not, or just before or after one. */
export function anyMoment({ roleDelegations = [] }: CustomerRelationships): fc.Arbitrary<Instant> {
  const begun = after(APPROVED, 3 * DAY);
  const ends = roleDelegations.map(({ endsAt }) => endsAt);
  const anyTime = fc.nat({ max: 2000 * DAY }).map((past) => after(begun, past));
  if (ends.length === 0) return anyTime;
  const atAnEnd = fc
    .record({ end: fc.constantFrom(...ends), times: fc.nat({ max: 4 }), by: fc.constantFrom(-1, 0, 1) })
    .map(({ end, times, by }) => after(end, times * 180 * DAY + by))
    .map((moment) => (moment < begun ? begun : moment));
  const soon = fc.nat({ max: DAY }).map((past) => after(begun, past));
  return fc.oneof({ weight: 3, arbitrary: atAnEnd }, { weight: 1, arbitrary: soon }, { weight: 1, arbitrary: anyTime });
}
