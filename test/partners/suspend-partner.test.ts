import { suspendPartner } from 'partner-relationships';
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

  it('is refused, saying where, if an argument is malformed', () => {
    // @ts-expect-error there is no standing without an account
    expect(suspendPartner(null, { at: hour(3) })._unsafeUnwrapErr().context.path).toBe('account');
    // @ts-expect-error it happens at some time
    expect(suspendPartner(accountOf(contoso), {})._unsafeUnwrapErr().context.path).toBe('command.at');
  });
});
