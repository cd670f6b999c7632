import { describe, expect, it } from 'vitest';
import { decideSweepRoleOffers, type SweepRoleOffers } from '../../../src/roles/offers/sweep-role-offers';
import { contoso, hour, theOperator } from '../../fixtures/cast';
import {
  accountAfter,
  after,
  drafts,
  LAPSED,
  LOCKED,
  locks,
  margieId,
  northwindId,
  offerIdOf,
  offerOf,
  takes,
  withStanding,
  type Step,
} from './scene';

const sweeping = (change: Partial<SweepRoleOffers> = {}): SweepRoleOffers => ({
  approved: new Set(),
  erased: new Set(),
  by: theOperator,
  at: hour(9),
  ...change,
});

const draft = offerIdOf('draft');
const waiting = offerIdOf('waiting');
const taken = offerIdOf('taken');
const other = offerIdOf('other');
const open = offerIdOf('open');

const steps: readonly Step[] = [
  drafts({ offerId: draft, name: 'A draft that names it', customerId: northwindId }),
  drafts({ offerId: waiting, name: 'Waits for it', customerId: northwindId }),
  drafts({ offerId: taken, name: 'Taken by it' }),
  drafts({ offerId: other, name: 'For another customer', customerId: margieId }),
  drafts({ offerId: open, name: 'For any customer' }),
  locks(open, LOCKED),
  locks(waiting, hour(1)),
  locks(taken, hour(1)),
  takes(northwindId, { offerId: taken, at: hour(2) }),
];
const account = accountAfter(contoso, ...steps);
const recorded = { at: hour(9), by: theOperator };

describe('Sweeping the offers of an account', () => {
  it('locked-offer-waits: takes out those that name an erased customer, or that it took, whatever their state is', () => {
    const erased = new Set([northwindId]);
    for (const before of [account, withStanding(account, 'suspended'), withStanding(account, 'closed')]) {
      const changes = decideSweepRoleOffers(before, sweeping({ erased }))._unsafeUnwrap();
      const gone = [draft, waiting, taken].map((id) => offerOf(before, id));
      expect(changes).toEqual(gone.map((offer) => ({ kind: 'role-offer-withdrawn', ...recorded, offer })));
      const next = after(before, changes);
      expect(JSON.stringify(next)).not.toContain('northwind');
      expect(next.roleOffers?.map(({ id }) => id)).toEqual([other, open]);
      expect(decideSweepRoleOffers(next, sweeping({ erased }))._unsafeUnwrap()).toEqual([]);
    }
  });

  it('takes out those that are approved, also if the customer is erased since', () => {
    const approved = new Set([taken]);
    const changes = decideSweepRoleOffers(account, sweeping({ approved }))._unsafeUnwrap();
    expect(changes).toEqual([{ kind: 'role-offer-approved', ...recorded, offer: offerOf(account, taken) }]);
    const both = decideSweepRoleOffers(account, sweeping({ approved, erased: new Set([northwindId]) }))._unsafeUnwrap();
    expect(both.map(({ kind }) => kind)).toEqual(['role-offer-withdrawn', 'role-offer-withdrawn', 'role-offer-approved']);
    expect(after(account, both).roleOffers).toHaveLength(2);
  });

  it('locked-offer-lapses: takes out first those that have lapsed, even if nothing else is to do', () => {
    expect(decideSweepRoleOffers(account, sweeping({ at: LAPSED }))._unsafeUnwrap()).toEqual([
      { kind: 'role-offer-lapsed', at: LAPSED, dueAt: LAPSED, by: theOperator, offer: offerOf(account, open) },
    ]);
    const erased = new Set([margieId]);
    const changes = decideSweepRoleOffers(account, sweeping({ at: LAPSED, erased }))._unsafeUnwrap();
    expect(changes.map(({ kind }) => kind)).toEqual(['role-offer-lapsed', 'role-offer-withdrawn']);
  });

  it('changes nothing when nothing is due', () => {
    expect(decideSweepRoleOffers(account, sweeping())._unsafeUnwrap()).toEqual([]);
    expect(decideSweepRoleOffers(accountAfter(contoso), sweeping({ at: LAPSED }))._unsafeUnwrap()).toEqual([]);
  });
});
