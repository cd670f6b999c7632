import { describe, expect, it } from 'vitest';
import { parsePartnerAccount, type Instant, type PartnerAccount, type RoleOffer } from 'partner-relationships';
import { settle, settleAccount } from 'partner-relationships/roles';
import { contoso, northwind, theCustomer, theOperator } from '../../fixtures/cast';
import { changed } from '../../fixtures/history';
import { isFrozenInDepth } from '../../fixtures/frozen';
import {
  after,
  APPROVED,
  assigned,
  DESK,
  ENDS,
  EXCHANGE,
  expired,
  extended,
  given,
  held,
  instant,
  MEANWHILE,
  offerIdOf,
  offerOf,
  settling,
  stateWith,
} from '../delegations/scene';

const SECOND_END = instant('2027-07-09T09:00:00.000Z');
const THIRD_END = instant('2028-01-05T09:00:00.000Z');

describe('what time has done to a role delegation', () => {
  it('extension-moves-the-end: by 180 days at each end that was reached, and each move bears when it fell due', () => {
    const twice = settling(instant('2028-01-05T08:59:59.999Z'));
    given(held())
      .when(settle, twice)
      .thenItChanges(
        extended(twice, ENDS, held({ endsAt: SECOND_END })),
        extended(twice, SECOND_END, held({ endsAt: THIRD_END })),
      );
    const thrice = settling(THIRD_END);
    given(held())
      .when(settle, thrice)
      .thenItChanges(
        extended(thrice, ENDS, held({ endsAt: SECOND_END })),
        extended(thrice, SECOND_END, held({ endsAt: THIRD_END })),
        extended(thrice, THIRD_END, held({ endsAt: instant('2028-07-03T09:00:00.000Z') })),
      );
  });

  it('extension-moves-the-end: what it holds and to whom it is assigned stays', () => {
    const delegation = held({ assignments: [assigned(DESK, [EXCHANGE])] });
    const { state } = given(delegation);
    const settled = changed(state, settle(state, settling(ENDS))._unsafeUnwrap());
    expect(settled.roleDelegations).toEqual([{ ...delegation, endsAt: SECOND_END }]);
  });

  it('delegation-ends-on-time: with the extension off it expires at its end, not a millisecond earlier', () => {
    const off = held({ extends: false });
    given(off)
      .when(settle, settling(after(ENDS, -1)))
      .thenNothingChanges();
    const command = settling(ENDS, theCustomer(northwind));
    given(off).when(settle, command).thenItChanges(expired(command, off));
  });

  it('delegation-ends-on-time: an end that is written down later is dated when it was reached', () => {
    const late = settling(after(ENDS, 86_400_000));
    const off = held({ extends: false });
    given(off).when(settle, late).thenItChanges(expired(late, off));
    const { state } = given(off);
    expect(changed(state, settle(state, late)._unsafeUnwrap()).roleDelegations).toBeUndefined();
  });

  it('comes in the order in which it fell due, and at one moment by id', () => {
    const b = held({ id: offerIdOf('b') });
    const a = held({ id: offerIdOf('a'), extends: false });
    const c = held({ id: offerIdOf('c'), extends: false, endsAt: after(ENDS, -1) });
    const command = settling(SECOND_END);
    given(b, a, c)
      .when(settle, command)
      .thenItChanges(
        expired(command, c),
        expired(command, a),
        extended(command, ENDS, { ...b, endsAt: SECOND_END }),
        extended(command, SECOND_END, { ...b, endsAt: THIRD_END }),
      );
  });

  it('is nothing before the first end, and nothing of a customer without roles', () => {
    given(held(), held({ id: offerIdOf('o2'), extends: false }))
      .when(settle, settling(MEANWHILE))
      .thenNothingChanges();
    given().when(settle, settling(ENDS)).thenNothingChanges();
  });

  it('counts at the moment of the last change if the moment is before it', () => {
    const state = { ...stateWith(held({ extends: false })), changedAt: after(ENDS, 5) };
    const changes = settle(state, settling(APPROVED))._unsafeUnwrap();
    expect(changes).toEqual([expired(settling(after(ENDS, 5)), held({ extends: false }))]);
  });

  it('never moves an end beyond the last moment there is, and is over then', () => {
    const last = instant('9999-12-31T23:59:59.999Z');
    const late = held({ endsAt: instant('9999-12-01T00:00:00.000Z') });
    const before = settling(after(last, -1));
    given(late)
      .when(settle, before)
      .thenItChanges(extended(before, late.endsAt, { ...late, endsAt: last }));
    const atLast = settling(last);
    given(late)
      .when(settle, atLast)
      .thenItChanges(
        extended(atLast, late.endsAt, { ...late, endsAt: last }),
        expired(atLast, { ...late, endsAt: last }),
      );
  });

  it('is frozen', () => {
    const { state } = given(held(), held({ id: offerIdOf('o2'), extends: false }));
    const changes = settle(state, settling(THIRD_END))._unsafeUnwrap();
    expect(changes).toHaveLength(4);
    expect(changes.every(isFrozenInDepth)).toBe(true);
  });

  it('is not told of malformed arguments, which are named by their paths', () => {
    const endless = { ...stateWith(), roleDelegations: [{ ...held(), endsAt: 'soon' }] };
    for (const [path, state, settlement] of [
      ['state', null, settling(ENDS)],
      ['state.roleDelegations[0].endsAt', endless, settling(ENDS)],
      ['command', stateWith(), null],
      ['command.by', stateWith(), { at: ENDS }],
      ['command.at', stateWith(), { ...settling(ENDS), at: '2027' }],
    ] as const) {
      const error = settle(state as never, settlement as never)._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });
});

describe('what time has done to the offers of an account', () => {
  const LOCKED = instant('2026-01-01T00:00:00.000Z');
  const LAPSES = instant('2026-04-01T00:00:00.000Z');

  function locked(name: string, lockedAt: Instant | null, otherwise: Partial<RoleOffer> = {}): RoleOffer {
    return offerOf({ id: offerIdOf(name), name, lockedAt, takenBy: null, ...otherwise });
  }

  function accountWith(...roleOffers: readonly RoleOffer[]): PartnerAccount {
    return parsePartnerAccount({ partner: contoso, requests: [], roleOffers })._unsafeUnwrap();
  }

  it('locked-offer-lapses: they lapse 90 days after they were locked, the earliest first, those of one moment by id', () => {
    const b = locked('b', LOCKED);
    const a = locked('a', LOCKED);
    const c = locked('c', after(LOCKED, -1));
    const lapsed = { kind: 'role-offer-lapsed', at: LAPSES, by: theOperator };
    expect(settleAccount(accountWith(b, a, c), settling(LAPSES))._unsafeUnwrap()).toStrictEqual([
      { ...lapsed, dueAt: after(LAPSES, -1), offer: c },
      { ...lapsed, dueAt: LAPSES, offer: a },
      { ...lapsed, dueAt: LAPSES, offer: b },
    ]);
    expect(settleAccount(accountWith(b, a), settling(after(LAPSES, -1)))._unsafeUnwrap()).toEqual([]);
  });

  it('locked-offer-lapses: neither a draft lapses nor what a customer has taken', () => {
    const taken = locked('taken', LOCKED, { takenBy: northwind.id });
    expect(settleAccount(accountWith(locked('draft', null), taken), settling(ENDS))._unsafeUnwrap()).toEqual([]);
    expect(settleAccount(accountWith(), settling(ENDS))._unsafeUnwrap()).toEqual([]);
  });

  it('is not told of malformed arguments, which are named by their paths', () => {
    for (const [path, account, settlement] of [
      ['account.requests', { ...accountWith(), requests: null }, settling(ENDS)],
      ['command.by.kind', accountWith(), { ...settling(ENDS), by: { kind: 'time' } }],
    ] as const) {
      const error = settleAccount(account as never, settlement as never)._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });
});
