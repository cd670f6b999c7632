import { parsePartnerAccount } from 'partner-relationships';
import { describe, expect, it } from 'vitest';

const tailspin = { id: 'tailspin', name: 'Tailspin Toys', program: 'indirect-provider', standing: 'active' };
const request = (number: number, change: object = {}): object => ({
  id: `r${number}`,
  partnerId: 'tailspin',
  indirectResellerId: null,
  token: `token-${number}`.padEnd(16, '-'),
  openedAt: '2026-01-01T00:00:00.000Z',
  revokedAt: null,
  ...change,
});
const revoked = { revokedAt: '2026-02-01T00:00:00.000Z' };
const closure = { at: '2026-01-15T00:00:00.000Z', by: { kind: 'operator' }, reason: 'left the marketplace' };
const closed = { partner: { ...tailspin, standing: 'closed' }, closure, requests: [] };
const accountWith = (...requests: object[]): object => ({ partner: tailspin, requests });
const offer = (number: number, change: object = {}): object => ({
  id: `offer-${number}`.padEnd(16, '-'),
  partnerId: 'tailspin',
  indirectResellerId: null,
  customerId: null,
  name: `Offer ${number}`,
  roles: ['exchange-administrator', 'user-administrator'],
  termDays: 365,
  extends: true,
  lockedAt: null,
  consentedAt: null,
  takenBy: null,
  ...change,
});
const lockedAt = '2026-02-01T00:00:00.000Z';
const consentedAt = '2026-02-02T00:00:00.000Z';
const named = { indirectResellerId: 'wingtip' };
const offering = (...roleOffers: object[]): object => ({ partner: tailspin, requests: [], roleOffers });

describe('A partner account', () => {
  it.each([
    ['no request', accountWith()],
    ['an open request', accountWith(request(1))],
    ['a revoked request beside an open one', accountWith(request(1, revoked), request(2))],
    ['several revoked requests', accountWith(request(1, revoked), request(2, revoked))],
    ['an open request for itself and one for each reseller', accountWith(
      request(1),
      request(2, { indirectResellerId: 'wingtip' }),
      request(3, { indirectResellerId: 'Wingtip' }),
    )],
    ['a request of a partner that is suspended', { partner: { ...tailspin, standing: 'suspended' }, requests: [request(1)] }],
    ['no request, being an indirect reseller’s', { partner: { ...tailspin, program: 'indirect-reseller' }, requests: [] }],
    ['a closure, being closed', closed],
    ['a closure by somebody', { ...closed, closure: { ...closure, by: { kind: 'operator', userId: 'dana' } } }],
    ['requests, open and revoked, being closed', { ...closed, requests: [request(1, revoked), request(2)] }],
    ['changed when it was closed', { ...closed, changedAt: closure.at }],
    ['changed after it was closed, as by a new name', { ...closed, changedAt: revoked.revokedAt }],
    ['changed at the latest instant in it', { ...accountWith(request(1, revoked)), changedAt: revoked.revokedAt }],
    ['changed later, as by a suspension', { ...accountWith(request(1)), changedAt: revoked.revokedAt }],
    ['changed at some time, without a request', { ...accountWith(), changedAt: revoked.revokedAt }],
  ])('can have %s', (_what, value) => {
    expect(parsePartnerAccount(value)._unsafeUnwrap()).toEqual(value);
  });

  it('need not tell when it last changed', () => {
    const parsed = parsePartnerAccount({ ...accountWith(request(1)), changedAt: undefined })._unsafeUnwrap();
    expect(Object.keys(parsed)).toEqual(['partner', 'requests']);
  });

  it('has not changed before an instant in it', () => {
    const late = { openedAt: revoked.revokedAt };
    for (const value of [accountWith(request(1, revoked), request(2)), accountWith(request(1, late))]) {
      expect(parsePartnerAccount({ ...value, changedAt: revoked.revokedAt }).isOk()).toBe(true);
      const { context } = parsePartnerAccount({ ...value, changedAt: '2026-01-31T23:59:59.999Z' })._unsafeUnwrapErr();
      expect(context).toEqual({
        path: 'changedAt',
        expected: `no earlier instant than the latest in it, ${revoked.revokedAt}`,
        received: '"2026-01-31T23:59:59.999Z"',
      });
    }
  });

  it('has a closure exactly if it is closed', () => {
    expect(parsePartnerAccount({ ...closed, closure: undefined })._unsafeUnwrapErr().context).toEqual({
      path: 'closure',
      expected: 'the closure of a closed account',
      received: 'nothing',
    });
    for (const standing of ['active', 'suspended']) {
      const { context } = parsePartnerAccount({ ...closed, partner: { ...tailspin, standing } })._unsafeUnwrapErr();
      expect(context).toMatchObject({ path: 'closure', expected: 'no closure, as the partner is not closed' });
    }
  });

  it('has not changed before it was closed', () => {
    const { context } = parsePartnerAccount({ ...closed, changedAt: '2026-01-14T23:59:59.999Z' })._unsafeUnwrapErr();
    expect(context).toEqual({
      path: 'changedAt',
      expected: `no earlier instant than the latest in it, ${closure.at}`,
      received: '"2026-01-14T23:59:59.999Z"',
    });
  });

  it('keeps of a closure its own fields, frozen', () => {
    const parsed = parsePartnerAccount({ ...closed, closure: { ...closure, note: 'not kept' } })._unsafeUnwrap();
    expect(parsed).toEqual(closed);
    expect([parsed.closure, parsed.closure?.by].every(Object.isFrozen)).toBe(true);
    const account = parsePartnerAccount({ ...accountWith(), closure: undefined })._unsafeUnwrap();
    expect(Object.keys(account)).toEqual(['partner', 'requests']);
  });

  it.each([
    ['', null, 'a partner account'],
    ['partner', { requests: [] }, 'a partner'],
    ['partner.id', { partner: { ...tailspin, id: '' }, requests: [] }, 'a partner id'],
    ['changedAt', { ...accountWith(), changedAt: null }, 'an instant'],
    ['partner.standing', { ...closed, partner: { ...tailspin, standing: 'gone' } }, '"active" or "suspended" or "cl'],
    ['closure', { ...closed, closure: null }, 'a closure'],
    ['closure.at', { ...closed, closure: { ...closure, at: 'today' } }, 'an instant'],
    ['closure.by', { ...closed, closure: { ...closure, by: undefined } }, 'an operator acting'],
    ['closure.by.kind', { ...closed, closure: { ...closure, by: { kind: 'partner' } } }, '"operator"'],
    ['closure.by.userId', { ...closed, closure: { ...closure, by: { kind: 'operator', userId: '' } } }, 'a user id'],
    ['closure.reason', { ...closed, closure: { ...closure, reason: ' ' } }, 'a reason'],
    ['requests', { partner: tailspin, requests: {} }, 'an array of relationship requests, at most 2000'],
    ['requests[0]', accountWith([]), 'a relationship request'],
    ['requests[1].id', accountWith(request(1), request(2, { id: 2 })), 'a request id'],
    ['requests[0].partnerId', accountWith(request(1, { partnerId: 'all' })), 'a partner id'],
    ['requests[0].indirectResellerId', accountWith(request(1, { indirectResellerId: undefined })), 'a partner id'],
    ['requests[0].token', accountWith(request(1, { token: 'short' })), 'an invite token'],
    ['requests[0].openedAt', accountWith(request(1, { openedAt: 'yesterday' })), 'an instant'],
    ['requests[0].revokedAt', accountWith(request(1, { revokedAt: 'yesterday' })), 'an instant'],
  ])('is refused for what is malformed: %s', (path, value, expected) => {
    const { context } = parsePartnerAccount(value)._unsafeUnwrapErr();
    expect(context.path).toBe(path);
    expect(context.expected.startsWith(expected)).toBe(true);
  });

  it('has at most 2,000 requests', () => {
    const many = Array.from({ length: 2001 }, (_, at) => request(at, revoked));
    expect(parsePartnerAccount(accountWith(...many.slice(1))).isOk()).toBe(true);
    expect(parsePartnerAccount(accountWith(...many))._unsafeUnwrapErr().context).toEqual({
      path: 'requests',
      expected: 'an array of relationship requests, at most 2000',
      received: 'an array of 2001',
    });
  });

  it('has requests of its own partner only', () => {
    const value = accountWith(request(1), request(2, { ...revoked, partnerId: 'Tailspin' }));
    expect(parsePartnerAccount(value)._unsafeUnwrapErr().context).toEqual({
      path: 'requests[1].partnerId',
      expected: 'the account\'s partner, "tailspin"',
      received: '"Tailspin"',
    });
  });

  it('has no two requests with one id', () => {
    const value = accountWith(request(1, revoked), request(2, { id: 'r1' }));
    expect(parsePartnerAccount(value)._unsafeUnwrapErr().context).toMatchObject({
      path: 'requests[1].id',
      expected: 'an id that no other request has',
    });
  });

  it('has no two requests with one token', () => {
    const value = accountWith(request(1, revoked), request(2, { token: 'token-1'.padEnd(16, '-') }));
    expect(parsePartnerAccount(value)._unsafeUnwrapErr().context).toMatchObject({
      path: 'requests[1].token',
      expected: 'a token that no other request has',
    });
  });

  it('takes an id for no token, and a token for no id', () => {
    const token = 'token-1'.padEnd(16, '-');
    expect(parsePartnerAccount(accountWith(request(1, revoked), request(2, { id: token }))).isOk()).toBe(true);
  });

  it('has at most one open request that names nobody', () => {
    const value = accountWith(request(1), request(2, { indirectResellerId: 'wingtip' }), request(3));
    expect(parsePartnerAccount(value)._unsafeUnwrapErr().context).toMatchObject({
      path: 'requests[2].revokedAt',
      expected: 'one open request per reseller named',
    });
  });

  it('has at most one open request for each indirect reseller named', () => {
    const named = { indirectResellerId: 'wingtip' };
    expect(parsePartnerAccount(accountWith(request(1, { ...named, ...revoked }), request(2, named))).isOk()).toBe(true);
    expect(parsePartnerAccount(accountWith(request(1, named), request(2, named)))._unsafeUnwrapErr().context).toMatchObject({
      path: 'requests[1].revokedAt',
      expected: 'one open request per reseller named',
    });
  });

  it.each(['direct-bill', 'advisor'])('names no reseller when its partner is no provider: %s', (program) => {
    const value = { partner: { ...tailspin, program }, requests: [request(1, { indirectResellerId: 'wingtip' })] };
    expect(parsePartnerAccount(value)._unsafeUnwrapErr().context).toEqual({
      path: 'requests[0].indirectResellerId',
      expected: 'null, as only a provider names one',
      received: '"wingtip"',
    });
  });

  it('does not name the provider itself', () => {
    const value = accountWith(request(1, { indirectResellerId: 'tailspin' }));
    expect(parsePartnerAccount(value)._unsafeUnwrapErr().context).toEqual({
      path: 'requests[0].indirectResellerId',
      expected: 'another partner than the provider',
      received: '"tailspin"',
    });
  });

  it('has no request when it is an indirect reseller’s, open or revoked', () => {
    const partner = { ...tailspin, program: 'indirect-reseller' };
    for (const one of [request(1), request(1, revoked)]) {
      expect(parsePartnerAccount({ partner, requests: [one] })._unsafeUnwrapErr().context).toMatchObject({
        path: 'requests[0]',
        expected: 'no request of an indirect reseller',
      });
    }
  });

  it('is the same object when it came out of this library, as nobody can have changed it', () => {
    const account = parsePartnerAccount(accountWith(request(1)))._unsafeUnwrap();
    expect(parsePartnerAccount(account)._unsafeUnwrap()).toBe(account);
    expect(parsePartnerAccount({ ...account })._unsafeUnwrap()).not.toBe(account);
  });
});

describe('The role offers of a partner account', () => {
  it.each([
    ['a draft', offering(offer(1))],
    ['a draft for one customer and a reseller', offering(offer(1, { ...named, customerId: 'northwind' }))],
    ['one that waits for any customer', offering(offer(1, { lockedAt }))],
    ['one that waits for one customer', offering(offer(1, { lockedAt, customerId: 'northwind' }))],
    ['one that any customer has taken', offering(offer(1, { lockedAt, takenBy: 'northwind' }))],
    ['one that its customer has taken', offering(offer(1, { lockedAt, customerId: 'northwind', takenBy: 'northwind' }))],
    ['one that waits for a reseller', offering(offer(1, { ...named, lockedAt }))],
    ['one to which a reseller consented', offering(offer(1, { ...named, lockedAt, consentedAt }))],
    ['one to which it consented at once', offering(offer(1, { ...named, lockedAt, consentedAt: lockedAt }))],
    ['several, whose names differ in case', offering(offer(1, { name: 'Mail' }), offer(2, { name: 'mail' }))],
    ['one whose name is the id of another', offering(offer(1), offer(2, { name: 'offer-1'.padEnd(16, '-') }))],
    ['a name of 50 characters', offering(offer(1, { name: '🚀'.repeat(50) }))],
    ['the shortest term and the longest', offering(offer(1, { termDays: 1 }), offer(2, { termDays: 730 }))],
    ['offers of a closed account', { ...closed, roleOffers: [offer(1), offer(2, { lockedAt })] }],
    ['an indirect reseller’s', { ...offering(offer(1)), partner: { ...tailspin, program: 'indirect-reseller' } }],
    ['no later change than the consent', { ...offering(offer(1, { ...named, lockedAt, consentedAt })), changedAt: consentedAt }],
  ])('can be %s', (_what, value) => {
    expect(parsePartnerAccount(value)._unsafeUnwrap()).toEqual(value);
  });

  it('are frozen in depth, and keep their own fields only', () => {
    const parsed = parsePartnerAccount(offering(offer(1, { note: 'not kept' })))._unsafeUnwrap();
    expect(parsed).toEqual(offering(offer(1)));
    expect([parsed.roleOffers, parsed.roleOffers?.[0], parsed.roleOffers?.[0]?.roles].every(Object.isFrozen)).toBe(true);
  });

  it('leave no trace where there is none', () => {
    for (const value of [accountWith(), { ...accountWith(), roleOffers: undefined }]) {
      expect(JSON.stringify(parsePartnerAccount(value)._unsafeUnwrap())).toBe(JSON.stringify(accountWith()));
    }
  });

  it.each([
    ['roleOffers', { ...accountWith(), roleOffers: null }, 'an array of role offers, at most 1000'],
    ['roleOffers[0]', offering([]), 'a role offer'],
    ['roleOffers[1].id', offering(offer(1), offer(2, { id: 'guessable' })), 'an offer id (16 to 64 characters'],
    ['roleOffers[0].partnerId', offering(offer(1, { partnerId: 'all' })), 'a partner id'],
    ['roleOffers[0].indirectResellerId', offering(offer(1, { indirectResellerId: '' })), 'a partner id'],
    ['roleOffers[0].customerId', offering(offer(1, { customerId: undefined })), 'a customer id'],
    ['roleOffers[0].name', offering(offer(1, { name: '' })), 'the name of an offer (1 to 50 characters'],
    ['roleOffers[0].name', offering(offer(1, { name: '🚀'.repeat(51) })), 'the name of an offer'],
    ['roleOffers[0].name', offering(offer(1, { name: 'two\nlines' })), 'the name of an offer'],
    ['roleOffers[0].name', offering(offer(1, { name: ' ' })), 'the name of an offer'],
    ['roleOffers[0].roles', offering(offer(1, { roles: [] })), 'roles, each once'],
    ['roleOffers[0].roles', offering(offer(1, { roles: ['r1', 'r2', 'r1'] })), 'roles, each once'],
    ['roleOffers[0].roles[1]', offering(offer(1, { roles: ['r1', 'two words'] })), 'a role id'],
    ['roleOffers[0].termDays', offering(offer(1, { termDays: 0 })), 'an integer from 1 to 730'],
    ['roleOffers[0].termDays', offering(offer(1, { termDays: 731 })), 'an integer from 1 to 730'],
    ['roleOffers[0].termDays', offering(offer(1, { termDays: 1.5 })), 'an integer from 1 to 730'],
    ['roleOffers[0].termDays', offering(offer(1, { termDays: '365' })), 'an integer from 1 to 730'],
    ['roleOffers[0].extends', offering(offer(1, { extends: null })), 'true or false'],
    ['roleOffers[0].lockedAt', offering(offer(1, { lockedAt: undefined })), 'an instant'],
    ['roleOffers[0].consentedAt', offering(offer(1, { lockedAt, consentedAt: 'today' })), 'an instant'],
    ['roleOffers[0].takenBy', offering(offer(1, { lockedAt, takenBy: 'two words' })), 'a customer id'],
    ['roleOffers[1].id', offering(offer(1), offer(1, { name: 'Another' })), 'an id that no other has'],
    ['roleOffers[1].name', offering(offer(1), offer(2, { name: 'Offer 1' })), 'a name that no other has'],
    ['roleOffers[1].partnerId', offering(offer(1), offer(2, { partnerId: 'Tailspin' })), '"tailspin"'],
  ])('are refused for what is malformed: %s', (path, value, expected) => {
    const { context } = parsePartnerAccount(value)._unsafeUnwrapErr();
    expect(context.path).toBe(path);
    expect(context.expected.startsWith(expected)).toBe(true);
  });

  it.each([
    ['a draft to which somebody consented', { ...named, consentedAt }],
    ['a draft that is taken', { takenBy: 'northwind' }],
    ['one that another customer took than the one named', { lockedAt, customerId: 'northwind', takenBy: 'margie' }],
    ['one to which a reseller consented before it was locked', { ...named, lockedAt: consentedAt, consentedAt: lockedAt }],
    ['one to which somebody consented, though it names no reseller', { lockedAt, consentedAt }],
    ['one that is taken before the reseller consented', { ...named, lockedAt, takenBy: 'northwind' }],
    ['one that names its own partner as the reseller', { indirectResellerId: 'tailspin' }],
  ])('are refused for what cannot have come about: %s', (_what, change) => {
    expect(parsePartnerAccount(offering(offer(1), offer(2, change)))._unsafeUnwrapErr().context).toEqual({
      path: 'roleOffers[1]',
      expected: 'an offer that can have come about',
      received: 'an object',
    });
  });

  it('are not later than the last change of the account', () => {
    for (const one of [offer(1, { lockedAt }), offer(1, { ...named, lockedAt: '2026-01-01T00:00:00.000Z', consentedAt: lockedAt })]) {
      const value = offering(offer(2, { lockedAt: '2026-01-20T00:00:00.000Z' }), one, offer(3));
      expect(parsePartnerAccount({ ...value, changedAt: lockedAt }).isOk()).toBe(true);
      const { context } = parsePartnerAccount({ ...value, changedAt: '2026-01-31T23:59:59.999Z' })._unsafeUnwrapErr();
      expect(context).toMatchObject({ path: 'changedAt', expected: `no earlier instant than the latest in it, ${lockedAt}` });
    }
  });

  it('are at most 1,000, of at most 100 roles each and 5,000 in all', () => {
    const roles = (count: number): object => ({ roles: Array.from({ length: count }, (_, at) => `role-${at}`) });
    const offers = (count: number, each: number): object[] =>
      Array.from({ length: count }, (_, at) => offer(at, roles(each)));
    for (const fitting of [offers(1000, 5), offers(50, 100)]) {
      expect(parsePartnerAccount(offering(...fitting)).isOk()).toBe(true);
    }
    expect(parsePartnerAccount(offering(...offers(1001, 1)))._unsafeUnwrapErr().context).toEqual({
      path: 'roleOffers',
      expected: 'an array of role offers, at most 1000',
      received: 'an array of 1001',
    });
    expect(parsePartnerAccount(offering(offer(1, roles(101))))._unsafeUnwrapErr().context).toMatchObject({
      path: 'roleOffers[0].roles',
      expected: 'an array of roles, at most 100',
    });
    expect(parsePartnerAccount(offering(...offers(50, 100), offer(51, roles(1))))._unsafeUnwrapErr().context).toEqual({
      path: 'roleOffers',
      expected: 'at most 5000 roles',
      received: 'an array of 51',
    });
  });
});
