import type { PartnerAccount } from 'partner-relationships';
import { lockRoleOffer, partnerCenter21Vianet, type LockRoleOffer } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { contoso, fabrikam, hour, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import {
  accountAfter,
  after,
  drafted,
  drafts,
  exchangeAdministrator,
  gdap,
  globalAdministrator,
  LAPSED,
  LAST_WAITING,
  locked,
  LOCKED,
  locks,
  northwindId,
  o1,
  o2,
  offerOf,
  takes,
  userAdministrator,
  withStanding,
} from './scene';

const locking = (change: Partial<LockRoleOffer> = {}): LockRoleOffer => ({
  offerId: o1,
  by: thePartner(contoso),
  at: LOCKED,
  ...change,
});

const refusal = (account: PartnerAccount, change: Partial<LockRoleOffer> = {}): string =>
  lockRoleOffer(account, locking(change), gdap)._unsafeUnwrapErr().code;

describe('Locking a role offer', () => {
  it('locked-offer-waits: makes it final, from that moment on', () => {
    const changes = lockRoleOffer(drafted, locking(), gdap)._unsafeUnwrap();
    const offer = { ...offerOf(drafted), lockedAt: LOCKED };
    expect(changes).toEqual([{ kind: 'role-offer-locked', at: LOCKED, by: thePartner(contoso), offer }]);
    expect(after(drafted, changes)).toEqual({ ...drafted, changedAt: LOCKED, roleOffers: [offer] });
  });

  it('changes nothing when it is locked already, which moves no lapse', () => {
    expect(lockRoleOffer(locked, locking({ at: LAST_WAITING }), gdap)._unsafeUnwrap()).toEqual([]);
    expect(lockRoleOffer(withStanding(locked, 'suspended'), locking({ at: hour(9) }), gdap)._unsafeUnwrap()).toEqual([]);
    const taken = accountAfter(contoso, drafts(), locks(), takes(northwindId));
    expect(lockRoleOffer(taken, locking({ at: LAPSED }), gdap)._unsafeUnwrap()).toEqual([]);
  });

  it('counts as done at the last change of the account, if that is later', () => {
    const account = accountAfter(contoso, drafts({ at: hour(7) }));
    expect(lockRoleOffer(account, locking(), gdap)._unsafeUnwrap()).toMatchObject([
      { at: hour(7), offer: { lockedAt: hour(7) } },
    ]);
  });

  it('writes down first what has lapsed by then', () => {
    const account = accountAfter(contoso, drafts(), locks(), drafts({ offerId: o2, name: 'Calendars' }));
    expect(lockRoleOffer(account, locking({ offerId: o2, at: LAPSED }), gdap)._unsafeUnwrap()).toMatchObject([
      { kind: 'role-offer-lapsed', at: LAPSED, dueAt: LAPSED, offer: { id: o1 } },
      { kind: 'role-offer-locked', at: LAPSED, offer: { id: o2, lockedAt: LAPSED } },
    ]);
  });
});

describe('A role offer is not locked', () => {
  it('global-administrator-never-extends: with Global Administrator and the extension on', () => {
    const roles = [globalAdministrator, userAdministrator];
    const extending = accountAfter(contoso, drafts({ roles, extends: true }));
    expect(lockRoleOffer(extending, locking(), gdap)._unsafeUnwrapErr()).toEqual({
      kind: 'rule-violation',
      code: 'never-extends',
      rule: 'global-administrator-never-extends',
      message: 'the extension cannot be on with roles that never extend: "Global Administrator"',
      context: { roles: [globalAdministrator] },
    });
    for (const change of [{ roles, extends: false }, { roles: [userAdministrator], extends: true }]) {
      expect(lockRoleOffer(accountAfter(contoso, drafts(change)), locking(), gdap).isOk()).toBe(true);
    }
  });

  it('suspended-partner-cannot-invite: by a suspended partner', () => {
    expect(lockRoleOffer(withStanding(drafted, 'suspended'), locking(), gdap)._unsafeUnwrapErr()).toMatchObject({
      code: 'partner-is-suspended',
      rule: 'suspended-partner-cannot-invite',
      context: { partnerId: 'contoso' },
    });
  });

  it('closed-partner-may-do-nothing: by a closed partner, not even once more', () => {
    for (const account of [drafted, locked]) {
      expect(lockRoleOffer(withStanding(account, 'closed'), locking(), gdap)._unsafeUnwrapErr()).toMatchObject({
        code: 'partner-is-closed',
        rule: 'closed-partner-may-do-nothing',
      });
    }
  });

  it('profile-grants-roles: where the profile has no roles, or not all of these', () => {
    const error = lockRoleOffer(drafted, locking(), partnerCenter21Vianet)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'roles-not-offered', rule: 'profile-grants-roles' });
    const roles = [exchangeAdministrator, 'of-another-catalog'];
    const elsewhere = { ...drafted, roleOffers: [{ ...offerOf(drafted), roles }] };
    // @ts-expect-error an id is branded
    expect(lockRoleOffer(elsewhere, locking(), gdap)._unsafeUnwrapErr()).toMatchObject({
      code: 'unknown-role',
      context: { roleId: 'of-another-catalog' },
    });
  });

  it('locked-offer-lapses: once it has lapsed', () => {
    expect(refusal(locked, { at: LAPSED })).toBe('offer-lapsed');
  });

  it('partner-acts-for-itself: by anybody but its partner', () => {
    for (const by of [thePartner(fabrikam), theCustomer(contoso.id), theOperator]) {
      expect(lockRoleOffer(drafted, locking({ by }), gdap)._unsafeUnwrapErr()).toMatchObject({
        rule: 'partner-acts-for-itself',
        context: { by },
      });
    }
  });

  it.each([
    ['account', undefined, locking(), gdap],
    ['command.offerId', drafted, { ...locking(), offerId: null }, gdap],
    ['command.at', drafted, { ...locking(), at: '2026-01-01' }, gdap],
    ['profile', drafted, locking(), 'partner-center-gdap'],
  ])('with a malformed argument: %s', (path, account, command, profile) => {
    // @ts-expect-error what comes from outside may be anything
    const error = lockRoleOffer(account, command, profile)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('for the first reason in the documented order', () => {
    const never = { roles: [globalAdministrator], extends: true };
    const account = accountAfter(contoso, drafts(never));
    const isClosed = withStanding(account, 'closed');
    const isSuspended = withStanding(account, 'suspended');
    expect([
      refusal(isClosed, { offerId: o2, by: theOperator }),
      lockRoleOffer(isClosed, locking({ offerId: o2 }), partnerCenter21Vianet)._unsafeUnwrapErr().code,
      refusal(isClosed, { offerId: o2 }),
      refusal(isSuspended, { offerId: o2 }),
      refusal(isSuspended),
      refusal(account),
    ]).toEqual([
      'not-the-partner',
      'roles-not-offered',
      'partner-is-closed',
      'unknown-offer',
      'partner-is-suspended',
      'never-extends',
    ]);
  });
});
