import {
  evolvePartner,
  parsePartnerAccount,
  parseRoleId,
  type PartnerAccount,
} from 'partner-relationships';
import {
  MAX_ROLES_PER_DOCUMENT,
  MAX_ROLES_PER_OFFER,
  partnerCenter21Vianet,
  reviseRoleOffer,
  type ReviseRoleOffer,
} from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { contoso, fabrikam, hour, tailspin, theCustomer, theOperator, thePartner, wingtip } from '../../fixtures/cast';
import {
  accountAfter,
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
  margieId,
  northwindId,
  o1,
  o2,
  offerIdOf,
  offerOf,
  takes,
  userAdministrator,
  withStanding,
} from './scene';

const revising = (change: Partial<ReviseRoleOffer> = {}): ReviseRoleOffer => ({
  offerId: o1,
  by: thePartner(contoso),
  at: hour(5),
  ...change,
});

const refusal = (account: PartnerAccount, change: Partial<ReviseRoleOffer> = {}): string =>
  reviseRoleOffer(account, revising(change), gdap)._unsafeUnwrapErr().code;

describe('Revising a role offer', () => {
  it.each<[what: string, change: Partial<ReviseRoleOffer>]>([
    ['its name', { name: 'Calendars' }],
    ['its roles', { roles: [globalAdministrator] }],
    ['the order of its roles', { roles: offerOf(drafted).roles.toReversed() }],
    ['its term', { termDays: 730 }],
    ['its extension', { extends: false }],
    ['its customer', { customerId: northwindId }],
    ['all of it', { name: 'All', roles: [userAdministrator], termDays: 1, extends: false, customerId: margieId }],
  ])('offer-is-editable-as-a-draft: changes of a draft %s', (_what, change) => {
    const changes = reviseRoleOffer(drafted, revising(change), gdap)._unsafeUnwrap();
    const offer = { ...offerOf(drafted), ...change };
    expect(changes).toEqual([{ kind: 'role-offer-revised', at: hour(5), by: thePartner(contoso), offer }]);
    const account = changes.reduce((state, one) => evolvePartner(state, one)._unsafeUnwrap(), drafted);
    expect(account).toEqual({ ...drafted, changedAt: hour(5), roleOffers: [offer] });
  });

  it('offer-is-editable-as-a-draft: takes the customer out again', () => {
    const account = accountAfter(contoso, drafts({ customerId: northwindId }));
    expect(reviseRoleOffer(account, revising({ customerId: null }), gdap)._unsafeUnwrap()).toMatchObject([
      { offer: { customerId: null } },
    ]);
  });

  it('offer-is-editable-as-a-draft: leaves the reseller that it names, and the other offers', () => {
    const named = drafts({ indirectReseller: wingtip });
    const account = accountAfter(tailspin, named, drafts({ offerId: o2, name: 'Calendars' }));
    const command = revising({ termDays: 30, by: thePartner(tailspin) });
    const changes = reviseRoleOffer(account, command, gdap)._unsafeUnwrap();
    expect(changes).toMatchObject([{ offer: { id: o1, indirectResellerId: 'wingtip', termDays: 30 } }]);
  });

  it('changes nothing when the draft is so already, or nothing is given', () => {
    const { name, roles, termDays, extends: isExtending, customerId } = offerOf(drafted);
    const same = revising({ name, roles, termDays, extends: isExtending, customerId });
    expect(reviseRoleOffer(drafted, same, gdap)._unsafeUnwrap()).toEqual([]);
    expect(reviseRoleOffer(drafted, revising({ name: undefined }), gdap)._unsafeUnwrap()).toEqual([]);
  });

  it('is for a suspended partner as well, which cannot lock it', () => {
    const changes = reviseRoleOffer(withStanding(drafted, 'suspended'), revising({ termDays: 7 }), gdap)._unsafeUnwrap();
    expect(changes).toMatchObject([{ offer: { termDays: 7 } }]);
  });

  it('writes down first what has lapsed by then', () => {
    const account = accountAfter(contoso, drafts(), locks(), drafts({ offerId: o2, name: 'Calendars' }));
    const changes = reviseRoleOffer(account, revising({ offerId: o2, name: 'Mailboxes', at: LAPSED }), gdap);
    expect(changes._unsafeUnwrap()).toMatchObject([
      { kind: 'role-offer-lapsed', dueAt: LAPSED, offer: { id: o1 } },
      { kind: 'role-offer-revised', offer: { id: o2, name: 'Mailboxes' } },
    ]);
    const nothing = revising({ offerId: o2, name: 'Calendars', at: LAPSED });
    expect(reviseRoleOffer(account, nothing, gdap)._unsafeUnwrap()).toEqual([]);
    expect(refusal(account, { offerId: o2, name: 'Mailboxes', at: LAST_WAITING })).toBe('offer-name-taken');
  });

  it('keeps a name of an earlier release, which a new offer may not have', () => {
    const account = { ...drafted, roleOffers: [{ ...offerOf(drafted), name: '\u200b' }] };
    expect(reviseRoleOffer(account, revising({ termDays: 7 }), gdap).isOk()).toBe(true);
    expect(refusal(account, { name: '\u200b\u200b' })).toBe('malformed-input');
  });
});

describe('A role offer is not revised', () => {
  it('offer-is-editable-as-a-draft: once it is locked, not even to what it is, nor once it is taken', () => {
    for (const account of [locked, accountAfter(contoso, drafts(), locks(), takes(northwindId))]) {
      const same = revising({ name: 'Mailboxes' });
      expect(reviseRoleOffer(account, same, gdap)._unsafeUnwrapErr()).toEqual({
        kind: 'rule-violation',
        code: 'offer-not-draft',
        rule: 'offer-is-editable-as-a-draft',
        message: `the offer was locked at ${LOCKED}, and is no draft any more`,
        context: { offerId: o1 },
      });
      for (const change of [{ termDays: 7 }, { extends: false }, { customerId: northwindId }]) {
        expect(refusal(account, change)).toBe('offer-not-draft');
      }
    }
  });

  it('locked-offer-lapses: once it has lapsed', () => {
    expect(refusal(locked, { termDays: 7, at: LAST_WAITING })).toBe('offer-not-draft');
    expect(reviseRoleOffer(locked, revising({ at: LAPSED }), gdap)._unsafeUnwrapErr()).toMatchObject({
      code: 'offer-lapsed',
      rule: 'locked-offer-lapses',
      context: { offerId: o1, lapsedAt: LAPSED },
    });
  });

  it('partner-acts-for-itself: by anybody but its partner', () => {
    for (const by of [thePartner(fabrikam), theCustomer(contoso.id), theOperator]) {
      expect(reviseRoleOffer(drafted, revising({ by }), gdap)._unsafeUnwrapErr()).toMatchObject({
        rule: 'partner-acts-for-itself',
        context: { by },
      });
    }
  });

  it('closed-partner-may-do-nothing: by a closed partner', () => {
    expect(refusal(withStanding(drafted, 'closed'), { termDays: 7 })).toBe('partner-is-closed');
  });

  it('profile-grants-roles: where the profile of the marketplace has no roles', () => {
    const error = reviseRoleOffer(drafted, revising({ termDays: 7 }), partnerCenter21Vianet)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'roles-not-offered', rule: 'profile-grants-roles' });
  });

  it('offer-names-roles-and-term: to what a new one may not be', () => {
    const account = accountAfter(contoso, drafts(), drafts({ offerId: o2, name: 'Calendars' }));
    expect(refusal(account, { name: 'Calendars' })).toBe('offer-name-taken');
    expect(refusal(account, { name: 'Mail\u202eboxes' })).toBe('malformed-input');
    expect(refusal(account, { roles: [parseRoleId('of-no-catalog')._unsafeUnwrap()] })).toBe('unknown-role');
    // Its own name is no other offer's.
    expect(reviseRoleOffer(account, revising({ name: 'Mailboxes', termDays: 7 }), gdap).isOk()).toBe(true);
  });

  it('beyond MAX_ROLES_PER_DOCUMENT, counting its roles once', () => {
    const roles = Array.from({ length: MAX_ROLES_PER_OFFER }, (_, at) => `role-${at}`);
    const account = parsePartnerAccount({
      partner: contoso,
      requests: [],
      roleOffers: [
        offerOf(drafted),
        ...Array.from({ length: MAX_ROLES_PER_DOCUMENT / MAX_ROLES_PER_OFFER }, (_, at) => ({
          ...offerOf(drafted),
          id: offerIdOf(`x${at}`),
          name: `Offer ${at}`,
          roles: at === 0 ? roles.slice(2) : roles,
        })),
      ],
    })._unsafeUnwrap();
    const two = [userAdministrator, globalAdministrator];
    expect(reviseRoleOffer(account, revising({ roles: two }), gdap).isOk()).toBe(true);
    expect(reviseRoleOffer(account, revising({ roles: [...two, exchangeAdministrator] }), gdap)._unsafeUnwrapErr())
      .toMatchObject({ code: 'limit-exceeded', context: { limit: 'MAX_ROLES_PER_DOCUMENT', actual: 5001 } });
  });

  it('when the account has no such offer', () => {
    expect(reviseRoleOffer(drafted, revising({ offerId: o2 }), gdap)._unsafeUnwrapErr()).toEqual({
      kind: 'invalid-input',
      code: 'unknown-offer',
      message: 'the partner has no role offer with this id',
      context: { offerId: o2 },
    });
  });

  it.each([
    ['account', null, revising()],
    ['command.offerId', drafted, { ...revising(), offerId: undefined }],
    ['command.name', drafted, { ...revising(), name: 'x'.repeat(51) }],
    ['command.name', drafted, { ...revising(), name: null }],
    ['command.roles', drafted, { ...revising(), roles: [] }],
    ['command.termDays', drafted, { ...revising(), termDays: 731 }],
    ['command.extends', drafted, { ...revising(), extends: null }],
    ['command.customerId', drafted, { ...revising(), customerId: '' }],
    ['command.by', drafted, { ...revising(), by: null }],
  ])('with a malformed argument: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = reviseRoleOffer(account, command, gdap)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('for the first reason in the documented order', () => {
    const isClosed = withStanding(locked, 'closed');
    const all = { offerId: o2, roles: [parseRoleId('of-no-catalog')._unsafeUnwrap()], name: '\u200b' };
    const wrongProfile = reviseRoleOffer(isClosed, revising(all), partnerCenter21Vianet)._unsafeUnwrapErr().code;
    const two = accountAfter(contoso, drafts(), locks(), drafts({ offerId: o2, name: 'Calendars' }));
    expect([
      refusal(isClosed, { ...all, by: theOperator }),
      wrongProfile,
      refusal(isClosed, all),
      refusal(locked, all),
      refusal(locked, { ...all, offerId: o1 }),
      refusal(two, all),
      refusal(two, { offerId: o2, name: '\u200b' }),
    ]).toEqual([
      'not-the-partner',
      'roles-not-offered',
      'partner-is-closed',
      'unknown-offer',
      'offer-not-draft',
      'unknown-role',
      'malformed-input',
    ]);
  });
});
