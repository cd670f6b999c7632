import { describe, expect, expectTypeOf, it } from 'vitest';
import { parseRoleId, type CustomerRelationships, type RoleDelegation } from 'partner-relationships';
import {
  approveRoleDelegation,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
  MAX_ROLES_PER_DOCUMENT,
  partnerCenter21Vianet,
  partnerCenterGdap,
  standingAt,
  type ApproveRoleDelegation,
  type ApproveRoleDelegationError,
} from 'partner-relationships/roles';
import { codesWhileRepairing, givenAnUnknownCustomer } from '../../customers/scene';
import {
  adventureWorks,
  closed,
  contoso,
  exchange,
  fabrikam,
  northwind,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { changed, granted, registered, related, stateAfter } from '../../fixtures/history';
import {
  after,
  approve,
  APPROVED,
  approving,
  assigned,
  became,
  DESK,
  ENDS,
  EXCHANGE,
  expired,
  extended,
  given,
  GLOBAL,
  held,
  instant,
  MEANWHILE,
  offerIdOf,
  offerOf,
  stateWith,
  USER,
} from './scene';

/** An offer of the provider for the reseller, which consented. */
const forWingtip = offerOf({
  partnerId: tailspin.id,
  indirectResellerId: wingtip.id,
  consentedAt: instant('2026-01-02T00:00:00.000Z'),
});

function approvedIn(state: CustomerRelationships | null, command: ApproveRoleDelegation): CustomerRelationships {
  const changes = approve(state, command)._unsafeUnwrap();
  return state === null ? stateAfter(...changes.slice(1)) : changed(state, changes);
}

describe('the customer approves an offer', () => {
  it('term-starts-at-activation: it is in force at once, until the term has passed since then', () => {
    const command = approving();
    given().when(approve, command).thenItChanges(became('role-delegation-approved', command, held()));
    expect(standingAt(held(), APPROVED)._unsafeUnwrap().status).toBe('active');
  });

  it('term-starts-at-activation: a term is counted in days of 24 hours, so two years can be a day short', () => {
    const command = approving(offerOf({ termDays: 730 }), { at: instant('2026-03-01T00:00:00.000Z') });
    const [change] = approve(stateWith(), command)._unsafeUnwrap();
    expect(change).toMatchObject({ delegation: { endsAt: '2028-02-29T00:00:00.000Z' } });
    const shortest = approving(offerOf({ termDays: 1 }));
    expect(approve(stateWith(), shortest)._unsafeUnwrap()).toMatchObject([
      { delegation: { endsAt: '2026-01-11T09:00:00.000Z' } },
    ]);
  });

  it('term-starts-at-activation: an end is never beyond the last moment there is', () => {
    const last = instant('9999-12-31T23:59:59.999Z');
    for (const at of [after(last, -1), last]) {
      const [change] = approve(stateWith(), approving(offerOf(), { at }))._unsafeUnwrap();
      expect(change).toMatchObject({ delegation: { activatedAt: at, endsAt: last } });
      expect(approvedIn(stateWith(), approving(offerOf(), { at })).roleDelegations).toHaveLength(1);
    }
  });

  it('roles-share-one-end: its roles end together, and what has to end earlier is a delegation of its own', () => {
    const longer = approving(offerOf({ roles: [EXCHANGE] }));
    const shorter = approving(offerOf({ id: offerIdOf('o2'), name: 'Users, for a month', roles: [USER], termDays: 30 }));
    const state = approvedIn(approvedIn(stateWith(), longer), shorter);
    expect(state.roleDelegations).toEqual([
      held({ roles: [EXCHANGE] }),
      held({
        id: offerIdOf('o2'),
        name: 'Users, for a month',
        roles: [USER],
        endsAt: instant('2026-02-09T09:00:00.000Z'),
      }),
    ]);
  });

  it('role-delegations-add-up: beside others of the partner, also with the same roles, and of other partners', () => {
    const first = held({ assignments: [assigned(DESK, [EXCHANGE])] });
    const ofFabrikam = held({ id: offerIdOf('o2'), partnerId: fabrikam.id });
    const command = approving(offerOf({ id: offerIdOf('o3') }), { at: MEANWHILE });
    const state = approvedIn(stateWith(first, ofFabrikam), command);
    const third = held({ id: offerIdOf('o3'), activatedAt: MEANWHILE, endsAt: instant('2027-06-01T12:00:00.000Z') });
    expect(state.roleDelegations).toEqual([first, ofFabrikam, third]);
  });

  it('role-delegations-add-up: a service has its one transacting partner beside them, with roles or without', () => {
    const before = stateAfter(related(fabrikam), granted(fabrikam, exchange));
    const command = approving(offerOf(), { at: MEANWHILE });
    const after = approvedIn(before, command);
    expect(after.delegations).toEqual(before.delegations);
    expect(after.roleDelegations).toMatchObject([{ partnerId: contoso.id, roles: [EXCHANGE, expect.anything()] }]);
  });

  it('approval-touches-nothing-commercial: no relationship begins and no service is delegated', () => {
    const unrelated = approvedIn(stateWith(), approving());
    expect(unrelated).toEqual({ ...stateWith(), changedAt: APPROVED, roleDelegations: [held()] });
    const before = stateAfter(related(contoso), granted(contoso, exchange));
    const { roleDelegations, changedAt, ...rest } = approvedIn(before, approving(offerOf(), { at: MEANWHILE }));
    expect(roleDelegations).toHaveLength(1);
    expect({ ...rest, changedAt: before.changedAt }).toEqual(before);
    expect(changedAt).toBe(MEANWHILE);
  });

  it('customer-approves-the-whole-offer: all of it, and nobody but the customer itself', () => {
    const [change] = approve(stateWith(), approving(offerOf({ roles: [USER, EXCHANGE] })))._unsafeUnwrap();
    expect(change).toMatchObject({ delegation: { name: 'Mail and support', roles: [USER, EXCHANGE], extends: true } });
    for (const by of [theCustomer(adventureWorks), thePartner(contoso), theOperator]) {
      given()
        .when(approve, approving(offerOf(), { by }))
        .thenItIsRefused('customer-approves-the-whole-offer', 'not-the-customer', { by });
    }
  });

  it('reseller-consents-to-its-offer: the roles are the reseller’s for which a provider asked, and not the provider’s', () => {
    const command = approving(forWingtip, { partner: tailspin, indirectReseller: wingtip });
    given()
      .when(approve, command)
      .thenItChanges(
        became('role-delegation-approved', command, held({ partnerId: wingtip.id, throughPartnerId: tailspin.id })),
      );
    const unasked = { ...forWingtip, consentedAt: null };
    given()
      .when(approve, approving(unasked, { partner: tailspin }))
      .thenItIsMalformed('command.offer');
  });

  it('a customer that nobody knows becomes known first', () => {
    const command = approving();
    givenAnUnknownCustomer
      .when(approve, command)
      .thenItChanges(
        { ...registered(), at: APPROVED },
        became('role-delegation-approved', command, held()),
      );
  });

  it('approving once more what is approved changes nothing, also when it has ended meanwhile', () => {
    given(held()).when(approve, approving(offerOf(), { at: MEANWHILE })).thenNothingChanges();
    given(held({ extends: false })).when(approve, approving(offerOf(), { at: ENDS })).thenNothingChanges();
    const command = approving(offerOf(), { at: MEANWHILE, partner: closed(contoso) });
    given(held()).when(approve, command).thenNothingChanges();
    const ofWingtip = held({ partnerId: wingtip.id, throughPartnerId: tailspin.id });
    given(ofWingtip).when(approve, approving(forWingtip, { partner: tailspin, at: MEANWHILE })).thenNothingChanges();
  });

  it('what time has done until then is written down before', () => {
    const over = held({ id: offerIdOf('over'), extends: false });
    const command = approving(offerOf({ id: offerIdOf('o2') }), { at: ENDS });
    const moved = instant('2027-07-09T09:00:00.000Z');
    given(over, held())
      .when(approve, command)
      .thenItChanges(
        extended(command, ENDS, held({ endsAt: moved })),
        expired(command, over),
        became(
          'role-delegation-approved',
          command,
          held({ id: offerIdOf('o2'), activatedAt: ENDS, endsAt: instant('2028-01-10T09:00:00.000Z') }),
        ),
      );
  });

  it('a suspended partner may still be given what it asked for', () => {
    expect(approve(stateWith(), approving(offerOf(), { partner: suspended(contoso) })).isOk()).toBe(true);
  });

  it('closed-partner-may-do-nothing: a closed one not, nor a reseller whose account is closed', () => {
    given()
      .when(approve, approving(offerOf(), { partner: closed(contoso) }))
      .thenItIsRefused('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: contoso.id });
    given()
      .when(approve, approving(forWingtip, { partner: tailspin, indirectReseller: closed(wingtip) }))
      .thenItIsRefused('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: wingtip.id });
  });

  it('profile-grants-roles: not under a profile that has none', () => {
    const decide = (state: CustomerRelationships, command: ApproveRoleDelegation) =>
      approveRoleDelegation(state, command, partnerCenter21Vianet);
    given()
      .when(decide, approving())
      .thenItIsRefused('profile-grants-roles', 'roles-not-offered', { profile: 'partner-center-21vianet' });
  });

  it('global-administrator-never-extends: not with the extension on, but with it off', () => {
    const roles = [USER, GLOBAL];
    given()
      .when(approve, approving(offerOf({ roles })))
      .thenItIsRefused('global-administrator-never-extends', 'never-extends', { roles: [GLOBAL] });
    expect(approve(stateWith(), approving(offerOf({ roles, extends: false }))).isOk()).toBe(true);
  });

  it('the changes are frozen', () => {
    const changes = approve(null, approving())._unsafeUnwrap();
    expect(changes.every(isFrozenInDepth)).toBe(true);
  });
});

describe('limits', () => {
  const others = (count: number, otherwise: Partial<RoleDelegation> = {}): readonly RoleDelegation[] =>
    Array.from({ length: count }, (_, at) => held({ id: offerIdOf(`other-${String(at)}`), ...otherwise }));

  it('role-delegations-add-up: to at most 200 in force', () => {
    const full = others(MAX_ROLE_DELEGATIONS_PER_CUSTOMER - 1);
    expect(approve(stateWith(...full), approving()).isOk()).toBe(true);
    given(...full, held({ id: offerIdOf('last') }))
      .when(approve, approving())
      .thenItOutgrows('MAX_ROLE_DELEGATIONS_PER_CUSTOMER', 200, 201);
  });

  it('role-delegations-add-up: what is over does not count, whether or not that is written down', () => {
    const over = others(MAX_ROLE_DELEGATIONS_PER_CUSTOMER, { extends: false });
    const command = approving(offerOf(), { at: ENDS });
    const state = approvedIn(stateWith(...over), command);
    expect(state.roleDelegations).toHaveLength(1);
  });

  it('a customer’s role delegations have at most 5,000 roles, with those assigned', () => {
    const roles = Array.from({ length: 100 }, (_, at) => parseRoleId(`role-${String(at)}`)._unsafeUnwrap());
    const everyRole = others(49, { roles });
    const [first = held(), ...rest] = everyRole;
    const assignedOnce = { ...first, assignments: [assigned(DESK, roles.slice(0, 99))] };
    const small = approving(offerOf({ roles: [EXCHANGE] }));
    expect(approve(stateWith(assignedOnce, ...rest), small).isOk()).toBe(true);
    given(assignedOnce, ...rest)
      .when(approve, approving())
      .thenItOutgrows('MAX_ROLES_PER_DOCUMENT', MAX_ROLES_PER_DOCUMENT, 5001);
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const command = approving();
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', undefined],
      ['command.customer.name', { ...command, customer: { id: northwind.id } }],
      ['command.partner.standing', { ...command, partner: { ...contoso, standing: 'new' } }],
      ['command.offer', { ...command, offer: offerOf({ lockedAt: null }) }],
      ['command.offer.termDays', { ...command, offer: offerOf({ termDays: 731 }) }],
      ['command.indirectReseller.id', { ...command, indirectReseller: { ...wingtip, id: 'all' } }],
      ['command.by.kind', { ...command, by: {} }],
      ['command.at', { ...command, at: '2026-01-10' }],
    ];
    for (const [path, value] of malformed) {
      given().when(approve, value as ApproveRoleDelegation).thenItIsMalformed(path);
    }
    const nameless = approving(offerOf(), { customer: { ...northwind, name: '\u200b' } });
    givenAnUnknownCustomer.when(approve, nameless).thenItIsMalformed('command.customer.name');
    given().when(approve, approving(offerOf(), { customer: { ...northwind, name: '\u200b' } })).thenItChanges(
      became('role-delegation-approved', approving(), held()),
    );
  });

  it('a profile is one of the library’s, not a copy of one', () => {
    for (const profile of [null, 'partner-center-gdap', { ...partnerCenterGdap }]) {
      expect(approveRoleDelegation(stateWith(), approving(), profile as never)._unsafeUnwrapErr()).toMatchObject({
        code: 'malformed-input',
        context: { path: 'profile', expected: 'partnerCenter21Vianet or partnerCenterGdap' },
      });
    }
  });

  it('what does not belong together is a contradiction', () => {
    const takenByAnother = offerOf({ takenBy: adventureWorks.id });
    const contradictions: readonly (readonly [string, ApproveRoleDelegation])[] = [
      ['command.customer.id', approving(takenByAnother, { customer: adventureWorks, by: theCustomer(adventureWorks) })],
      ['command.offer.partnerId', approving(offerOf(), { partner: fabrikam })],
      ['command.offer.takenBy', approving(offerOf({ takenBy: null }))],
      ['command.offer.takenBy', approving(takenByAnother)],
      ['command.indirectReseller.id', approving(offerOf(), { indirectReseller: wingtip })],
      ['command.indirectReseller.id', approving(forWingtip, { partner: tailspin, indirectReseller: fabrikam })],
    ];
    for (const [path, command] of contradictions) given().when(approve, command).thenItIsContradictory(path);
  });

  it('an offer with the id of another partner’s delegation is a contradiction, and is not taken for approved', () => {
    for (const another of [held({ partnerId: fabrikam.id }), held({ throughPartnerId: tailspin.id })]) {
      given(another).when(approve, approving()).thenItIsContradictory('command.offer.id');
      expect(approve(stateWith(another), approving())._unsafeUnwrapErr().message).not.toContain(approving().offer.id);
    }
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const roles = [GLOBAL];
    const full = Array.from({ length: 200 }, (_, at) => held({ id: offerIdOf(`other-${String(at)}`) }));
    const state = stateWith(...full);
    const broken = approving(offerOf({ roles, takenBy: null }), {
      partner: closed(contoso),
      by: thePartner(contoso),
      at: 'now' as never,
    });
    const repairs: readonly Partial<ApproveRoleDelegation>[] = [
      { at: APPROVED },
      { offer: offerOf({ roles }) },
      { by: theCustomer(northwind) },
      { partner: contoso },
    ];
    expect(
      codesWhileRepairing((command) => approveRoleDelegation(state, command, partnerCenter21Vianet), broken, repairs),
    ).toEqual(['malformed-input', 'contradictory-input', 'not-the-customer', 'partner-is-closed', 'roles-not-offered']);
    expect(
      codesWhileRepairing((command) => approve(state, command), { ...broken, ...Object.assign({}, ...repairs) }, [
        { offer: offerOf() },
      ]),
    ).toEqual(['never-extends', 'limit-exceeded']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<ApproveRoleDelegationError['code']>().toEqualTypeOf<
      | 'malformed-input'
      | 'contradictory-input'
      | 'not-the-customer'
      | 'partner-is-closed'
      | 'roles-not-offered'
      | 'never-extends'
      | 'limit-exceeded'
    >();
  });
});
