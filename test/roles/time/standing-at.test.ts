import { describe, expect, it } from 'vitest';
import { standingAt } from 'partner-relationships/roles';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { after, APPROVED, ENDS, GLOBAL, held, instant, MEANWHILE, USER } from '../delegations/scene';

describe('how a role delegation stands', () => {
  it('delegation-ends-on-time: it is active from its activation on and over at its end, settled or not', () => {
    const off = held({ extends: false });
    for (const [at, status] of [
      [after(APPROVED, -1), 'not-active-yet'],
      [APPROVED, 'active'],
      [MEANWHILE, 'active'],
      [after(ENDS, -1), 'active'],
      [ENDS, 'expired'],
      [instant('2030-01-01T00:00:00.000Z'), 'expired'],
    ] as const) {
      expect(standingAt(off, at)._unsafeUnwrap()).toStrictEqual({ status, endsAt: ENDS, extends: false });
    }
  });

  it('extension-moves-the-end: with the extension on it stays active, and its end is always ahead', () => {
    for (const [at, endsAt] of [
      [after(ENDS, -1), ENDS],
      [ENDS, instant('2027-07-09T09:00:00.000Z')],
      [instant('2028-01-05T08:59:59.999Z'), instant('2028-01-05T09:00:00.000Z')],
      [instant('2028-01-05T09:00:00.000Z'), instant('2028-07-03T09:00:00.000Z')],
    ] as const) {
      expect(standingAt(held(), at)._unsafeUnwrap()).toStrictEqual({ status: 'active', endsAt, extends: true });
    }
    expect(standingAt(held(), after(APPROVED, -1))._unsafeUnwrap().status).toBe('not-active-yet');
  });

  it('extension-moves-the-end: not beyond the last moment there is, at which it is over', () => {
    const last = instant('9999-12-31T23:59:59.999Z');
    expect(standingAt(held(), after(last, -1))._unsafeUnwrap()).toEqual({ status: 'active', endsAt: last, extends: true });
    expect(standingAt(held(), last)._unsafeUnwrap()).toEqual({ status: 'expired', endsAt: last, extends: true });
  });

  it('is frozen', () => {
    expect(isFrozenInDepth(standingAt(held(), MEANWHILE)._unsafeUnwrap())).toBe(true);
  });

  it('is not told of malformed arguments, which are named by their paths', () => {
    const twice = [
      { groupId: 'desk', roles: [USER], assignedAt: APPROVED },
      { groupId: 'desk', roles: [USER], assignedAt: APPROVED },
    ];
    for (const [path, delegation, at] of [
      ['delegation', null, ENDS],
      ['delegation.roles', { ...held(), roles: [] }, ENDS],
      ['delegation', { ...held({ roles: [GLOBAL, USER] }), assignments: twice }, ENDS],
      ['at', held(), 'tomorrow'],
    ] as const) {
      const error = standingAt(delegation as never, at as never)._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });
});
