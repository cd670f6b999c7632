import { reinstatePartner, suspendPartner } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, revoked } from '../fixtures/account';
import { contoso, hour, suspended } from '../fixtures/cast';

describe('Suspending a partner', () => {
  it('is one change', () => {
    expect(suspendPartner(accountOf(contoso), { at: hour(3) })._unsafeUnwrap()).toEqual([
      { kind: 'partner-suspended', at: hour(3) },
    ]);
  });

  it('changes nothing when the partner is suspended already', () => {
    expect(suspendPartner(accountOf(suspended(contoso)), { at: hour(3) })._unsafeUnwrap()).toEqual([]);
  });

  it('leaves the partner’s requests as they are, open and revoked', () => {
    const account = accountOf(contoso, opened(contoso, 'r1'), revoked(contoso, 'r1'), opened(contoso, 'r2'));
    const changes = suspendPartner(account, { at: hour(3) })._unsafeUnwrap();
    const after = accountOf(contoso, opened(contoso, 'r1'), revoked(contoso, 'r1'), opened(contoso, 'r2'), ...changes);
    expect(after).toEqual({ partner: suspended(contoso), changedAt: hour(3), requests: account.requests });
  });
});

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
});

describe.each([
  ['Suspending', suspendPartner],
  ['Reinstating', reinstatePartner],
])('%s a partner', (_what, change) => {
  it('is refused, saying where, when an argument is malformed', () => {
    // @ts-expect-error there is no standing without an account
    expect(change(null, { at: hour(3) })._unsafeUnwrapErr().context.path).toBe('account');
    // @ts-expect-error it happens at some time
    expect(change(accountOf(contoso), {})._unsafeUnwrapErr().context.path).toBe('command.at');
  });
});
