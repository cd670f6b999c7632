import type { Instant, PartnerAccount } from 'partner-relationships';
import { offerStandingAt, type OfferStanding } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { contoso, tailspin, wingtip } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import {
  accountAfter,
  consents,
  drafted,
  drafts,
  LAPSED,
  LAST_WAITING,
  locked,
  LOCKED,
  lockedForWingtip,
  locks,
  margieId,
  offerOf,
  takes,
} from '../offers/scene';

function standing(account: PartnerAccount, at: Instant): OfferStanding {
  return offerStandingAt(offerOf(account), at)._unsafeUnwrap();
}

const taken = accountAfter(contoso, drafts(), locks(), takes(margieId));
const consented = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks(), consents());

describe('the standing of an offer at a moment', () => {
  it('locked-offer-lapses: is that it waits until 90 days have passed, to the millisecond, and then that it has lapsed', () => {
    expect(standing(locked, LAST_WAITING)).toEqual({ status: 'waits-for-customer', lapsesAt: LAPSED });
    expect(standing(locked, LAPSED)).toEqual({ status: 'lapsed', lapsesAt: LAPSED });
    expect(standing(lockedForWingtip, LAPSED)).toEqual({ status: 'lapsed', lapsesAt: LAPSED });
  });

  it.each([
    ['a draft', drafted],
    ['an offer that a customer has taken', taken],
  ])('is never that %s has lapsed', (_, account) => {
    const status = account === taken ? 'taken' : 'draft';
    for (const at of [LOCKED, LAPSED]) expect(standing(account, at)).toEqual({ status, lapsesAt: null });
  });

  it('reseller-consents-to-its-offer: is that it waits for the reseller, and for the customer once that has consented', () => {
    expect(standing(lockedForWingtip, LAST_WAITING).status).toBe('waits-for-reseller');
    expect(standing(consented, LAST_WAITING).status).toBe('waits-for-customer');
  });

  it('is frozen', () => {
    expect(isFrozenInDepth(standing(locked, LOCKED))).toBe(true);
  });

  it.each([
    ['offer', { ...offerOf(locked), termDays: 0 }, LOCKED],
    ['at', offerOf(locked), '2026-01-01' as Instant],
  ])('is an error about %s if that is malformed', (path, offer, at) => {
    expect(offerStandingAt(offer, at)._unsafeUnwrapErr().context.path).toMatch(new RegExp(`^${path}`));
  });
});
