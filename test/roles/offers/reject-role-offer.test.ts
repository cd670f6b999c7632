import type { PartnerAccount } from 'partner-relationships';
import { rejectRoleOffer, type RejectRoleOffer } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { contoso, hour, tailspin, theCustomer, theOperator, thePartner, wingtip } from '../../fixtures/cast';
import {
  accountAfter,
  after,
  consents,
  drafts,
  LAPSED,
  LAST_WAITING,
  locked,
  lockedForWingtip,
  locks,
  northwindId,
  o1,
  o2,
  offerOf,
  takes,
  withStanding,
} from './scene';

const rejecting = (change: Partial<RejectRoleOffer> = {}): RejectRoleOffer => ({
  offerId: o1,
  by: thePartner(wingtip),
  at: hour(5),
  ...change,
});

const refusal = (account: PartnerAccount, change: Partial<RejectRoleOffer> = {}): string =>
  rejectRoleOffer(account, rejecting(change))._unsafeUnwrapErr().code;

const consented = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(), consents());
const taken = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(), consents(), takes(northwindId));

describe('Rejecting a role offer', () => {
  it('reseller-consents-to-its-offer: takes it out of the provider’s account, consented to or not', () => {
    for (const account of [lockedForWingtip, consented]) {
      const changes = rejectRoleOffer(account, rejecting())._unsafeUnwrap();
      const offer = offerOf(account);
      expect(changes).toEqual([{ kind: 'role-offer-rejected', at: hour(5), by: thePartner(wingtip), offer }]);
      expect(after(account, changes).roleOffers).toBeUndefined();
    }
  });

  it('is for the reseller of a provider that is suspended or closed as well', () => {
    for (const standing of ['suspended', 'closed'] as const) {
      expect(rejectRoleOffer(withStanding(lockedForWingtip, standing), rejecting())._unsafeUnwrap()).toHaveLength(1);
    }
  });

  it('writes down first what has lapsed by then', () => {
    const named = drafts({ offerId: o2, name: 'Calendars', indirectReseller: wingtip });
    const account = accountAfter(tailspin, drafts(), locks(), named, locks(o2, hour(1)));
    expect(rejectRoleOffer(account, rejecting({ offerId: o2, at: LAPSED }))._unsafeUnwrap()).toMatchObject([
      { kind: 'role-offer-lapsed', dueAt: LAPSED, offer: { id: o1 } },
      { kind: 'role-offer-rejected', offer: { id: o2 } },
    ]);
  });
});

describe('A role offer is not rejected', () => {
  it('reseller-consents-to-its-offer: by anybody but the reseller named, nor if it names none', () => {
    for (const by of [thePartner(tailspin), thePartner(contoso), theCustomer(wingtip.id), theOperator]) {
      expect(rejectRoleOffer(lockedForWingtip, rejecting({ by }))._unsafeUnwrapErr()).toMatchObject({
        code: 'not-the-partner',
        rule: 'reseller-consents-to-its-offer',
        context: { by },
      });
    }
    expect(refusal(locked, { by: thePartner(contoso) })).toBe('not-the-partner');
  });

  it('offer-serves-one-customer: once a customer has taken it, which it does not name', () => {
    const error = rejectRoleOffer(taken, rejecting())._unsafeUnwrapErr();
    expect(error).toEqual({
      kind: 'rule-violation',
      code: 'offer-taken',
      rule: 'offer-serves-one-customer',
      message: 'a customer has taken the offer, and it serves no other',
      context: { offerId: o1 },
    });
    // Taken, it does not lapse either.
    expect(refusal(taken, { at: LAPSED })).toBe('offer-taken');
  });

  it('locked-offer-waits: while it is a draft', () => {
    const account = accountAfter(tailspin, drafts({ indirectReseller: wingtip }));
    expect(rejectRoleOffer(account, rejecting())._unsafeUnwrapErr()).toMatchObject({
      code: 'offer-not-locked',
      rule: 'locked-offer-waits',
    });
  });

  it('locked-offer-lapses: from the moment on at which it has lapsed', () => {
    expect(rejectRoleOffer(lockedForWingtip, rejecting({ at: LAST_WAITING })).isOk()).toBe(true);
    expect(refusal(lockedForWingtip, { at: LAPSED })).toBe('offer-lapsed');
  });

  it('when the account has no such offer, as when it was rejected before', () => {
    expect(refusal(lockedForWingtip, { offerId: o2 })).toBe('unknown-offer');
    const rejected = after(lockedForWingtip, rejectRoleOffer(lockedForWingtip, rejecting())._unsafeUnwrap());
    expect(refusal(rejected)).toBe('unknown-offer');
  });

  it.each([
    ['account.partner', { requests: [] }, rejecting()],
    ['command', lockedForWingtip, 'o1'],
    ['command.by.kind', lockedForWingtip, { ...rejecting(), by: { kind: 'reseller' } }],
  ])('with a malformed argument: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = rejectRoleOffer(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});
