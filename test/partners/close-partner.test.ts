import fc from 'fast-check';
import { closePartner, evolvePartner, type PartnerAccount } from 'partner-relationships';
import { partnerAccount } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, revoked } from '../fixtures/account';
import { closed, contoso, hour, suspended, theCustomer, theOperator, thePartner } from '../fixtures/cast';

const closing = { reason: 'left the marketplace', by: theOperator, at: hour(3) };
const by = { ...theOperator, userId: 'dana' };

/** The account after it was closed. */
const closedFrom = (account: PartnerAccount): PartnerAccount =>
  closePartner(account, closing)
    ._unsafeUnwrap()
    .reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), account);

describe('Closing a partner', () => {
  it.each([
    ['active', contoso],
    ['suspended', suspended(contoso)],
  ])('is one change that records who closed it and why: %s', (_, partner) => {
    expect(closePartner(accountOf(partner), { ...closing, by })._unsafeUnwrap()).toEqual([
      { kind: 'partner-closed', at: hour(3), by, reason: 'left the marketplace' },
    ]);
  });

  it('leaves the name, the program and the requests as they are, open and revoked', () => {
    const account = accountOf(contoso, opened(contoso, 'r1'), revoked(contoso, 'r1'), opened(contoso, 'r2'));
    expect(closedFrom(account)).toEqual({
      partner: closed(contoso),
      changedAt: hour(3),
      closure: { at: hour(3), by: theOperator, reason: 'left the marketplace' },
      requests: account.requests,
    });
  });

  it('changes nothing when the account is closed already, whatever reason is given now', () => {
    const account = closedFrom(accountOf(contoso));
    for (const reason of [closing.reason, 'another reason']) {
      expect(closePartner(account, { ...closing, reason, at: hour(9) })._unsafeUnwrap()).toEqual([]);
    }
  });

  it('leads, from every account, to one that is closed, and there it ends', () =>
    fc.assert(
      fc.property(partnerAccount(), (account) => {
        const after = closedFrom(account);
        expect(after.partner.standing).toBe('closed');
        expect(closePartner(after, closing)._unsafeUnwrap()).toEqual([]);
      }),
    ));

  it('counts as given at the last change of the account if it was given before', () => {
    const account = accountOf(contoso, opened(contoso, 'r1', { at: hour(5) }));
    expect(closedFrom(account)).toMatchObject({ changedAt: hour(5), closure: { at: hour(5) } });
  });

  it.each([
    ['account', null, closing],
    ['account.closure', { partner: closed(contoso), requests: [] }, closing],
    ['command', accountOf(contoso), undefined],
    ['command.reason', accountOf(contoso), { by: theOperator, at: hour(3) }],
    ['command.reason', accountOf(contoso), { ...closing, reason: ' ' }],
    ['command.reason', accountOf(contoso), { ...closing, reason: 'two\nlines' }],
    ['command.by', accountOf(contoso), { ...closing, by: undefined }],
    ['command.at', accountOf(contoso), { ...closing, at: 'today' }],
  ])('is refused, saying where, when an argument is malformed: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = closePartner(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('is refused for the first reason in the documented order', () => {
    const foreign = { ...closing, by: thePartner(contoso) };
    const isClosed = closedFrom(accountOf(contoso));
    expect(closePartner(isClosed, { ...foreign, reason: '' })._unsafeUnwrapErr().code).toBe('malformed-input');
    expect(closePartner(isClosed, foreign)._unsafeUnwrapErr().code).toBe('not-the-operator');
    expect(closePartner(isClosed, { ...closing, by: theCustomer('northwind') }).isErr()).toBe(true);
  });
});

describe('A closed partner', () => {
  it('partner-acts-for-itself: still revokes its requests and changes its name', () => {
    const account = closedFrom(accountOf(contoso, opened(contoso, 'r1')));
    const renamed = evolvePartner(account, {
      kind: 'partner-renamed',
      at: hour(4),
      by: thePartner(contoso),
      name: 'Contoso, formerly',
    })._unsafeUnwrap();
    const after = evolvePartner(renamed, revoked(contoso, 'r1', hour(5)))._unsafeUnwrap();
    expect(after.partner).toEqual({ ...closed(contoso), name: 'Contoso, formerly' });
    expect(after.requests).toMatchObject([{ id: 'r1', revokedAt: hour(5) }]);
    expect(after.closure).toEqual(account.closure);
  });
});
