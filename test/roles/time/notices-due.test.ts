import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant, RoleDelegation } from 'partner-relationships';
import { noticesDue, type EndNotice } from 'partner-relationships/roles';
import { northwind } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { anyState } from '../delegations/any-state';
import { after, APPROVED, ENDS, held, instant, offerIdOf, stateWith } from '../delegations/scene';

const off = held({ extends: false });
const IN_30 = instant('2026-12-11T09:00:00.000Z');
const IN_7 = instant('2027-01-03T09:00:00.000Z');
const IN_1 = instant('2027-01-09T09:00:00.000Z');

function notice(dueAt: Instant, daysLeft: EndNotice['daysLeft'], delegation: RoleDelegation = off): EndNotice {
  return { dueAt, daysLeft, customerId: northwind.id, delegation };
}

function due(from: Instant, to: Instant, ...delegations: readonly RoleDelegation[]): readonly EndNotice[] {
  return noticesDue(stateWith(...delegations), from, to)._unsafeUnwrap();
}

describe('notices of an end', () => {
  it('fall due 30, 7 and 1 days before it, and not again', () => {
    expect(due(APPROVED, ENDS, off)).toStrictEqual([notice(IN_30, 30), notice(IN_7, 7), notice(IN_1, 1)]);
    expect(due(ENDS, instant('2030-01-01T00:00:00.000Z'), off)).toEqual([]);
  });

  it('belong to the span that begins with them, not to the one that ends with them', () => {
    expect(due(after(IN_7, -1), IN_7, off)).toEqual([]);
    expect(due(IN_7, after(IN_7, 1), off)).toEqual([notice(IN_7, 7)]);
    expect(due(after(IN_7, 1), IN_1, off)).toEqual([]);
    expect(due(IN_7, IN_7, off)).toEqual([]);
    expect(due(IN_1, IN_30, off)).toEqual([]);
  });

  it('do not come while the extension is on, as the end moves', () => {
    expect(due(APPROVED, ENDS, held())).toEqual([]);
  });

  it('do not come before the delegation began', () => {
    const week = held({ extends: false, endsAt: after(APPROVED, 7 * 86_400_000) });
    const aDay = after(week.endsAt, -86_400_000);
    expect(due(instant('2025-01-01T00:00:00.000Z'), ENDS, week)).toEqual([notice(APPROVED, 7, week), notice(aDay, 1, week)]);
  });

  it('of several delegations come in the order in which they fall due, those of one moment by id', () => {
    const b = held({ id: offerIdOf('b'), extends: false });
    const a = held({ id: offerIdOf('a'), extends: false });
    const c = held({ id: offerIdOf('c'), extends: false, endsAt: after(ENDS, -1) });
    expect(due(IN_1, ENDS, b, a, c).map(({ delegation: { id } }) => id)).toEqual([a.id, b.id]);
    expect(due(after(IN_1, -1), ENDS, b, a, c).map(({ delegation: { id } }) => id)).toEqual([c.id, a.id, b.id]);
  });

  it('are the same in one span and in spans that follow on each other, and frozen', () =>
    fc.assert(
      fc.property(anyState(), fc.array(fc.nat({ max: 800 }), { minLength: 2, maxLength: 5 }), (state, days) => {
        const moments = days.map((day) => after(APPROVED, day * 86_400_000)).sort();
        const parts = moments.slice(1).flatMap((to, at) => noticesDue(state, moments[at] ?? to, to)._unsafeUnwrap());
        const whole = noticesDue(state, moments[0] ?? APPROVED, moments.at(-1) ?? APPROVED)._unsafeUnwrap();
        expect(parts).toEqual(whole);
        expect(whole.every(isFrozenInDepth)).toBe(true);
      }),
    ));

  it('are not told of malformed arguments, which are named by their paths', () => {
    for (const [path, state, from, to] of [
      ['state', null, APPROVED, ENDS],
      ['state.customer.id', { ...stateWith(), customer: { id: '' } }, APPROVED, ENDS],
      ['from', stateWith(), undefined, ENDS],
      ['to', stateWith(), APPROVED, '2027-01-10'],
    ] as const) {
      const error = noticesDue(state as never, from as never, to as never)._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });
});
