import { describe, expect, expectTypeOf, it } from 'vitest';
import type { CustomerRelationships } from 'partner-relationships';
import { dropRole, partnerCenter21Vianet, type DropRole, type DropRoleError } from 'partner-relationships/roles';
import { codesWhileRepairing } from '../../customers/scene';
import { contoso, fabrikam, northwind, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { changed } from '../../fixtures/history';
import {
  after,
  assigned,
  DESK,
  drop,
  dropped,
  dropping,
  ENDS,
  EXCHANGE,
  expired,
  FIELD,
  given,
  GLOBAL,
  groupIdOf,
  held,
  MEANWHILE,
  o1,
  offerIdOf,
  stateWith,
  USER,
} from './scene';

/** Global Administrator and another role, without an extension, as that is not possible. */
const both = held({ roles: [GLOBAL, USER], extends: false });

describe('the partner drops a role', () => {
  it('only-that-role-can-be-dropped: one that never extends, and the others stay', () => {
    const command = dropping(GLOBAL);
    given(both).when(drop, command).thenItChanges(dropped(command, { ...both, roles: [USER] }));
  });

  it('only-that-role-can-be-dropped: no other role, whatever else is held', () => {
    given(both)
      .when(drop, dropping(USER))
      .thenItIsRefused('only-that-role-can-be-dropped', 'role-stays', { roleId: USER, isOnly: false });
    given(held())
      .when(drop, dropping(EXCHANGE))
      .thenItIsRefused('only-that-role-can-be-dropped', 'role-stays', { roleId: EXCHANGE, isOnly: false });
  });

  it('only-that-role-can-be-dropped: not the last role, as the delegation can be terminated', () => {
    given(held({ roles: [GLOBAL], extends: false }))
      .when(drop, dropping(GLOBAL))
      .thenItIsRefused('only-that-role-can-be-dropped', 'role-stays', { roleId: GLOBAL, isOnly: true });
  });

  it('only-that-role-can-be-dropped: its assignments lose it, and those without another role end', () => {
    const hotline = groupIdOf('hotline');
    const delegation = {
      ...both,
      assignments: [assigned(DESK, [GLOBAL]), assigned(FIELD, [USER, GLOBAL]), assigned(hotline, [USER])],
    };
    const command = dropping(GLOBAL);
    const left = { ...both, roles: [USER], assignments: [assigned(FIELD, [USER]), assigned(hotline, [USER])] };
    given(delegation).when(drop, command).thenItChanges(dropped(command, left));
  });

  it('only-that-role-can-be-dropped: by the partner, not the customer nor anybody else', () => {
    for (const by of [theCustomer(northwind), thePartner(fabrikam), theOperator]) {
      given(both)
        .when(drop, dropping(GLOBAL, { by }))
        .thenItIsRefused('only-that-role-can-be-dropped', 'not-the-partner', { by });
    }
  });

  it('only-that-role-can-be-dropped: under a profile without roles none is known never to extend', () => {
    const decide = (state: CustomerRelationships, command: DropRole) => dropRole(state, command, partnerCenter21Vianet);
    given(both)
      .when(decide, dropping(GLOBAL))
      .thenItIsRefused('only-that-role-can-be-dropped', 'role-stays', { roleId: GLOBAL, isOnly: false });
  });

  it('a role that the delegation does not hold is dropped already', () => {
    given(held()).when(drop, dropping(GLOBAL)).thenNothingChanges();
    const state = stateWith(both);
    const once = changed(state, drop(state, dropping(GLOBAL))._unsafeUnwrap());
    expect(drop(once, dropping(GLOBAL))._unsafeUnwrap()).toEqual([]);
  });

  it('only this delegation loses it, and what time has done to others is written down before', () => {
    const over = held({ id: offerIdOf('over'), roles: [GLOBAL], extends: false });
    const longer = { ...both, endsAt: after(ENDS, 1) };
    const other = { ...longer, id: offerIdOf('other') };
    const command = dropping(GLOBAL, { at: ENDS });
    given(over, longer, other)
      .when(drop, command)
      .thenItChanges(expired(command, over), dropped(command, { ...longer, roles: [USER] }));
  });

  it('ended-is-final: not after the end', () => {
    given(both)
      .when(drop, dropping(GLOBAL, { at: ENDS }))
      .thenItIsRefused('ended-is-final', 'delegation-not-in-force', { offerId: o1 });
  });

  it('the change is frozen', () => {
    const state = stateWith({ ...both, assignments: [assigned(DESK, [GLOBAL, USER])] });
    expect(drop(state, dropping(GLOBAL))._unsafeUnwrap().every(isFrozenInDepth)).toBe(true);
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', GLOBAL],
      ['command.offerId', { ...dropping(GLOBAL), offerId: null }],
      ['command.roleId', { ...dropping(GLOBAL), roleId: 'Global Administrator' }],
      ['command.by.partnerId', { ...dropping(GLOBAL), by: { kind: 'partner' } }],
      ['command.at', { ...dropping(GLOBAL), at: '' }],
    ];
    for (const [path, value] of malformed) given(both).when(drop, value as DropRole).thenItIsMalformed(path);
    expect(dropRole(stateWith(both), dropping(GLOBAL), null as never)._unsafeUnwrapErr()).toMatchObject({
      context: { path: 'profile' },
    });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const broken = dropping(USER, { offerId: offerIdOf('o2'), by: theOperator, at: 'now' as never });
    const codes = codesWhileRepairing((command) => drop(stateWith(both), command), broken, [
      { at: MEANWHILE },
      { offerId: o1 },
      { by: thePartner(contoso) },
    ]);
    expect(codes).toEqual(['malformed-input', 'delegation-not-in-force', 'not-the-partner', 'role-stays']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<DropRoleError['code']>().toEqualTypeOf<
      'malformed-input' | 'delegation-not-in-force' | 'not-the-partner' | 'role-stays'
    >();
  });
});
