import fc from 'fast-check';
import {
  evolvePartner,
  inviteLink,
  MAX_OPEN_REQUESTS_PER_PARTNER,
  openRequest,
  parsePartnerAccount,
  type OpenRequestError,
  type PartnerAccount,
} from 'partner-relationships';
import { actor, inviteToken, partner, partnerAccount, requestId } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, opening, revoked } from '../fixtures/account';
import {
  baseUrl,
  closed,
  contoso,
  fabrikam,
  hour,
  litware,
  partnerOf,
  requestIdOf,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  tokenOf,
  wingtip,
} from '../fixtures/cast';

const refusal = (account: PartnerAccount, ...[partnerOfIt, id, change]: Parameters<typeof opening>): OpenRequestError =>
  openRequest(account, opening(partnerOfIt, id, change))._unsafeUnwrapErr();

const suspension = { kind: 'partner-suspended', at: hour(2), by: theOperator, reason: 'an unpaid bill' } as const;
const closing = { kind: 'partner-closed', at: hour(2), by: theOperator, reason: 'left the marketplace' } as const;

/** As many open requests as there may be: one for the provider, one for each of many resellers. */
const fullAccount = (count: number = MAX_OPEN_REQUESTS_PER_PARTNER): PartnerAccount =>
  parsePartnerAccount({
    partner: tailspin,
    requests: Array.from({ length: count }, (_, at) => ({
      id: `r${at}`,
      partnerId: tailspin.id,
      indirectResellerId: at === 0 ? null : `reseller-${at}`,
      token: tokenOf(`r${at}`),
      openedAt: hour(1),
      revokedAt: null,
    })),
  })._unsafeUnwrap();

describe('Opening a request', () => {
  it.each([contoso, tailspin, litware])('is one change of the account of a partner: $id', (owner) => {
    expect(openRequest(accountOf(owner), opening(owner, 'r1'))._unsafeUnwrap()).toEqual([
      {
        kind: 'request-opened',
        at: hour(1),
        by: thePartner(owner),
        request: {
          id: 'r1',
          partnerId: owner.id,
          indirectResellerId: null,
          token: tokenOf('r1'),
          openedAt: hour(1),
          revokedAt: null,
        },
      },
    ]);
  });

  it('records which of the partner’s people did it', () => {
    const by = { ...thePartner(contoso), userId: 'ana@contoso.example' };
    expect(openRequest(accountOf(contoso), opening(contoso, 'r1', { by }))._unsafeUnwrap()).toMatchObject([{ by }]);
  });

  it('gives what can be applied to the account, for every account', () => {
    const anyOpening = fc.record({
      account: partnerAccount(),
      requestId: requestId(),
      token: inviteToken(),
      indirectReseller: fc.option(partner()),
    });
    fc.assert(
      fc.property(anyOpening, ({ account, ...drawn }) => {
        const command = { ...drawn, by: thePartner(account.partner), at: hour(1) };
        const changes = openRequest(account, command).unwrapOr([]);
        for (const change of changes) expect(evolvePartner(account, change).isOk()).toBe(true);
      }),
    );
  });
});

describe('A request of a partner that asks again', () => {
  it('invitation-is-reusable: is the one that is open, so the link is the same', () => {
    const account = accountOf(contoso, opened(contoso, 'r1'));
    expect(openRequest(account, opening(contoso, 'r2', { at: hour(9) }))._unsafeUnwrap()).toEqual([]);
  });

  it('invitation-is-reusable: is another one for each indirect reseller, which then stays the same too', () => {
    const forItself = opened(tailspin, 'r1');
    const forWingtip = opened(tailspin, 'r2', { indirectReseller: wingtip });
    const account = accountOf(tailspin, forItself, forWingtip);
    expect(account.requests.map(({ indirectResellerId }) => indirectResellerId)).toEqual([null, wingtip.id]);
    expect(openRequest(account, opening(tailspin, 'r3'))._unsafeUnwrap()).toEqual([]);
    expect(openRequest(account, opening(tailspin, 'r3', { indirectReseller: wingtip }))._unsafeUnwrap()).toEqual([]);
    const other = partnerOf('wingtip-2', 'indirect-reseller');
    expect(openRequest(account, opening(tailspin, 'r3', { indirectReseller: other }))._unsafeUnwrap()).toHaveLength(1);
  });

  it('invitation-is-reusable: is the one that is open, suspended or not, until the account is closed', () => {
    fc.assert(
      fc.property(partnerAccount(), requestId(), inviteToken(), (account, id, otherToken) => {
        for (const request of account.requests.filter(({ revokedAt }) => revokedAt === null)) {
          const { indirectResellerId } = request;
          const indirectReseller =
            indirectResellerId === null ? null : { ...wingtip, id: indirectResellerId };
          const by = thePartner(account.partner);
          const again = { requestId: id, token: otherToken, indirectReseller, by, at: hour(1) };
          const asked = openRequest(account, again);
          if (account.partner.standing === 'closed') expect(asked._unsafeUnwrapErr().code).toBe('partner-is-closed');
          else expect(asked._unsafeUnwrap()).toEqual([]);
        }
      }),
    );
  });

  it('is a new one, with another link, after the old one was revoked', () => {
    const account = accountOf(contoso, opened(contoso, 'r1'), revoked(contoso, 'r1'));
    const [change] = openRequest(account, opening(contoso, 'r2', { at: hour(3) }))._unsafeUnwrap();
    if (change?.kind !== 'request-opened') throw new Error('a request is opened');
    const [old] = account.requests;
    if (old === undefined) throw new Error('the account remembers the revoked request');
    expect(inviteLink(change.request, baseUrl)).not.toEqual(inviteLink(old, baseUrl));
  });
});

describe('A request is not opened', () => {
  it('partner-acts-for-itself: by another partner, a customer, even one with the same id, or the operator', () => {
    for (const by of [thePartner(fabrikam), theCustomer('northwind'), theCustomer(contoso.id), theOperator]) {
      expect(refusal(accountOf(contoso), contoso, 'r1', { by })).toMatchObject({
        kind: 'rule-violation',
        code: 'not-the-partner',
        rule: 'partner-acts-for-itself',
        context: { by },
      });
    }
  });

  it('partner-acts-for-itself: by anybody else, for any account, even when the request is open already', () => {
    fc.assert(
      fc.property(partnerAccount(), actor(), fc.option(partner()), (account, by, indirectReseller) => {
        fc.pre(by.kind !== 'partner' || by.partnerId !== account.partner.id);
        const error = refusal(account, account.partner, 'r1', { by, indirectReseller });
        expect(error).toMatchObject({ rule: 'partner-acts-for-itself' });
      }),
    );
  });

  it('indirect-reseller-uses-provider-invitation: by an indirect reseller, for itself or naming another', () => {
    for (const indirectReseller of [null, partnerOf('wingtip-2', 'indirect-reseller')]) {
      expect(refusal(accountOf(wingtip), wingtip, 'r1', { indirectReseller })).toMatchObject({
        kind: 'rule-violation',
        code: 'provider-invitation-needed',
        rule: 'indirect-reseller-uses-provider-invitation',
        context: { partnerId: wingtip.id, indirectResellerId: indirectReseller?.id ?? null },
      });
    }
  });

  it.each([contoso, litware])(
    'indirect-reseller-uses-provider-invitation: naming one, by a partner that is no provider: $program',
    (owner) => {
      expect(refusal(accountOf(owner), owner, 'r1', { indirectReseller: wingtip })).toMatchObject({
        rule: 'indirect-reseller-uses-provider-invitation',
        context: { partnerId: owner.id, indirectResellerId: wingtip.id },
      });
    },
  );

  it.each([contoso, litware, partnerOf('tailspin-2', 'indirect-provider')])(
    'indirect-reseller-uses-provider-invitation: naming a partner that is no indirect reseller: $program',
    (named) => {
      expect(refusal(accountOf(tailspin), tailspin, 'r1', { indirectReseller: named })).toMatchObject({
        rule: 'indirect-reseller-uses-provider-invitation',
        context: { partnerId: tailspin.id, indirectResellerId: named.id },
      });
    },
  );

  it('indirect-reseller-uses-provider-invitation: the provider opens it and names the reseller', () => {
    const account = accountOf(tailspin, opened(tailspin, 'r1', { indirectReseller: wingtip }));
    expect(account.requests).toMatchObject([{ partnerId: tailspin.id, indirectResellerId: wingtip.id }]);
  });

  it('suspended-partner-cannot-invite: while the partner is suspended', () => {
    expect(refusal(accountOf(suspended(contoso)), contoso, 'r1')).toMatchObject({
      kind: 'rule-violation',
      code: 'partner-is-suspended',
      rule: 'suspended-partner-cannot-invite',
      context: { partnerId: contoso.id },
    });
  });

  it('suspended-partner-cannot-invite: naming a reseller that no open request names, though others are open', () => {
    const account = accountOf(tailspin, opened(tailspin, 'r1'), suspension);
    expect(refusal(account, tailspin, 'r2', { indirectReseller: wingtip })).toMatchObject({
      rule: 'suspended-partner-cannot-invite',
    });
  });

  it('suspended-partner-cannot-invite: a suspended partner’s account never gets another request', () => {
    const anySuspended = partnerAccount({ standing: 'suspended' });
    fc.assert(
      fc.property(anySuspended, fc.option(partner()), (account, indirectReseller) => {
        const by = thePartner(account.partner);
        const command = opening(account.partner, 'r1', { by, indirectReseller });
        expect(openRequest(account, command).unwrapOr([])).toEqual([]);
      }),
    );
  });

  it('suspended-partner-cannot-invite: a reinstated partner opens requests again', () => {
    const reinstatement = { kind: 'partner-reinstated', at: hour(1), by: theOperator, reason: 'paid' } as const;
    const account = accountOf(suspended(contoso), reinstatement);
    expect(openRequest(account, opening(contoso, 'r1'))._unsafeUnwrap()).toHaveLength(1);
  });

  it('closed-partner-may-do-nothing: by a partner whose account is closed, not even the one that is open', () => {
    const account = accountOf(tailspin, opened(tailspin, 'r1'), closing);
    for (const indirectReseller of [null, wingtip]) {
      expect(refusal(account, tailspin, 'r2', { indirectReseller })).toEqual({
        kind: 'rule-violation',
        code: 'partner-is-closed',
        rule: 'closed-partner-may-do-nothing',
        message: 'the account of the partner "tailspin" is closed',
        context: { partnerId: tailspin.id },
      });
    }
  });

  it('closed-partner-may-do-nothing: naming a reseller whose account is closed, not even the one that is open', () => {
    const open = accountOf(tailspin, opened(tailspin, 'r1', { indirectReseller: wingtip }));
    for (const account of [accountOf(tailspin), open]) {
      expect(refusal(account, tailspin, 'r2', { indirectReseller: closed(wingtip) })).toMatchObject({
        code: 'partner-is-closed',
        rule: 'closed-partner-may-do-nothing',
        context: { partnerId: wingtip.id },
      });
      expect(openRequest(account, opening(tailspin, 'r2'))._unsafeUnwrap()).toHaveLength(1);
    }
  });

  it('closed-partner-may-do-nothing: while either account is closed, for any account and any reseller', () => {
    fc.assert(
      fc.property(partnerAccount(), fc.option(partner()), fc.boolean(), (drawn, reseller, isClosed) => {
        const isOpen = drawn.partner.standing !== 'closed';
        const account = isClosed && isOpen ? evolvePartner(drawn, closing)._unsafeUnwrap() : drawn;
        const indirectReseller = reseller === null ? null : closed(reseller);
        fc.pre(account.partner.standing === 'closed' || indirectReseller !== null);
        const error = refusal(account, account.partner, 'r1', { by: thePartner(account.partner), indirectReseller });
        expect(error).toMatchObject({ rule: 'closed-partner-may-do-nothing' });
      }),
    );
  });

  it('under the id or with the token of another request of the account, open or revoked', () => {
    const account = accountOf(tailspin, opened(tailspin, 'r1'), revoked(tailspin, 'r1'), opened(tailspin, 'r2'));
    for (const id of ['r1', 'r2']) {
      const sameId = refusal(account, tailspin, id, { indirectReseller: wingtip, token: tokenOf('new') });
      const sameToken = refusal(account, tailspin, 'r3', { indirectReseller: wingtip, token: tokenOf(id) });
      expect(sameId).toMatchObject({ code: 'contradictory-input', context: { path: 'command.requestId' } });
      expect(sameToken).toMatchObject({ code: 'contradictory-input', context: { path: 'command.token' } });
    }
  });

  it('naming an indirect reseller with the provider’s own id', () => {
    const indirectReseller = { ...wingtip, id: tailspin.id };
    expect(refusal(accountOf(tailspin), tailspin, 'r1', { indirectReseller })).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'command.indirectReseller.id', received: '"tailspin"' },
    });
  });

  it('beyond MAX_OPEN_REQUESTS_PER_PARTNER', () => {
    expect(refusal(fullAccount(), tailspin, 'one-more', { indirectReseller: wingtip })).toMatchObject({
      kind: 'invalid-input',
      code: 'limit-exceeded',
      context: {
        limit: 'MAX_OPEN_REQUESTS_PER_PARTNER',
        maximum: MAX_OPEN_REQUESTS_PER_PARTNER,
        actual: MAX_OPEN_REQUESTS_PER_PARTNER + 1,
      },
    });
    const roomForOne = fullAccount(MAX_OPEN_REQUESTS_PER_PARTNER - 1);
    const last = opening(tailspin, 'last', { indirectReseller: wingtip });
    expect(openRequest(roomForOne, last)._unsafeUnwrap()).toHaveLength(1);
  });

  it('beyond MAX_OPEN_REQUESTS_PER_PARTNER, until one is revoked', () => {
    const account = evolvePartner(fullAccount(), revoked(tailspin, 'r7'))._unsafeUnwrap();
    const command = opening(tailspin, 'one-more', { indirectReseller: wingtip });
    expect(openRequest(account, command)._unsafeUnwrap()).toHaveLength(1);
  });

  it.each([
    ['account.partner.name', { partner: { ...contoso, name: ' ' }, requests: [] }, opening(contoso, 'r1')],
    ['account.requests', { partner: contoso }, opening(contoso, 'r1')],
    ['command', accountOf(contoso), null],
    ['command.requestId', accountOf(contoso), { ...opening(contoso, 'r1'), requestId: 'r 1' }],
    ['command.token', accountOf(contoso), { ...opening(contoso, 'r1'), token: 'short' }],
    ['command.indirectReseller', accountOf(contoso), { ...opening(contoso, 'r1'), indirectReseller: undefined }],
    ['command.indirectReseller.id', accountOf(contoso), { ...opening(contoso, 'r1'), indirectReseller: {} }],
    ['command.by.kind', accountOf(contoso), { ...opening(contoso, 'r1'), by: { kind: 'visitor' } }],
    ['command.at', accountOf(contoso), { ...opening(contoso, 'r1'), at: '2026-02-30T00:00:00.000Z' }],
  ])('with a malformed argument: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = openRequest(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('for the first reason in the documented order', () => {
    const malformed = { token: tokenOf('1').slice(1) };
    const foreign = { by: thePartner(fabrikam) };
    const needsProvider = { indirectReseller: contoso };
    const taken = { requestId: requestIdOf('r1') };
    const isSuspended = accountOf(tailspin, opened(tailspin, 'r1'), suspension);
    const isClosed = accountOf(tailspin, opened(tailspin, 'r1'), suspension, closing);
    const full = fullAccount();
    const named = { ...opening(tailspin, 'new'), indirectReseller: wingtip };

    // @ts-expect-error a token is branded
    const first = openRequest(isClosed, { ...named, ...taken, ...needsProvider, ...foreign, ...malformed });
    expect(first._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input' });
    const reasons = [
      openRequest(isClosed, { ...named, ...taken, ...needsProvider, ...foreign }),
      openRequest(isClosed, { ...named, ...taken, ...needsProvider }),
      openRequest(isSuspended, { ...named, ...taken, ...needsProvider }),
      openRequest(isSuspended, { ...named, ...taken }),
      openRequest(full, { ...named, ...taken }),
      openRequest(full, named),
    ].map((result) => result._unsafeUnwrapErr().code);
    expect(reasons).toEqual([
      'not-the-partner',
      'partner-is-closed',
      'provider-invitation-needed',
      'partner-is-suspended',
      'contradictory-input',
      'limit-exceeded',
    ]);
  });
});
