import { suspendPartner } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, revoked } from '../fixtures/account';
import { contoso, hour, suspended, theOperator, thePartner } from '../fixtures/cast';

const suspending = { reason: 'an unpaid bill', by: theOperator, at: hour(3) };

describe('Suspending a partner', () => {
  it('is one change that records who did it and why', () => {
    expect(suspendPartner(accountOf(contoso), suspending)._unsafeUnwrap()).toEqual([
      { kind: 'partner-suspended', at: hour(3), by: theOperator, reason: 'an unpaid bill' },
    ]);
  });

  it('changes nothing when the partner is suspended already, whatever reason is given now', () => {
    const account = accountOf(suspended(contoso));
    expect(suspendPartner(account, suspending)._unsafeUnwrap()).toEqual([]);
    expect(suspendPartner(account, { ...suspending, reason: 'another bill' })._unsafeUnwrap()).toEqual([]);
  });

  it('leaves the partner’s requests as they are, open and revoked', () => {
    const account = accountOf(contoso, opened(contoso, 'r1'), revoked(contoso, 'r1'), opened(contoso, 'r2'));
    const changes = suspendPartner(account, suspending)._unsafeUnwrap();
    const after = accountOf(contoso, opened(contoso, 'r1'), revoked(contoso, 'r1'), opened(contoso, 'r2'), ...changes);
    expect(after).toEqual({ partner: suspended(contoso), changedAt: hour(3), requests: account.requests });
  });

  it.each([
    ['account', null, suspending],
    ['command', accountOf(contoso), null],
    ['command.reason', accountOf(contoso), { ...suspending, reason: undefined }],
    ['command.reason', accountOf(contoso), { ...suspending, reason: 'x'.repeat(257) }],
    ['command.by', accountOf(contoso), { ...suspending, by: undefined }],
    ['command.by.userId', accountOf(contoso), { ...suspending, by: { ...theOperator, userId: '' } }],
    ['command.at', accountOf(contoso), { ...suspending, at: undefined }],
  ])('is refused, saying where, when an argument is malformed: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = suspendPartner(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('is refused for the first reason in the documented order', () => {
    const closing = { kind: 'partner-closed', at: hour(1), by: theOperator, reason: 'left' } as const;
    const isClosed = accountOf(contoso, closing);
    const foreign = { ...suspending, by: thePartner(contoso) };
    const codes = [
      suspendPartner(isClosed, { ...foreign, reason: '' }),
      suspendPartner(isClosed, foreign),
      suspendPartner(isClosed, suspending),
    ].map((result) => result._unsafeUnwrapErr().code);
    expect(codes).toEqual(['malformed-input', 'not-the-operator', 'partner-is-closed']);
  });
});
