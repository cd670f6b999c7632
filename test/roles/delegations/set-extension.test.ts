import { describe, expect, expectTypeOf, it } from 'vitest';
import type { CustomerRelationships } from 'partner-relationships';
import {
  partnerCenter21Vianet,
  partnerCenterGdap,
  setExtension,
  standingAt,
  type SetExtension,
  type SetExtensionError,
} from 'partner-relationships/roles';
import { codesWhileRepairing } from '../../customers/scene';
import {
  adventureWorks,
  fabrikam,
  northwind,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { changed } from '../../fixtures/history';
import {
  after,
  assigned,
  became,
  DESK,
  drop,
  dropping,
  ENDS,
  EXCHANGE,
  expired,
  extend,
  extended,
  given,
  GLOBAL,
  held,
  instant,
  MEANWHILE,
  o1,
  offerIdOf,
  stateWith,
  switching,
  USER,
} from './scene';

const SECOND_END = instant('2027-07-09T09:00:00.000Z');

function extendedIn(state: CustomerRelationships, command: SetExtension): CustomerRelationships {
  return changed(state, extend(state, command)._unsafeUnwrap());
}

describe('the extension is switched', () => {
  it('either-side-sets-the-extension: on and off, by the partner and by the customer', () => {
    for (const by of [theCustomer(northwind), thePartner(held().partnerId)]) {
      const off = switching(false, { by });
      given(held()).when(extend, off).thenItChanges(became('extension-set', off, held({ extends: false })));
      const on = switching(true, { by });
      given(held({ extends: false })).when(extend, on).thenItChanges(became('extension-set', on, held()));
    }
  });

  it('either-side-sets-the-extension: for an indirect reseller by itself, and not by its provider', () => {
    const delegation = held({ partnerId: wingtip.id, throughPartnerId: tailspin.id });
    const command = switching(false, { by: thePartner(wingtip) });
    given(delegation).when(extend, command).thenItChanges(became('extension-set', command, { ...delegation, extends: false }));
    const by = thePartner(tailspin);
    given(delegation)
      .when(extend, switching(false, { by }))
      .thenItIsRefused('either-side-sets-the-extension', 'not-a-party', { by });
  });

  it('either-side-sets-the-extension: by nobody else, neither the operator nor another partner or customer', () => {
    for (const by of [theOperator, thePartner(fabrikam), theCustomer(adventureWorks)]) {
      given(held())
        .when(extend, switching(false, { by }))
        .thenItIsRefused('either-side-sets-the-extension', 'not-a-party', { by });
    }
  });

  it('extension-moves-the-end: switching does not move the end, and keeps what is assigned', () => {
    const delegation = held({ extends: false, assignments: [assigned(DESK, [EXCHANGE])] });
    const state = extendedIn(stateWith(delegation), switching(true));
    expect(state.roleDelegations).toEqual([{ ...delegation, extends: true }]);
  });

  it('extension-moves-the-end: an end that was reached before has moved, and is the one that stays', () => {
    const command = switching(false, { by: theCustomer(northwind), at: instant('2027-03-01T00:00:00.000Z') });
    given(held())
      .when(extend, command)
      .thenItChanges(
        extended(command, ENDS, held({ endsAt: SECOND_END })),
        became('extension-set', command, held({ endsAt: SECOND_END, extends: false })),
      );
    const [delegation = held()] = extendedIn(stateWith(held()), command).roleDelegations ?? [];
    expect(standingAt(delegation, after(SECOND_END, -1))._unsafeUnwrap().status).toBe('active');
    expect(standingAt(delegation, SECOND_END)._unsafeUnwrap().status).toBe('expired');
  });

  it('only this delegation changes, and what time has done to others is written down before', () => {
    const over = held({ id: offerIdOf('over'), extends: false });
    const other = held({ id: offerIdOf('other'), endsAt: SECOND_END });
    const command = switching(false, { at: ENDS });
    given(over, held(), other)
      .when(extend, command)
      .thenItChanges(
        extended(command, ENDS, held({ endsAt: SECOND_END })),
        expired(command, over),
        became('extension-set', command, held({ endsAt: SECOND_END, extends: false })),
      );
    expect(extendedIn(stateWith(over, held(), other), command).roleDelegations?.at(-1)).toEqual(other);
  });

  it('switching it as it is changes nothing, also if something is due', () => {
    given(held()).when(extend, switching(true)).thenNothingChanges();
    given(held({ extends: false })).when(extend, switching(false)).thenNothingChanges();
    given(held(), held({ id: offerIdOf('over'), extends: false }))
      .when(extend, switching(true, { at: ENDS }))
      .thenNothingChanges();
  });

  it('global-administrator-never-extends: it cannot be on while that role is held, for neither side', () => {
    const delegation = held({ roles: [USER, GLOBAL], extends: false });
    for (const by of [theCustomer(northwind), thePartner(delegation.partnerId)]) {
      given(delegation)
        .when(extend, switching(true, { by }))
        .thenItIsRefused('global-administrator-never-extends', 'never-extends', { roles: [GLOBAL] });
    }
  });

  it('global-administrator-never-extends: once it is dropped, the extension can be on', () => {
    const state = stateWith(held({ roles: [GLOBAL, USER], extends: false }));
    const without = changed(state, drop(state, dropping(GLOBAL))._unsafeUnwrap());
    const on = extendedIn(without, switching(true));
    expect(on.roleDelegations).toEqual([held({ roles: [USER], extends: true })]);
  });

  it('ended-is-final: not after the end, which no switching undoes, nor for what there never was', () => {
    const context = { offerId: o1 };
    given(held({ extends: false }))
      .when(extend, switching(true, { at: ENDS }))
      .thenItIsRefused('ended-is-final', 'delegation-not-in-force', context);
    given(held({ id: offerIdOf('o2') }))
      .when(extend, switching(true))
      .thenItIsRefused('ended-is-final', 'delegation-not-in-force', context);
    expect(extend(stateWith(held({ extends: false })), switching(true, { at: after(ENDS, -1) })).isOk()).toBe(true);
  });

  it('the changes are frozen', () => {
    const state = stateWith(held(), held({ id: offerIdOf('over'), extends: false }));
    const changes = extend(state, switching(false, { at: ENDS }))._unsafeUnwrap();
    expect(changes).toHaveLength(3);
    expect(changes.every(isFrozenInDepth)).toBe(true);
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', 'on'],
      ['command.offerId', { ...switching(true), offerId: 'o1' }],
      ['command.on', { ...switching(true), on: 'yes' }],
      ['command.by', { ...switching(true), by: null }],
      ['command.at', { ...switching(true), at: 0 }],
    ];
    for (const [path, value] of malformed) given(held()).when(extend, value as SetExtension).thenItIsMalformed(path);
    expect(setExtension(null as never, switching(true), partnerCenterGdap)._unsafeUnwrapErr()).toMatchObject({
      context: { path: 'state' },
    });
    expect(setExtension(stateWith(), switching(true), {} as never)._unsafeUnwrapErr()).toMatchObject({
      context: { path: 'profile' },
    });
  });

  it('under a profile without roles, those that are held change as elsewhere', () => {
    expect(setExtension(stateWith(held()), switching(false), partnerCenter21Vianet)._unsafeUnwrap()).toHaveLength(1);
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const state = stateWith(held({ roles: [GLOBAL], extends: false }));
    const broken = switching(true, { offerId: offerIdOf('o2'), by: theOperator, at: 'now' as never });
    const codes = codesWhileRepairing((command) => extend(state, command), broken, [
      { at: MEANWHILE },
      { offerId: o1 },
      { by: theCustomer(northwind) },
    ]);
    expect(codes).toEqual(['malformed-input', 'delegation-not-in-force', 'not-a-party', 'never-extends']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<SetExtensionError['code']>().toEqualTypeOf<
      'malformed-input' | 'delegation-not-in-force' | 'not-a-party' | 'never-extends'
    >();
  });
});
