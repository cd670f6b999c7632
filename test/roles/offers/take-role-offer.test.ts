import type { PartnerAccount } from 'partner-relationships';
import {
  consentToRoleOffer,
  discardRoleOffer,
  lockRoleOffer,
  partnerCenter21Vianet,
  rejectRoleOffer,
  reviseRoleOffer,
  takeRoleOffer,
  type TakeRoleOffer,
  type TakeRoleOfferError,
} from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import {
  closed,
  contoso,
  customerIdOf,
  hour,
  partnerIdOf,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../../fixtures/cast';
import {
  accountAfter,
  after,
  consents,
  drafted,
  drafts,
  gdap,
  instant,
  LAPSED,
  LAST_WAITING,
  locked,
  LOCKED,
  lockedForWingtip,
  locks,
  margieId,
  northwindId,
  o1,
  o2,
  offerIdOf,
  offerOf,
  takes,
  taking,
  withStanding,
} from './scene';

const refusal = (
  account: PartnerAccount,
  change: Partial<TakeRoleOffer> = {},
  customerId = northwindId,
): TakeRoleOfferError => takeRoleOffer(account, taking(customerId, change), gdap)._unsafeUnwrapErr();

/** Offers that name northwind as the only customer that can approve them. */
const forNorthwind = accountAfter(contoso, drafts({ customerId: northwindId }), locks());

describe('Taking a role offer', () => {
  it('offer-serves-one-customer: is a change of the partner’s account, by the customer', () => {
    const changes = takeRoleOffer(locked, taking(northwindId, { at: hour(9) }), gdap)._unsafeUnwrap();
    const offer = { ...offerOf(locked), takenBy: northwindId };
    expect(changes).toEqual([{ kind: 'role-offer-taken', at: hour(9), by: theCustomer('northwind'), offer }]);
    expect(after(locked, changes)).toEqual({ ...locked, changedAt: hour(9), roleOffers: [offer] });
  });

  it('offer-serves-one-customer: is for the first that takes it, and for no other ever', () => {
    // Tailspin takes what names no customer, then Margie tries.
    const tailspinId = customerIdOf('tailspin');
    const taken = accountAfter(contoso, drafts(), locks(), takes(tailspinId, { at: hour(9) }));
    for (const at of [hour(9), LAST_WAITING, LAPSED, instant('2030-01-01T00:00:00.000Z')]) {
      const error = refusal(taken, { at }, margieId);
      expect(error).toEqual({
        kind: 'rule-violation',
        code: 'offer-taken',
        rule: 'offer-serves-one-customer',
        message: 'a customer has taken the offer, and it serves no other',
        context: { offerId: o1 },
      });
      expect(JSON.stringify(error)).not.toContain('tailspin');
      // Tailspin again: no change, and it succeeds, also long after others could have taken the offer.
      expect(takeRoleOffer(taken, taking(tailspinId, { at }), gdap)._unsafeUnwrap()).toEqual([]);
    }
  });

  it('offer-serves-one-customer: leaves everything else of the account', () => {
    const account = accountAfter(contoso, drafts(), locks(), drafts({ offerId: o2, name: 'Calendars' }), locks(o2));
    const next = after(account, takeRoleOffer(account, taking(northwindId), gdap)._unsafeUnwrap());
    expect(next).toEqual({
      ...account,
      roleOffers: [{ ...offerOf(account), takenBy: northwindId }, offerOf(account, o2)],
    });
    expect(takeRoleOffer(next, taking(margieId, { offerId: o2 }), gdap).isOk()).toBe(true);
  });

  it('locked-offer-lapses: is possible until the last millisecond of the 90 days', () => {
    const lastMoment = instant('2026-03-31T23:59:59.999Z');
    const lapsedAt = instant('2026-04-01T00:00:00.000Z');
    expect(takeRoleOffer(locked, taking(northwindId, { at: lastMoment }), gdap).isOk()).toBe(true);
    expect(refusal(locked, { at: lapsedAt })).toEqual({
      kind: 'rule-violation',
      code: 'offer-lapsed',
      rule: 'locked-offer-lapses',
      message: 'the offer lapsed at 2026-04-01T00:00:00.000Z, 90 days after it was locked',
      context: { offerId: o1, lapsedAt },
    });
    expect(refusal(locked, { at: instant('2030-01-01T00:00:00.000Z') })).toMatchObject({ context: { lapsedAt } });
  });

  it('locked-offer-lapses: writes down first what else has lapsed by then', () => {
    const ids = ['c', 'a', 'b'].map((end) => offerIdOf(end));
    const [c, a, b] = ids;
    const account = accountAfter(
      contoso,
      ...ids.map((offerId) => drafts({ offerId, name: offerId })),
      locks(c, hour(1)),
      locks(b, hour(1)),
      locks(a, hour(2)),
      drafts({ at: hour(3) }),
      locks(o1, hour(24)),
    );
    const at = instant('2026-04-01T02:00:00.000Z');
    expect(takeRoleOffer(account, taking(northwindId, { at }), gdap)._unsafeUnwrap()).toMatchObject([
      { kind: 'role-offer-lapsed', at, dueAt: '2026-04-01T01:00:00.000Z', offer: { id: b }, by: theCustomer('northwind') },
      { kind: 'role-offer-lapsed', at, dueAt: '2026-04-01T01:00:00.000Z', offer: { id: c } },
      { kind: 'role-offer-lapsed', at, dueAt: at, offer: { id: a } },
      { kind: 'role-offer-taken', at, offer: { id: o1, takenBy: 'northwind' } },
    ]);
  });

  it('customer-approves-the-whole-offer: keeps all that it offers, whatever else the customer says', () => {
    const other = { name: 'Less', roles: [], termDays: 1, extends: false };
    const [change] = takeRoleOffer(locked, { ...taking(northwindId), ...other }, gdap)._unsafeUnwrap();
    expect(change).toMatchObject({ offer: { ...offerOf(locked), takenBy: 'northwind' } });
  });

  it('customer-approves-the-whole-offer: is for the customer that it names, if it names one', () => {
    expect(takeRoleOffer(forNorthwind, taking(northwindId), gdap).isOk()).toBe(true);
    const error = refusal(forNorthwind, {}, margieId);
    expect(error).toMatchObject({
      kind: 'rule-violation',
      code: 'not-the-customer',
      rule: 'customer-approves-the-whole-offer',
      context: { by: theCustomer('margie') },
    });
    // Whose customer the partner is after is nobody's business.
    expect(JSON.stringify(error)).not.toContain('northwind');
  });

  it('is of a suspended partner’s offer as well, and of one for a suspended reseller', () => {
    expect(takeRoleOffer(withStanding(locked, 'suspended'), taking(northwindId), gdap)._unsafeUnwrap()).toHaveLength(1);
    const consented = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(), consents());
    const command = taking(northwindId, { indirectReseller: suspended(wingtip) });
    expect(takeRoleOffer(consented, command, gdap)._unsafeUnwrap()).toHaveLength(1);
  });
});

describe('A role offer is not taken', () => {
  it('customer-approves-the-whole-offer: by anybody but the customer itself', () => {
    for (const by of [thePartner(contoso), theCustomer('margie'), thePartner('northwind'), theOperator]) {
      expect(refusal(locked, { by })).toMatchObject({
        code: 'not-the-customer',
        rule: 'customer-approves-the-whole-offer',
        context: { by },
      });
    }
  });

  it('silence-is-the-only-no: and a customer says no in no other way than by letting it lapse', () => {
    const consented = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(), consents());
    const command = { offerId: o1, by: theCustomer(northwindId), at: hour(5) };
    for (const account of [forNorthwind, locked, consented]) {
      const attempts = [
        discardRoleOffer(account, command),
        rejectRoleOffer(account, command),
        consentToRoleOffer(account, command),
        lockRoleOffer(account, command, gdap),
        reviseRoleOffer(account, { ...command, termDays: 1 }, gdap),
      ];
      expect(attempts.map((attempt) => attempt._unsafeUnwrapErr().code)).toEqual(attempts.map(() => 'not-the-partner'));
    }
    expect(refusal(forNorthwind, { at: LAPSED }).code).toBe('offer-lapsed');
  });

  it('locked-offer-waits: while it is a draft', () => {
    expect(refusal(drafted)).toMatchObject({
      code: 'offer-not-locked',
      rule: 'locked-offer-waits',
      context: { offerId: o1 },
    });
  });

  it('reseller-consents-to-its-offer: before the reseller that it names has consented', () => {
    // Here Northwind is the reseller that Wingtip names in its offer.
    const provider = { ...tailspin, id: wingtip.id };
    const reseller = { ...wingtip, id: partnerIdOf('northwind') };
    const steps = [drafts({ indirectReseller: reseller }), locks()];
    const before = accountAfter(provider, ...steps);
    expect(refusal(before)).toEqual({
      kind: 'rule-violation',
      code: 'consent-needed',
      rule: 'reseller-consents-to-its-offer',
      message: 'the indirect reseller "northwind" has not consented to the offer',
      context: { offerId: o1, indirectResellerId: 'northwind' },
    });
    const consented = accountAfter(provider, ...steps, consents({ by: thePartner('northwind') }));
    const changes = takeRoleOffer(consented, taking(margieId), gdap)._unsafeUnwrap();
    expect(changes).toMatchObject([{ kind: 'role-offer-taken', offer: { takenBy: 'margie', consentedAt: LOCKED } }]);
  });

  it('closed-partner-may-do-nothing: when the account of its partner is closed, or of the reseller', () => {
    const taken = accountAfter(contoso, drafts(), locks(), takes(northwindId));
    for (const account of [locked, taken]) {
      expect(refusal(withStanding(account, 'closed'))).toMatchObject({
        code: 'partner-is-closed',
        rule: 'closed-partner-may-do-nothing',
        context: { partnerId: 'contoso' },
      });
    }
    const consented = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(), consents());
    expect(refusal(consented, { indirectReseller: closed(wingtip) })).toMatchObject({
      code: 'partner-is-closed',
      context: { partnerId: 'wingtip' },
    });
  });

  it('profile-grants-roles: where the profile of the marketplace has no roles', () => {
    const error = takeRoleOffer(locked, taking(northwindId), partnerCenter21Vianet)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'roles-not-offered', rule: 'profile-grants-roles' });
  });

  it('when the account has no such offer', () => {
    expect(refusal(locked, { offerId: o2 }).code).toBe('unknown-offer');
  });

  it.each([
    ['account.roleOffers', { ...locked, roleOffers: {} }, taking(northwindId), gdap],
    ['command.customerId', locked, { ...taking(northwindId), customerId: '' }, gdap],
    ['command.indirectReseller', locked, { ...taking(northwindId), indirectReseller: 'wingtip' }, gdap],
    ['command.by', locked, { ...taking(northwindId), by: undefined }, gdap],
    ['profile', locked, taking(northwindId), null],
  ])('with a malformed argument: %s', (path, account, command, profile) => {
    // @ts-expect-error what comes from outside may be anything
    const error = takeRoleOffer(account, command, profile)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('for the first reason in the documented order', () => {
    const steps = [drafts({ indirectReseller: wingtip, customerId: northwindId })];
    const draft = withStanding(accountAfter(tailspin, ...steps), 'closed');
    const indirectReseller = closed({ ...wingtip, id: contoso.id });
    const all = { offerId: o2, by: theOperator, indirectReseller };
    const by = theCustomer(margieId);
    const consented = [drafts({ indirectReseller: wingtip }), locks(), consents()];
    expect([
      refusal(draft, all, margieId).code,
      takeRoleOffer(draft, { ...taking(margieId), ...all, by }, partnerCenter21Vianet)._unsafeUnwrapErr().code,
      refusal(draft, { ...all, by }, margieId).code,
      refusal(lockedForWingtip, { indirectReseller, by, at: LAPSED }, margieId).code,
      refusal(draft, { indirectReseller, by }, margieId).code,
      refusal(draft, { indirectReseller }).code,
      refusal(draft).code,
      refusal(accountAfter(tailspin, ...steps)).code,
      refusal(accountAfter(tailspin, ...consented, takes(northwindId)), {}, margieId).code,
      refusal(lockedForWingtip).code,
    ]).toEqual([
      'not-the-customer',
      'roles-not-offered',
      'unknown-offer',
      'offer-lapsed',
      'not-the-customer',
      'contradictory-input',
      'partner-is-closed',
      'offer-not-locked',
      'offer-taken',
      'consent-needed',
    ]);
  });
});
