import type { PartnerAccount } from 'partner-relationships';
import { consentToRoleOffer, takeRoleOffer, type ConsentToRoleOffer } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import {
  closed,
  contoso,
  hour,
  partnerOf,
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
  consenting,
  consents,
  drafts,
  gdap,
  LAPSED,
  LAST_WAITING,
  locked,
  LOCKED,
  lockedForWingtip,
  locks,
  northwindId,
  o1,
  o2,
  offerOf,
  takes,
  taking,
  withStanding,
} from './scene';

const refusal = (account: PartnerAccount, change: Partial<ConsentToRoleOffer> = {}): string =>
  consentToRoleOffer(account, consenting(change))._unsafeUnwrapErr().code;

const draftedForWingtip = accountAfter(tailspin, drafts({ indirectReseller: wingtip }));

describe('Consenting to a role offer', () => {
  it('reseller-consents-to-its-offer: is a change of the provider’s account, by the reseller', () => {
    const changes = consentToRoleOffer(lockedForWingtip, consenting({ at: hour(2) }))._unsafeUnwrap();
    const offer = { ...offerOf(lockedForWingtip), consentedAt: hour(2) };
    expect(changes).toEqual([{ kind: 'role-offer-consented', at: hour(2), by: thePartner(wingtip), offer }]);
    expect(after(lockedForWingtip, changes)).toEqual({ ...lockedForWingtip, changedAt: hour(2), roleOffers: [offer] });
  });

  it('reseller-consents-to-its-offer: lets a customer take it', () => {
    const before = takeRoleOffer(lockedForWingtip, taking(northwindId), gdap)._unsafeUnwrapErr();
    expect(before).toMatchObject({ code: 'consent-needed', rule: 'reseller-consents-to-its-offer' });
    const consented = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(), consents());
    expect(takeRoleOffer(consented, taking(northwindId), gdap).isOk()).toBe(true);
  });

  it('changes nothing when the reseller has consented before, even once a customer has taken it', () => {
    const steps = [drafts({ indirectReseller: wingtip }), locks(), consents()];
    for (const account of [accountAfter(tailspin, ...steps), accountAfter(tailspin, ...steps, takes(northwindId))]) {
      expect(consentToRoleOffer(account, consenting({ at: hour(9) }))._unsafeUnwrap()).toEqual([]);
    }
  });

  it('is for a suspended reseller, and to the offer of a suspended provider', () => {
    const command = consenting({ indirectReseller: suspended(wingtip) });
    expect(consentToRoleOffer(withStanding(lockedForWingtip, 'suspended'), command)._unsafeUnwrap()).toHaveLength(1);
  });

  it('writes down first what has lapsed by then', () => {
    const account = accountAfter(
      tailspin,
      drafts(),
      locks(),
      drafts({ offerId: o2, name: 'Calendars', indirectReseller: wingtip }),
      locks(o2, hour(1)),
    );
    expect(consentToRoleOffer(account, consenting({ offerId: o2, at: LAPSED }))._unsafeUnwrap()).toMatchObject([
      { kind: 'role-offer-lapsed', dueAt: LAPSED, by: thePartner(wingtip), offer: { id: o1 } },
      { kind: 'role-offer-consented', offer: { id: o2, consentedAt: LAPSED } },
    ]);
  });
});

describe('A reseller does not consent', () => {
  it('reseller-consents-to-its-offer: for another one, and nobody else does, not even the provider', () => {
    for (const by of [thePartner(tailspin), thePartner(contoso), theCustomer(wingtip.id), theOperator]) {
      expect(consentToRoleOffer(lockedForWingtip, consenting({ by }))._unsafeUnwrapErr()).toMatchObject({
        kind: 'rule-violation',
        code: 'not-the-partner',
        rule: 'reseller-consents-to-its-offer',
        context: { by },
      });
    }
  });

  it('reseller-consents-to-its-offer: to an offer that names none', () => {
    for (const by of [thePartner(wingtip), thePartner(contoso)]) {
      expect(consentToRoleOffer(locked, consenting({ by }))._unsafeUnwrapErr()).toMatchObject({
        code: 'not-the-partner',
        message: 'the offer names no indirect reseller, and needs no consent',
      });
    }
  });

  it('locked-offer-waits: to a draft', () => {
    expect(consentToRoleOffer(draftedForWingtip, consenting())._unsafeUnwrapErr()).toEqual({
      kind: 'rule-violation',
      code: 'offer-not-locked',
      rule: 'locked-offer-waits',
      message: 'the offer is a draft: its partner has to lock it first',
      context: { offerId: o1 },
    });
  });

  it('locked-offer-lapses: from the moment on at which it has lapsed', () => {
    expect(consentToRoleOffer(lockedForWingtip, consenting({ at: LAST_WAITING })).isOk()).toBe(true);
    expect(consentToRoleOffer(lockedForWingtip, consenting({ at: LAPSED }))._unsafeUnwrapErr()).toMatchObject({
      code: 'offer-lapsed',
      rule: 'locked-offer-lapses',
      context: { offerId: o1, lapsedAt: LAPSED },
    });
  });

  it('closed-partner-may-do-nothing: when its account is closed, or the provider’s', () => {
    for (const partnerId of [wingtip.id, tailspin.id]) {
      const isReseller = partnerId === wingtip.id;
      const account = isReseller ? lockedForWingtip : withStanding(lockedForWingtip, 'closed');
      const command = consenting(isReseller ? { indirectReseller: closed(wingtip) } : {});
      expect(consentToRoleOffer(account, command)._unsafeUnwrapErr()).toMatchObject({
        code: 'partner-is-closed',
        rule: 'closed-partner-may-do-nothing',
        context: { partnerId },
      });
    }
  });

  it('when another partner is given as the reseller', () => {
    const indirectReseller = partnerOf('wingtip-2', 'indirect-reseller');
    expect(consentToRoleOffer(lockedForWingtip, consenting({ indirectReseller }))._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: {
        path: 'command.indirectReseller.id',
        expected: 'the indirect reseller that the offer names, "wingtip"',
        received: '"wingtip-2"',
      },
    });
  });

  it.each([
    ['account', [], consenting()],
    ['command.offerId', lockedForWingtip, { ...consenting(), offerId: 1 }],
    ['command.indirectReseller.program', lockedForWingtip, { ...consenting(), indirectReseller: { ...wingtip, program: '' } }],
    ['command.at', lockedForWingtip, { ...consenting(), at: null }],
  ])('with a malformed argument: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = consentToRoleOffer(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('for the first reason in the documented order', () => {
    const isClosed = withStanding(draftedForWingtip, 'closed');
    const indirectReseller = closed({ ...wingtip, id: contoso.id });
    expect([
      refusal(isClosed, { offerId: o2, by: theOperator }),
      refusal(isClosed, { indirectReseller, by: theOperator }),
      refusal(isClosed, { indirectReseller }),
      refusal(isClosed),
      refusal(draftedForWingtip),
      refusal(lockedForWingtip, { at: LAPSED, by: theOperator }),
    ]).toEqual([
      'unknown-offer',
      'not-the-partner',
      'contradictory-input',
      'partner-is-closed',
      'offer-not-locked',
      'offer-lapsed',
    ]);
  });

  it('and its consent comes no earlier than the locking', () => {
    const account = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(o1, hour(4)));
    expect(consentToRoleOffer(account, consenting({ at: LOCKED }))._unsafeUnwrap()).toMatchObject([
      { at: hour(4), offer: { lockedAt: hour(4), consentedAt: hour(4) } },
    ]);
  });
});
