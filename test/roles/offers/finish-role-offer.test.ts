import { describe, expect, it } from 'vitest';
import { decideFinishRoleOffer, type FinishRoleOffer } from '../../../src/roles/offers/finish-role-offer';
import { contoso, hour, theCustomer } from '../../fixtures/cast';
import {
  accountAfter,
  after,
  drafted,
  drafts,
  LAPSED,
  locked,
  locks,
  margieId,
  northwindId,
  o1,
  o2,
  offerOf,
  takes,
} from './scene';

const finishing = (change: Partial<FinishRoleOffer> = {}): FinishRoleOffer => ({
  offerId: o1,
  customerId: northwindId,
  by: theCustomer(northwindId),
  at: hour(9),
  ...change,
});

const taken = accountAfter(contoso, drafts(), locks(), takes(northwindId));

describe('Finishing a role offer', () => {
  it('takes the offer out of the account that the customer has taken', () => {
    const changes = decideFinishRoleOffer(taken, finishing())._unsafeUnwrap();
    const offer = offerOf(taken);
    expect(changes).toEqual([{ kind: 'role-offer-approved', at: hour(9), by: theCustomer('northwind'), offer }]);
    const account = after(taken, changes);
    expect(account.roleOffers).toBeUndefined();
    // Once more, it changes nothing.
    expect(decideFinishRoleOffer(account, finishing())._unsafeUnwrap()).toEqual([]);
  });

  it('changes nothing of an offer that another customer has taken, or nobody', () => {
    const other = { customerId: margieId, by: theCustomer(margieId) };
    expect(decideFinishRoleOffer(taken, finishing(other))._unsafeUnwrap()).toEqual([]);
    for (const account of [drafted, locked]) expect(decideFinishRoleOffer(account, finishing())._unsafeUnwrap()).toEqual([]);
    expect(decideFinishRoleOffer(taken, finishing({ offerId: o2 }))._unsafeUnwrap()).toEqual([]);
  });

  it('writes down first what has lapsed by then, and nothing if it changes nothing itself', () => {
    const second = [drafts({ offerId: o2, name: 'Calendars' }), locks(o2, hour(1))];
    const account = accountAfter(contoso, drafts(), locks(), ...second, takes(northwindId, { offerId: o2, at: hour(2) }));
    expect(decideFinishRoleOffer(account, finishing({ offerId: o2, at: LAPSED }))._unsafeUnwrap()).toMatchObject([
      { kind: 'role-offer-lapsed', at: LAPSED, dueAt: LAPSED, offer: { id: o1 } },
      { kind: 'role-offer-approved', at: LAPSED, offer: { id: o2 } },
    ]);
    expect(decideFinishRoleOffer(account, finishing({ at: LAPSED }))._unsafeUnwrap()).toEqual([]);
  });
});
