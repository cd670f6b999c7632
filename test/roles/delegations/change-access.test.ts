import { describe, expect, expectTypeOf, it } from 'vitest';
import { parseRoleId } from 'partner-relationships';
import {
  changeAccess,
  MAX_ROLES_PER_DOCUMENT,
  type ChangeAccess,
  type ChangeAccessError,
} from 'partner-relationships/roles';
import { codesWhileRepairing } from '../../customers/scene';
import { contoso, fabrikam, northwind, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import {
  access,
  after,
  assigned,
  assigning as changing,
  DESK,
  ENDS,
  EXCHANGE,
  expired,
  FIELD,
  given,
  held,
  MEANWHILE,
  o1,
  offerIdOf,
  stateWith,
  SUPPORT,
  USER,
} from './scene';

const desk = assigned(DESK, [SUPPORT]);
const field = assigned(FIELD, [SUPPORT]);
const both = held({ assignments: [desk, field] });

describe('the partner changes access', () => {
  it('one-assignment-per-group: the group has these roles from now on and no others, in the same place', () => {
    const command = changing(DESK, [EXCHANGE]);
    given(both)
      .when(changeAccess, command)
      .thenItChanges(
        access('access-changed', command, held({ assignments: [assigned(DESK, [EXCHANGE], MEANWHILE), field] })),
      );
  });

  it('one-assignment-per-group: the same roles change nothing, in whatever order', () => {
    given(held({ assignments: [assigned(DESK, [SUPPORT, EXCHANGE])] }))
      .when(changeAccess, changing(DESK, [EXCHANGE, SUPPORT]))
      .thenNothingChanges();
  });

  it('one-assignment-per-group: a group without an assignment has none to change', () => {
    const error = changeAccess(stateWith(held({ assignments: [desk] })), changing(FIELD, [EXCHANGE]))._unsafeUnwrapErr();
    expect(error).toStrictEqual({
      kind: 'invalid-input',
      code: 'unknown-assignment',
      message: error.message,
      context: { groupId: FIELD },
    });
    expect(error.message).toContain('"field"');
  });

  it('assignment-stays-within-the-delegation: to roles that it holds, not to others', () => {
    given(both)
      .when(changeAccess, changing(DESK, [USER, SUPPORT]))
      .thenItIsRefused('assignment-stays-within-the-delegation', 'roles-not-held', { roles: [USER] });
  });

  it('assignment-needs-a-delegation-in-force: not from its end on', () => {
    given({ ...both, extends: false })
      .when(changeAccess, changing(DESK, [EXCHANGE], { at: ENDS }))
      .thenItIsRefused('assignment-needs-a-delegation-in-force', 'delegation-not-in-force', { offerId: o1 });
  });

  it('assignment-needs-a-delegation-in-force: only by the partner that holds it', () => {
    for (const by of [theCustomer(northwind), thePartner(fabrikam), theOperator]) {
      given(both)
        .when(changeAccess, changing(DESK, [EXCHANGE], { by }))
        .thenItIsRefused('assignment-needs-a-delegation-in-force', 'not-the-partner', { by });
    }
  });

  it('what time has done to others is written down before', () => {
    const over = held({ id: offerIdOf('over'), extends: false });
    const longer = held({ endsAt: after(ENDS, 1), assignments: [desk] });
    const command = changing(DESK, [EXCHANGE], { at: ENDS });
    given(over, longer)
      .when(changeAccess, command)
      .thenItChanges(
        expired(command, over),
        access('access-changed', command, { ...longer, assignments: [assigned(DESK, [EXCHANGE], ENDS)] }),
      );
  });

  it('the change is frozen', () => {
    expect(changeAccess(stateWith(both), changing(DESK, [EXCHANGE]))._unsafeUnwrap().every(isFrozenInDepth)).toBe(true);
  });
});

describe('limits', () => {
  it('a customer’s role delegations have at most 5,000 roles, with those assigned', () => {
    const roles = Array.from({ length: 100 }, (_, at) => parseRoleId(`role-${String(at)}`)._unsafeUnwrap());
    const others = Array.from({ length: 48 }, (_, at) => held({ id: offerIdOf(`other-${String(at)}`), roles }));
    const assignments = [assigned(DESK, roles.slice(0, 1)), assigned(FIELD, roles.slice(0, 90))];
    const state = stateWith(held({ roles, assignments }), ...others);
    expect(changeAccess(state, changing(DESK, roles.slice(0, 10))).isOk()).toBe(true);
    given(held({ roles, assignments }), ...others)
      .when(changeAccess, changing(DESK, roles.slice(0, 11)))
      .thenItOutgrows('MAX_ROLES_PER_DOCUMENT', MAX_ROLES_PER_DOCUMENT, 5001);
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const command = changing(DESK, [EXCHANGE]);
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', 7],
      ['command.offerId', { ...command, offerId: 'o1' }],
      ['command.groupId', { ...command, groupId: '' }],
      ['command.roles', { ...command, roles: 'all' }],
      ['command.by', { ...command, by: undefined }],
      ['command.at', { ...command, at: undefined }],
    ];
    for (const [path, value] of malformed) given(both).when(changeAccess, value as ChangeAccess).thenItIsMalformed(path);
    expect(changeAccess(null as never, command)._unsafeUnwrapErr()).toMatchObject({ context: { path: 'state' } });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const broken = changing(FIELD, [USER], { offerId: offerIdOf('o2'), by: theOperator, at: 'now' as never });
    const codes = codesWhileRepairing(
      (command) => changeAccess(stateWith(held({ assignments: [desk] })), command),
      broken,
      [{ at: MEANWHILE }, { offerId: o1 }, { by: thePartner(contoso) }, { roles: [EXCHANGE] }],
    );
    expect(codes).toEqual([
      'malformed-input',
      'delegation-not-in-force',
      'not-the-partner',
      'roles-not-held',
      'unknown-assignment',
    ]);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<ChangeAccessError['code']>().toEqualTypeOf<
      | 'malformed-input'
      | 'delegation-not-in-force'
      | 'not-the-partner'
      | 'roles-not-held'
      | 'unknown-assignment'
      | 'limit-exceeded'
    >();
  });
});
