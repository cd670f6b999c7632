import { evolvePartner, type PartnerAccount } from 'partner-relationships';
import { discardRoleOffer, draftRoleOffer, type DiscardRoleOffer } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { contoso, fabrikam, hour, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import {
  accountAfter,
  after,
  drafted,
  drafting,
  drafts,
  gdap,
  LAPSED,
  LAST_WAITING,
  locked,
  locks,
  northwindId,
  o1,
  o2,
  offerOf,
  takes,
  withStanding,
} from './scene';

const discarding = (change: Partial<DiscardRoleOffer> = {}): DiscardRoleOffer => ({
  offerId: o1,
  by: thePartner(contoso),
  at: hour(5),
  ...change,
});

const refusal = (account: PartnerAccount, change: Partial<DiscardRoleOffer> = {}): string =>
  discardRoleOffer(account, discarding(change))._unsafeUnwrapErr().code;

describe('Discarding a role offer', () => {
  it('offer-is-editable-as-a-draft: takes the draft out of the account, which has no offers then', () => {
    const changes = discardRoleOffer(drafted, discarding())._unsafeUnwrap();
    const offer = offerOf(drafted);
    expect(changes).toEqual([{ kind: 'role-offer-discarded', at: hour(5), by: thePartner(contoso), offer }]);
    const account = after(drafted, changes);
    expect(Object.keys(account)).toEqual(['partner', 'changedAt', 'requests']);
    // The name is free, and so is the id.
    expect(draftRoleOffer(account, drafting({ offerId: o2 }), gdap).isOk()).toBe(true);
    expect(draftRoleOffer(account, drafting(), gdap).isOk()).toBe(true);
  });

  it('leaves the other offers of the account', () => {
    const account = accountAfter(contoso, drafts(), drafts({ offerId: o2, name: 'Calendars' }));
    const changes = discardRoleOffer(account, discarding())._unsafeUnwrap();
    expect(after(account, changes).roleOffers).toEqual([offerOf(account, o2)]);
  });

  it('is for a partner that is suspended or closed as well', () => {
    for (const standing of ['suspended', 'closed'] as const) {
      const account = withStanding(drafted, standing);
      const [change] = discardRoleOffer(account, discarding())._unsafeUnwrap();
      if (change === undefined) throw new Error('the draft is discarded');
      expect(evolvePartner(account, change)._unsafeUnwrap().roleOffers).toBeUndefined();
    }
  });

  it('writes down first what has lapsed by then', () => {
    const account = accountAfter(contoso, drafts(), locks(), drafts({ offerId: o2, name: 'Calendars' }));
    expect(discardRoleOffer(account, discarding({ offerId: o2, at: LAPSED }))._unsafeUnwrap()).toMatchObject([
      { kind: 'role-offer-lapsed', at: LAPSED, dueAt: LAPSED, offer: { id: o1 } },
      { kind: 'role-offer-discarded', at: LAPSED, offer: { id: o2 } },
    ]);
  });
});

describe('A role offer is not discarded', () => {
  it('locked-offer-waits: once it is locked, and the partner cannot take it back in another way', () => {
    for (const account of [locked, accountAfter(contoso, drafts(), locks(), takes(northwindId))]) {
      expect(discardRoleOffer(account, discarding())._unsafeUnwrapErr()).toMatchObject({
        kind: 'rule-violation',
        code: 'offer-not-draft',
        rule: 'locked-offer-waits',
        context: { offerId: o1 },
      });
    }
  });

  it('locked-offer-lapses: once it has lapsed', () => {
    expect(refusal(locked, { at: LAST_WAITING })).toBe('offer-not-draft');
    expect(refusal(locked, { at: LAPSED })).toBe('offer-lapsed');
  });

  it('partner-acts-for-itself: by anybody but its partner', () => {
    for (const by of [thePartner(fabrikam), theCustomer(contoso.id), theOperator]) {
      expect(discardRoleOffer(drafted, discarding({ by }))._unsafeUnwrapErr()).toMatchObject({
        rule: 'partner-acts-for-itself',
        context: { by },
      });
    }
  });

  it('when the account has no such offer, as when it was discarded before', () => {
    expect(refusal(drafted, { offerId: o2 })).toBe('unknown-offer');
    expect(refusal(after(drafted, discardRoleOffer(drafted, discarding())._unsafeUnwrap()))).toBe('unknown-offer');
    expect(refusal(drafted, { offerId: o2, by: theOperator })).toBe('not-the-partner');
  });

  it.each([
    ['account.requests', { partner: contoso }, discarding()],
    ['command.offerId', drafted, { ...discarding(), offerId: 'o1' }],
    ['command.at', drafted, { ...discarding(), at: 'now' }],
  ])('with a malformed argument: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = discardRoleOffer(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});
