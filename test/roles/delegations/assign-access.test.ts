import { describe, expect, expectTypeOf, it } from 'vitest';
import { parseRoleId } from 'partner-relationships';
import {
  assignAccess,
  MAX_ASSIGNMENTS_PER_DELEGATION,
  MAX_ROLES_PER_DOCUMENT,
  type AssignAccess,
  type AssignAccessError,
} from 'partner-relationships/roles';
import { codesWhileRepairing } from '../../customers/scene';
import { contoso, fabrikam, northwind, tailspin, theCustomer, theOperator, thePartner, wingtip } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import {
  access,
  after,
  APPROVED,
  assigned,
  assigning,
  DESK,
  ENDS,
  EXCHANGE,
  expired,
  FIELD,
  given,
  groupIdOf,
  held,
  MEANWHILE,
  o1,
  offerIdOf,
  stateWith,
  SUPPORT,
  USER,
} from './scene';

describe('the partner assigns access', () => {
  it('assignment-stays-within-the-delegation: some of its roles or all, to one group after the other', () => {
    const first = assigning(DESK, [SUPPORT]);
    given(held())
      .when(assignAccess, first)
      .thenItChanges(access('access-assigned', first, held({ assignments: [assigned(DESK, [SUPPORT], MEANWHILE)] })));
    const second = assigning(FIELD, [SUPPORT, EXCHANGE]);
    const assignments = [assigned(DESK, [SUPPORT])];
    given(held({ assignments }))
      .when(assignAccess, second)
      .thenItChanges(
        access(
          'access-assigned',
          second,
          held({ assignments: [...assignments, assigned(FIELD, [SUPPORT, EXCHANGE], MEANWHILE)] }),
        ),
      );
  });

  it('assignment-stays-within-the-delegation: no role that it does not hold, though another of the partner does', () => {
    const other = held({ id: offerIdOf('o2'), roles: [USER] });
    given(held(), other)
      .when(assignAccess, assigning(DESK, [EXCHANGE, USER]))
      .thenItIsRefused('assignment-stays-within-the-delegation', 'roles-not-held', { roles: [USER] });
  });

  it('one-assignment-per-group: a second one is refused and names the first, which can be changed', () => {
    const first = assigned(DESK, [SUPPORT]);
    given(held({ assignments: [first] }))
      .when(assignAccess, assigning(DESK, [EXCHANGE]))
      .thenItIsRefused('one-assignment-per-group', 'group-is-assigned', { assignment: first });
  });

  it('one-assignment-per-group: the same roles again change nothing, in whatever order', () => {
    const assignments = [assigned(DESK, [SUPPORT, EXCHANGE])];
    given(held({ assignments })).when(assignAccess, assigning(DESK, [EXCHANGE, SUPPORT])).thenNothingChanges();
    given(held({ assignments }))
      .when(assignAccess, assigning(DESK, [SUPPORT]))
      .thenItIsRefused('one-assignment-per-group', 'group-is-assigned', { assignment: assignments[0] });
  });

  it('one-assignment-per-group: of each delegation; another one may have the same group', () => {
    const other = held({ id: offerIdOf('o2'), assignments: [assigned(DESK, [SUPPORT])] });
    const command = assigning(DESK, [EXCHANGE]);
    given(held(), other)
      .when(assignAccess, command)
      .thenItChanges(
        access('access-assigned', command, held({ assignments: [assigned(DESK, [EXCHANGE], MEANWHILE)] })),
      );
  });

  it('assignment-needs-a-delegation-in-force: not from its end on, nor of what there never was', () => {
    const context = { offerId: o1 };
    given(held({ extends: false }))
      .when(assignAccess, assigning(DESK, [EXCHANGE], { at: ENDS }))
      .thenItIsRefused('assignment-needs-a-delegation-in-force', 'delegation-not-in-force', context);
    given(held({ id: offerIdOf('o2') }))
      .when(assignAccess, assigning(DESK, [EXCHANGE]))
      .thenItIsRefused('assignment-needs-a-delegation-in-force', 'delegation-not-in-force', context);
    const lastMoment = assigning(DESK, [EXCHANGE], { at: after(ENDS, -1) });
    expect(assignAccess(stateWith(held({ extends: false })), lastMoment).isOk()).toBe(true);
    expect(assignAccess(stateWith(held()), assigning(DESK, [EXCHANGE], { at: ENDS })).isOk()).toBe(true);
  });

  it('assignment-needs-a-delegation-in-force: only by the partner that holds it', () => {
    for (const by of [theCustomer(northwind), thePartner(fabrikam), theOperator]) {
      given(held())
        .when(assignAccess, assigning(DESK, [EXCHANGE], { by }))
        .thenItIsRefused('assignment-needs-a-delegation-in-force', 'not-the-partner', { by });
    }
    const ofWingtip = held({ partnerId: wingtip.id, throughPartnerId: tailspin.id });
    const by = thePartner(tailspin);
    given(ofWingtip)
      .when(assignAccess, assigning(DESK, [EXCHANGE], { by }))
      .thenItIsRefused('assignment-needs-a-delegation-in-force', 'not-the-partner', { by });
    expect(assignAccess(stateWith(ofWingtip), assigning(DESK, [EXCHANGE], { by: thePartner(wingtip) })).isOk()).toBe(true);
  });

  it('what time has done to others is written down before', () => {
    const over = held({ id: offerIdOf('over'), extends: false });
    const longer = held({ endsAt: after(ENDS, 1) });
    const command = assigning(DESK, [EXCHANGE], { at: ENDS });
    given(over, longer)
      .when(assignAccess, command)
      .thenItChanges(
        expired(command, over),
        access('access-assigned', command, { ...longer, assignments: [assigned(DESK, [EXCHANGE], ENDS)] }),
      );
  });

  it('the change is frozen, also what the command named', () => {
    const roles = [EXCHANGE];
    const changes = assignAccess(stateWith(held()), assigning(DESK, roles))._unsafeUnwrap();
    expect(changes.every(isFrozenInDepth)).toBe(true);
    expect(Object.isFrozen(roles)).toBe(false);
  });
});

describe('limits', () => {
  it('assignment-stays-within-the-delegation: a delegation has at most 100 assignments', () => {
    const full = Array.from({ length: MAX_ASSIGNMENTS_PER_DELEGATION }, (_, at) =>
      assigned(groupIdOf(`group-${String(at)}`), [EXCHANGE]),
    );
    given(held({ assignments: full }))
      .when(assignAccess, assigning(DESK, [EXCHANGE]))
      .thenItOutgrows('MAX_ASSIGNMENTS_PER_DELEGATION', 100, 101);
    const almost = held({ assignments: full.slice(1) });
    expect(assignAccess(stateWith(almost), assigning(DESK, [EXCHANGE])).isOk()).toBe(true);
  });

  it('a customer’s role delegations have at most 5,000 roles, with those assigned; what is over does not count', () => {
    const roles = Array.from({ length: 100 }, (_, at) => parseRoleId(`role-${String(at)}`)._unsafeUnwrap());
    const others = Array.from({ length: 48 }, (_, at) => held({ id: offerIdOf(`other-${String(at)}`), roles }));
    const one = held({ roles });
    const withFirst = { ...one, assignments: [assigned(FIELD, roles.slice(0, 99))] };
    expect(assignAccess(stateWith(withFirst, ...others), assigning(DESK, roles.slice(0, 1))).isOk()).toBe(true);
    given(withFirst, ...others)
      .when(assignAccess, assigning(DESK, roles.slice(0, 2)))
      .thenItOutgrows('MAX_ROLES_PER_DOCUMENT', MAX_ROLES_PER_DOCUMENT, 5001);
    const over = others.map((other) => ({ ...other, extends: false }));
    expect(assignAccess(stateWith(withFirst, ...over), assigning(DESK, roles, { at: ENDS })).isOk()).toBe(true);
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const command = assigning(DESK, [EXCHANGE]);
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', null],
      ['command.offerId', { ...command, offerId: '' }],
      ['command.groupId', { ...command, groupId: 'mail desk' }],
      ['command.roles', { ...command, roles: [] }],
      ['command.roles', { ...command, roles: [EXCHANGE, EXCHANGE] }],
      ['command.roles[0]', { ...command, roles: [null] }],
      ['command.by.kind', { ...command, by: { kind: 'group' } }],
      ['command.at', { ...command, at: APPROVED.slice(0, 10) }],
    ];
    for (const [path, value] of malformed) {
      given(held()).when(assignAccess, value as AssignAccess).thenItIsMalformed(path);
    }
    expect(assignAccess(null as never, command)._unsafeUnwrapErr()).toMatchObject({ context: { path: 'state' } });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const full = Array.from({ length: 100 }, (_, at) => assigned(groupIdOf(`group-${String(at)}`), [EXCHANGE]));
    const state = stateWith(held({ assignments: full }));
    const broken = assigning(groupIdOf('group-7'), [USER], {
      offerId: offerIdOf('o2'),
      by: theOperator,
      at: 'now' as never,
    });
    const codes = codesWhileRepairing((command) => assignAccess(state, command), broken, [
      { at: MEANWHILE },
      { offerId: o1 },
      { by: thePartner(contoso) },
      { roles: [SUPPORT] },
      { groupId: DESK },
    ]);
    expect(codes).toEqual([
      'malformed-input',
      'delegation-not-in-force',
      'not-the-partner',
      'roles-not-held',
      'group-is-assigned',
      'limit-exceeded',
    ]);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<AssignAccessError['code']>().toEqualTypeOf<
      | 'malformed-input'
      | 'delegation-not-in-force'
      | 'not-the-partner'
      | 'roles-not-held'
      | 'group-is-assigned'
      | 'limit-exceeded'
    >();
  });
});
