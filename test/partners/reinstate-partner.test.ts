import { reinstatePartner } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { accountOf, opened } from '../fixtures/account';
import { contoso, hour, suspended, theOperator, thePartner } from '../fixtures/cast';

const suspension = { kind: 'partner-suspended', at: hour(3), by: theOperator, reason: 'an unpaid bill' } as const;
const reinstating = { reason: 'the bill is paid', by: theOperator, at: hour(4) };

describe('Reinstating a partner', () => {
  it('is one change that records who did it and why', () => {
    expect(reinstatePartner(accountOf(suspended(contoso)), reinstating)._unsafeUnwrap()).toEqual([
      { kind: 'partner-reinstated', at: hour(4), by: theOperator, reason: 'the bill is paid' },
    ]);
  });

  it('changes nothing when the partner is active', () => {
    expect(reinstatePartner(accountOf(contoso), reinstating)._unsafeUnwrap()).toEqual([]);
  });

  it('makes the account what it was before the suspension, but for when it last changed', () => {
    const before = accountOf(contoso, opened(contoso, 'r1'));
    const reinstatement = { kind: 'partner-reinstated', ...reinstating } as const;
    const after = accountOf(contoso, opened(contoso, 'r1'), suspension, reinstatement);
    expect(after).toEqual({ ...before, changedAt: hour(4) });
  });

  it.each([
    ['account', null, reinstating],
    ['command', accountOf(contoso), []],
    ['command.reason', accountOf(contoso), { ...reinstating, reason: undefined }],
    ['command.reason', accountOf(contoso), { ...reinstating, reason: '\t' }],
    ['command.by.kind', accountOf(contoso), { ...reinstating, by: { kind: 'admin' } }],
    ['command.at', accountOf(contoso), { ...reinstating, at: undefined }],
  ])('is refused, saying where, when an argument is malformed: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = reinstatePartner(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('is refused for the first reason in the documented order', () => {
    const closing = { kind: 'partner-closed', at: hour(3), by: theOperator, reason: 'left' } as const;
    const isClosed = accountOf(suspended(contoso), closing);
    const foreign = { ...reinstating, by: thePartner(contoso) };
    const codes = [
      reinstatePartner(isClosed, { ...foreign, reason: '' }),
      reinstatePartner(isClosed, foreign),
      reinstatePartner(isClosed, reinstating),
    ].map((result) => result._unsafeUnwrapErr().code);
    expect(codes).toEqual(['malformed-input', 'not-the-operator', 'partner-is-closed']);
  });
});
