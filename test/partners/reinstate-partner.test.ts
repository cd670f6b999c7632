import { reinstatePartner } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { accountOf, opened } from '../fixtures/account';
import { contoso, hour, suspended } from '../fixtures/cast';

describe('Reinstating a partner', () => {
  it('is one change', () => {
    expect(reinstatePartner(accountOf(suspended(contoso)), { at: hour(4) })._unsafeUnwrap()).toEqual([
      { kind: 'partner-reinstated', at: hour(4) },
    ]);
  });

  it('changes nothing when the partner is active', () => {
    expect(reinstatePartner(accountOf(contoso), { at: hour(4) })._unsafeUnwrap()).toEqual([]);
  });

  it('makes the account what it was before the suspension, but for when it last changed', () => {
    const before = accountOf(contoso, opened(contoso, 'r1'));
    const after = accountOf(
      contoso,
      opened(contoso, 'r1'),
      { kind: 'partner-suspended', at: hour(3) },
      { kind: 'partner-reinstated', at: hour(4) },
    );
    expect(after).toEqual({ ...before, changedAt: hour(4) });
  });

  it('is refused, saying where, if an argument is malformed', () => {
    // @ts-expect-error there is no standing without an account
    expect(reinstatePartner(null, { at: hour(3) })._unsafeUnwrapErr().context.path).toBe('account');
    // @ts-expect-error it happens at some time
    expect(reinstatePartner(accountOf(contoso), {})._unsafeUnwrapErr().context.path).toBe('command.at');
  });
});
