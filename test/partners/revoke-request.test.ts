import fc from 'fast-check';
import {
  acceptRequest,
  evolvePartner,
  foldCustomer,
  MAX_REVOKED_REQUESTS_PER_PARTNER,
  parsePartnerAccount,
  revokeRequest,
  type AcceptRequest,
  type PartnerAccount,
  type RelationshipRequest,
} from 'partner-relationships';
import { actor, partnerAccount, relationshipRequest, situation } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, revoked } from '../fixtures/account';
import {
  contoso,
  fabrikam,
  hour,
  northwind,
  requestIdOf,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  tokenOf,
} from '../fixtures/cast';

const revocation = { requestId: requestIdOf('r1'), by: thePartner(contoso), at: hour(2) };
const account = accountOf(contoso, opened(contoso, 'r1'));

describe('Revoking a request', () => {
  it('is one change of the account', () => {
    expect(revokeRequest(account, revocation)._unsafeUnwrap()).toEqual([{ kind: 'request-revoked', ...revocation }]);
  });

  it('changes nothing when it is revoked already', () => {
    const after = evolvePartner(account, revoked(contoso, 'r1'))._unsafeUnwrap();
    expect(revokeRequest(after, { ...revocation, at: hour(9) })._unsafeUnwrap()).toEqual([]);
  });

  it('partner-acts-for-itself: is still for the partner when its account is closed', () => {
    const closing = { kind: 'partner-closed', at: hour(1), by: theOperator, reason: 'left the marketplace' } as const;
    const isClosed = evolvePartner(account, closing)._unsafeUnwrap();
    expect(revokeRequest(isClosed, revocation)._unsafeUnwrap()).toEqual([{ kind: 'request-revoked', ...revocation }]);
  });

  it('closes this request and leaves everything else of the account', () => {
    fc.assert(
      fc.property(partnerAccount(), fc.nat(), (before, chosen) => {
        const request = before.requests[chosen % before.requests.length];
        fc.pre(request !== undefined);
        const by = thePartner(before.partner);
        const changes = revokeRequest(before, { requestId: request.id, by, at: hour(2) })._unsafeUnwrap();
        const after = (some: typeof changes): PartnerAccount =>
          some.reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), before);
        const { changedAt = '' } = before;
        const at = changedAt > hour(2) ? changedAt : hour(2);
        const expected = before.requests.map((one) =>
          one.id === request.id ? { ...one, revokedAt: one.revokedAt ?? at } : one,
        );
        // Before that comes what time has done.
        expect(after(changes)).toEqual({
          ...after(changes.slice(0, -1)),
          changedAt: request.revokedAt === null ? at : changedAt,
          requests: expected,
        });
      }),
    );
  });

  it('partner-acts-for-itself: is for the partner only, not for another partner, a customer or the operator', () => {
    for (const by of [thePartner(fabrikam), theCustomer('northwind'), theCustomer(contoso.id), theOperator]) {
      expect(revokeRequest(account, { ...revocation, by })._unsafeUnwrapErr()).toMatchObject({
        kind: 'rule-violation',
        code: 'not-the-partner',
        rule: 'partner-acts-for-itself',
        context: { by },
      });
    }
  });

  it('partner-acts-for-itself: is refused to anybody else, for any account', () => {
    fc.assert(
      fc.property(partnerAccount(), actor(), (owner, by) => {
        fc.pre(by.kind !== 'partner' || by.partnerId !== owner.partner.id);
        const requestId = owner.requests[0]?.id ?? requestIdOf('r1');
        expect(revokeRequest(owner, { requestId, by, at: hour(2) })._unsafeUnwrapErr()).toMatchObject({
          rule: 'partner-acts-for-itself',
        });
      }),
    );
  });

  it('is refused when the account has no such request', () => {
    expect(revokeRequest(account, { ...revocation, requestId: requestIdOf('R1') })._unsafeUnwrapErr()).toEqual({
      kind: 'invalid-input',
      code: 'unknown-request',
      message: 'the partner has no request "R1"',
      context: { requestId: 'R1' },
    });
  });

  it.each([
    ['account.requests[0].token', { ...account, requests: [{ ...account.requests[0], token: '' }] }, revocation],
    ['command.requestId', account, { ...revocation, requestId: undefined }],
    ['command.by.partnerId', account, { ...revocation, by: { kind: 'partner', partnerId: 'all' } }],
    ['command.at', account, { ...revocation, at: 'now' }],
  ])('is refused with a malformed argument: %s', (path, state, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = revokeRequest(state, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('is refused for the first reason in the documented order', () => {
    const by = thePartner(fabrikam);
    const requestId = requestIdOf('unknown');
    // @ts-expect-error an instant is branded
    const malformed = revokeRequest(account, { requestId, by, at: 'now' })._unsafeUnwrapErr();
    expect(malformed.code).toBe('malformed-input');
    expect(revokeRequest(account, { requestId, by, at: hour(2) })._unsafeUnwrapErr().code).toBe('not-the-partner');
  });
});

describe('A revoked request', () => {
  const acceptanceOf = (request: RelationshipRequest): AcceptRequest => ({
    customer: northwind,
    partner: contoso,
    request,
    services: [],
    by: theCustomer(northwind.id),
    at: hour(3),
  });
  const [open = missing('open request')] = account.requests;
  const [closed = missing('revoked request')] = evolvePartner(account, revoked(contoso, 'r1'))._unsafeUnwrap().requests;

  it('revoked-invitation-cannot-be-accepted: by a customer, who could accept it before', () => {
    expect(acceptRequest(null, acceptanceOf(open)).isOk()).toBe(true);
    expect(acceptRequest(null, acceptanceOf(closed))._unsafeUnwrapErr()).toMatchObject({
      kind: 'rule-violation',
      code: 'request-is-revoked',
      rule: 'revoked-invitation-cannot-be-accepted',
      context: { requestId: 'r1', revokedAt: hour(2) },
    });
  });

  it('revoked-invitation-cannot-be-accepted: again by a customer that has accepted it before', () => {
    const state = foldCustomer(acceptRequest(null, acceptanceOf(open))._unsafeUnwrap())._unsafeUnwrap();
    expect(acceptRequest(state, acceptanceOf(closed))._unsafeUnwrapErr().code).toBe('request-is-revoked');
  });

  it('revoked-invitation-cannot-be-accepted: by anybody, whatever the customer’s relationships are', () => {
    fc.assert(
      fc.property(situation(), relationshipRequest({ revoked: true }), fc.nat(), (given, request, chosen) => {
        const { accounts } = given.marketplace;
        const { partner } = accounts[chosen % accounts.length] ?? account;
        const { state } = given;
        const { customer } = state;
        const by = { kind: 'customer', customerId: customer.id } as const;
        const own = { ...request, partnerId: partner.id, indirectResellerId: null };
        const command = { customer, partner, request: own, services: [], by, at: hour(3) };
        fc.pre(partner.program !== 'indirect-reseller' && partner.standing !== 'closed');
        expect(acceptRequest(state, command)._unsafeUnwrapErr().code).toBe('request-is-revoked');
        expect(acceptRequest(null, command)._unsafeUnwrapErr().code).toBe('request-is-revoked');
      }),
    );
  });
});

describe('Revoked requests are remembered', () => {
  const limit = MAX_REVOKED_REQUESTS_PER_PARTNER;
  /** Open: the one opened first, r0. Revoked: so many others, each an hour before the one that was opened before it. */
  const accountWith = (count: number): PartnerAccount =>
    parsePartnerAccount({
      partner: tailspin,
      requests: Array.from({ length: count + 1 }, (_, at) => ({
        id: `r${at}`,
        partnerId: tailspin.id,
        indirectResellerId: null,
        token: tokenOf(`r${at}`),
        openedAt: hour(0),
        revokedAt: at === 0 ? null : hour(count + 1 - at),
      })),
    })._unsafeUnwrap();
  const idsOf = ({ requests }: PartnerAccount): readonly string[] => requests.map(({ id }) => id);

  it('up to MAX_REVOKED_REQUESTS_PER_PARTNER of them', () => {
    const before = accountWith(limit - 1);
    const after = evolvePartner(before, revoked(tailspin, 'r0', hour(limit)))._unsafeUnwrap();
    expect(idsOf(after)).toEqual(idsOf(before));
  });

  it('not counting those that are open', () => {
    const full = accountWith(limit - 1);
    const open = { ...full.requests[0], id: 'open', token: tokenOf('open'), indirectResellerId: 'wingtip' };
    const before = parsePartnerAccount({ ...full, requests: [...full.requests, open] })._unsafeUnwrap();
    const after = evolvePartner(before, revoked(tailspin, 'r0', hour(limit)))._unsafeUnwrap();
    expect(idsOf(after)).toEqual(idsOf(before));
  });

  it('until the one revoked longest ago gives way, not the one opened first', () => {
    const before = accountWith(limit);
    const after = evolvePartner(before, revoked(tailspin, 'r0', hour(limit + 1)))._unsafeUnwrap();
    expect(idsOf(after)).toEqual(idsOf(before).filter((id) => id !== `r${limit}`));
    expect(after.requests.filter(({ revokedAt }) => revokedAt !== null)).toHaveLength(limit);
  });

  it('the latest always, even by a clock that runs behind: revoking it again changes nothing', () => {
    const after = evolvePartner(accountWith(limit), revoked(tailspin, 'r0', hour(0)))._unsafeUnwrap();
    const again = { requestId: requestIdOf('r0'), by: thePartner(tailspin), at: hour(limit + 1) };
    expect(revokeRequest(after, again)._unsafeUnwrap()).toEqual([]);
  });

  it('and a forgotten one is unknown', () => {
    const after = evolvePartner(accountWith(limit), revoked(tailspin, 'r0', hour(limit + 1)))._unsafeUnwrap();
    const forgotten = { requestId: requestIdOf(`r${limit}`), by: thePartner(tailspin), at: hour(limit + 2) };
    expect(revokeRequest(after, forgotten)._unsafeUnwrapErr().code).toBe('unknown-request');
  });
});

function missing(what: string): never {
  throw new Error(`there is no ${what}`);
}
