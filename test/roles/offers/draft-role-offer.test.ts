import fc from 'fast-check';
import {
  evolvePartner,
  parsePartnerAccount,
  parseRoleId,
  type PartnerAccount,
  type RoleOffer,
} from 'partner-relationships';
import { actor, partnerAccount } from 'partner-relationships/arbitraries';
import {
  draftRoleOffer,
  lockRoleOffer,
  MAX_ROLE_OFFERS_PER_PARTNER,
  MAX_ROLES_PER_DOCUMENT,
  MAX_ROLES_PER_OFFER,
  partnerCenter21Vianet,
  partnerCenterGdap,
  ROLE_IDS,
  takeRoleOffer,
  type DraftRoleOffer,
  type DraftRoleOfferError,
} from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { accountOf } from '../../fixtures/account';
import {
  closed,
  contoso,
  fabrikam,
  hour,
  litware,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../../fixtures/cast';
import {
  accountAfter,
  drafted,
  drafting,
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
  offerIdOf,
  offerOf,
  taking,
  userAdministrator,
  withStanding,
} from './scene';

const refusal = (account: PartnerAccount, change: Partial<DraftRoleOffer> = {}): DraftRoleOfferError =>
  draftRoleOffer(account, drafting(change), gdap)._unsafeUnwrapErr();

const roleIdOf = (id: string): RoleOffer['roles'][number] => parseRoleId(id)._unsafeUnwrap();

/** Contoso's account with so many drafts, each of these roles. */
const accountWith = (count: number, roles: readonly string[] = [exchangeAdministrator]): PartnerAccount =>
  parsePartnerAccount({
    partner: contoso,
    changedAt: LOCKED,
    requests: [],
    roleOffers: Array.from({ length: count }, (_, at) => ({
      ...offerOf(drafted),
      id: offerIdOf(`x${at}`),
      name: `Offer ${at}`,
      roles,
    })),
  })._unsafeUnwrap();

describe('Drafting a role offer', () => {
  it('is one change of the account, which has the draft then', () => {
    const changes = draftRoleOffer(accountOf(contoso), drafting(), gdap)._unsafeUnwrap();
    const offer = {
      id: o1,
      partnerId: 'contoso',
      indirectResellerId: null,
      customerId: null,
      name: 'Mailboxes',
      roles: [ROLE_IDS.exchangeAdministrator, ROLE_IDS.serviceSupportAdministrator],
      termDays: 365,
      extends: true,
      lockedAt: null,
      consentedAt: null,
      takenBy: null,
    };
    expect(changes).toEqual([{ kind: 'role-offer-drafted', at: LOCKED, by: thePartner(contoso), offer }]);
    expect(drafted.roleOffers).toEqual([offer]);
  });

  it('records which of the partner’s people did it', () => {
    const by = { ...thePartner(contoso), userId: 'ana@contoso.example' };
    expect(draftRoleOffer(accountOf(contoso), drafting({ by }), gdap)._unsafeUnwrap()).toMatchObject([{ by }]);
  });

  it('may be for one customer only', () => {
    const changes = draftRoleOffer(accountOf(contoso), drafting({ customerId: northwindId }), gdap)._unsafeUnwrap();
    expect(changes).toMatchObject([{ offer: { customerId: 'northwind' } }]);
  });

  it('may extend a role that never extends, as long as it is a draft', () => {
    expect(draftRoleOffer(accountOf(contoso), drafting({ roles: [globalAdministrator] }), gdap).isOk()).toBe(true);
  });

  it('changes nothing when the account has this very draft, even if the partner was suspended since', () => {
    const later = drafting({ at: hour(9) });
    expect(draftRoleOffer(drafted, later, gdap)._unsafeUnwrap()).toEqual([]);
    expect(draftRoleOffer(withStanding(drafted, 'suspended'), later, gdap)._unsafeUnwrap()).toEqual([]);
  });

  it('gives what can be applied to the account, for every account', () => {
    fc.assert(
      fc.property(partnerAccount(), (account) => {
        const { roleOffers = [] } = account;
        fc.pre(!roleOffers.some(({ id, name }) => id === o1 || name === 'Mailboxes'));
        const command = drafting({ by: thePartner(account.partner), at: hour(1) });
        const changes = draftRoleOffer(account, command, gdap).unwrapOr([]);
        expect(changes.at(-1)?.kind).toBe(account.partner.standing === 'active' ? 'role-offer-drafted' : undefined);
        const after = changes.reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), account);
        expect(parsePartnerAccount(structuredClone(after))._unsafeUnwrap()).toEqual(after);
      }),
    );
  });
});

describe('Who may draft a role offer', () => {
  it('profile-grants-roles: nobody, where the profile of the marketplace has no roles', () => {
    expect(draftRoleOffer(accountOf(contoso), drafting(), partnerCenter21Vianet)._unsafeUnwrapErr()).toEqual({
      kind: 'rule-violation',
      code: 'roles-not-offered',
      rule: 'profile-grants-roles',
      message: 'the profile "partner-center-21vianet" has no roles',
      context: { profile: 'partner-center-21vianet' },
    });
    // Nor does an offer from elsewhere get any further.
    const [o1Locked, northwind] = [{ offerId: o1, by: thePartner(contoso), at: LOCKED }, taking(northwindId)];
    expect(lockRoleOffer(drafted, o1Locked, partnerCenter21Vianet)._unsafeUnwrapErr().code).toBe('roles-not-offered');
    expect(takeRoleOffer(locked, northwind, partnerCenter21Vianet)._unsafeUnwrapErr().code).toBe('roles-not-offered');
  });

  it.each([contoso, tailspin, litware, wingtip])('is a partner of any program: $id', (owner) => {
    const command = drafting({ by: thePartner(owner) });
    expect(draftRoleOffer(accountOf(owner), command, gdap)._unsafeUnwrap()).toMatchObject([
      { offer: { partnerId: owner.id, indirectResellerId: null } },
    ]);
  });

  it('resellers-ask-themselves: an indirect reseller, without its provider', () => {
    const account = accountAfter(wingtip, drafts(), locks());
    expect(offerOf(account)).toMatchObject({ partnerId: 'wingtip', indirectResellerId: null, lockedAt: LOCKED });
    const taken = takeRoleOffer(account, taking(northwindId), gdap)._unsafeUnwrap();
    expect(taken).toMatchObject([{ kind: 'role-offer-taken', offer: { takenBy: 'northwind' } }]);
  });

  it('reseller-consents-to-its-offer: a provider, for its indirect reseller', () => {
    const command = drafting({ by: thePartner(tailspin), indirectReseller: wingtip });
    expect(draftRoleOffer(accountOf(tailspin), command, gdap)._unsafeUnwrap()).toMatchObject([
      { offer: { partnerId: 'tailspin', indirectResellerId: 'wingtip', consentedAt: null } },
    ]);
  });

  it.each([
    ['a direct-bill partner', contoso, wingtip],
    ['an advisor', litware, wingtip],
    ['an indirect reseller', wingtip, { ...wingtip, id: contoso.id }],
    ['a provider, for a direct-bill partner', tailspin, contoso],
    ['a provider, for another provider', tailspin, { ...tailspin, id: contoso.id }],
  ])('reseller-consents-to-its-offer: not %s', (_who, owner, indirectReseller) => {
    expect(refusal(accountOf(owner), { by: thePartner(owner), indirectReseller })).toMatchObject({
      kind: 'rule-violation',
      code: 'provider-needed',
      rule: 'reseller-consents-to-its-offer',
      context: { partnerId: owner.id, indirectResellerId: indirectReseller.id },
    });
  });

  it('is not the provider as its own reseller', () => {
    const indirectReseller = { ...wingtip, id: tailspin.id };
    expect(refusal(accountOf(tailspin), { by: thePartner(tailspin), indirectReseller })).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'command.indirectReseller.id', expected: 'another partner than the provider' },
    });
  });

  it('partner-acts-for-itself: is not anybody else, for any account', () => {
    for (const by of [thePartner(fabrikam), theCustomer('northwind'), theCustomer(contoso.id), theOperator]) {
      expect(refusal(accountOf(contoso), { by })).toMatchObject({
        kind: 'rule-violation',
        code: 'not-the-partner',
        rule: 'partner-acts-for-itself',
        context: { by },
      });
    }
    fc.assert(
      fc.property(partnerAccount(), actor(), (account, by) => {
        fc.pre(by.kind !== 'partner' || by.partnerId !== account.partner.id);
        expect(refusal(account, { by }).code).toBe('not-the-partner');
      }),
    );
  });

  it('suspended-partner-cannot-invite: is not a suspended partner', () => {
    expect(refusal(accountOf(suspended(contoso)))).toMatchObject({
      code: 'partner-is-suspended',
      rule: 'suspended-partner-cannot-invite',
      context: { partnerId: 'contoso' },
    });
  });

  it('closed-partner-may-do-nothing: is not a closed partner, nor a provider for a closed reseller', () => {
    expect(refusal(withStanding(accountOf(contoso), 'closed'))).toMatchObject({
      code: 'partner-is-closed',
      rule: 'closed-partner-may-do-nothing',
      context: { partnerId: 'contoso' },
    });
    const forClosed = { by: thePartner(tailspin), indirectReseller: closed(wingtip) };
    expect(refusal(accountOf(tailspin), forClosed)).toMatchObject({
      code: 'partner-is-closed',
      context: { partnerId: 'wingtip' },
    });
  });
});

describe('What an offer consists of', () => {
  it.each([
    ['a name that is empty', { name: '' }, 'command.name'],
    ['a name of 51 characters', { name: 'x'.repeat(51) }, 'command.name'],
    ['a name of two lines', { name: 'Mail\nboxes' }, 'command.name'],
    ['a name without anything to see', { name: '\u200b' }, 'command.name'],
    ['a name that reverses text', { name: 'Mail\u202eboxes' }, 'command.name'],
    ['no role', { roles: [] }, 'command.roles'],
    ['a role twice', { roles: [exchangeAdministrator, exchangeAdministrator] }, 'command.roles'],
    ['a role whose id is none', { roles: ['Exchange Administrator'] }, 'command.roles[0]'],
    ['more than 100 roles', { roles: Array.from({ length: MAX_ROLES_PER_OFFER + 1 }, (_, at) => `r${at}`) }, 'command.roles'],
    ['no day', { termDays: 0 }, 'command.termDays'],
    ['731 days', { termDays: 731 }, 'command.termDays'],
    ['half a day', { termDays: 0.5 }, 'command.termDays'],
    ['a term in words', { termDays: 'P365D' }, 'command.termDays'],
    ['an extension in words', { extends: 'P180D' }, 'command.extends'],
    ['a customer left out', { customerId: undefined }, 'command.customerId'],
    ['a reseller left out', { indirectReseller: undefined }, 'command.indirectReseller'],
    ['an id that can be guessed', { offerId: 'o1' }, 'command.offerId'],
    ['no moment', { at: undefined }, 'command.at'],
  ])('offer-names-roles-and-term: is not %s', (_what, change, path) => {
    // @ts-expect-error what comes from outside may be anything
    expect(refusal(accountOf(contoso), change)).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('offer-names-roles-and-term: can be 50 characters, 1 day or 730, each role of the catalog', () => {
    const changes = [{ name: '🚀'.repeat(50) }, { termDays: 1 }, { termDays: 730 }, { roles: Object.values(ROLE_IDS) }];
    for (const change of changes) {
      expect(draftRoleOffer(accountOf(contoso), drafting(change), gdap)._unsafeUnwrap()).toMatchObject([
        { offer: change },
      ]);
    }
  });

  it.each(['exchange-administrator', '__proto__', 'constructor', globalAdministrator.toUpperCase()])(
    'offer-names-roles-and-term: is no role that the catalog lacks: %s',
    (roleId) => {
      expect(refusal(accountOf(contoso), { roles: [exchangeAdministrator, roleIdOf(roleId)] })).toEqual({
        kind: 'invalid-input',
        code: 'unknown-role',
        message: `the profile "partner-center-gdap" has no role "${roleId}"`,
        context: { roleId },
      });
    },
  );

  it('offer-names-roles-and-term: is no name that another offer of the partner has, a draft or locked', () => {
    for (const account of [drafted, locked]) {
      expect(refusal(account, { offerId: o2 })).toEqual({
        kind: 'rule-violation',
        code: 'offer-name-taken',
        rule: 'offer-names-roles-and-term',
        message: 'another offer of the partner has the name "Mailboxes"',
        context: { name: 'Mailboxes', offerId: o1 },
      });
      for (const name of ['mailboxes', 'Mailboxes ', 'Mailbox']) {
        expect(draftRoleOffer(account, drafting({ offerId: o2, name }), gdap).isOk()).toBe(true);
      }
    }
    const other = accountOf(fabrikam);
    expect(draftRoleOffer(other, drafting({ by: thePartner(fabrikam) }), gdap).isOk()).toBe(true);
  });

  it('locked-offer-lapses: is a name that is free from the moment on at which its offer lapsed', () => {
    expect(refusal(locked, { offerId: o2, at: LAST_WAITING }).code).toBe('offer-name-taken');
    const changes = draftRoleOffer(locked, drafting({ offerId: o2, at: LAPSED }), gdap)._unsafeUnwrap();
    expect(changes).toMatchObject([
      { kind: 'role-offer-lapsed', at: LAPSED, dueAt: LAPSED, by: thePartner(contoso), offer: { id: o1 } },
      { kind: 'role-offer-drafted', at: LAPSED, offer: { id: o2, name: 'Mailboxes' } },
    ]);
  });

  it('is no id that another offer of the account has, and the message does not repeat it', () => {
    const error = refusal(drafted, { name: 'Calendars' });
    expect(error).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'command.offerId', expected: 'one that no offer of the account has' },
    });
    expect(JSON.stringify(error)).not.toContain(o1);
    expect(draftRoleOffer(locked, drafting(), gdap)._unsafeUnwrapErr().code).toBe('contradictory-input');
  });
});

describe('An account has room', () => {
  it('for MAX_ROLE_OFFERS_PER_PARTNER offers', () => {
    const limit = MAX_ROLE_OFFERS_PER_PARTNER;
    expect(draftRoleOffer(accountWith(limit - 1), drafting(), gdap).isOk()).toBe(true);
    expect(refusal(accountWith(limit))).toEqual({
      kind: 'invalid-input',
      code: 'limit-exceeded',
      message: `MAX_ROLE_OFFERS_PER_PARTNER is ${limit}; this would make it ${limit + 1}`,
      context: { limit: 'MAX_ROLE_OFFERS_PER_PARTNER', maximum: limit, actual: limit + 1 },
    });
  });

  it('for MAX_ROLES_PER_DOCUMENT roles in all of them', () => {
    const roles = Array.from({ length: MAX_ROLES_PER_OFFER }, (_, at) => `role-${at}`);
    const full = accountWith(MAX_ROLES_PER_DOCUMENT / MAX_ROLES_PER_OFFER, roles);
    expect(refusal(full)).toMatchObject({
      code: 'limit-exceeded',
      context: { limit: 'MAX_ROLES_PER_DOCUMENT', maximum: MAX_ROLES_PER_DOCUMENT, actual: MAX_ROLES_PER_DOCUMENT + 2 },
    });
    const [first, ...others] = full.roleOffers ?? [];
    if (first === undefined) throw new Error('the account is full');
    const room = { ...full, roleOffers: [{ ...first, roles: first.roles.slice(2) }, ...others] };
    expect(draftRoleOffer(room, drafting(), gdap).isOk()).toBe(true);
    expect(refusal(room, { roles: [exchangeAdministrator, userAdministrator, globalAdministrator] })).toMatchObject({
      context: { limit: 'MAX_ROLES_PER_DOCUMENT', actual: MAX_ROLES_PER_DOCUMENT + 1 },
    });
  });

  it('and an offer that has lapsed takes none', () => {
    const { roleOffers = [] } = accountWith(MAX_ROLE_OFFERS_PER_PARTNER);
    const [first, ...others] = roleOffers;
    if (first === undefined) throw new Error('the account is full');
    const full = { ...accountWith(1), roleOffers: [{ ...first, lockedAt: LOCKED }, ...others] };
    expect(refusal(full, { at: LAST_WAITING }).code).toBe('limit-exceeded');
    const changes = draftRoleOffer(full, drafting({ at: LAPSED }), gdap)._unsafeUnwrap();
    expect(changes.map(({ kind }) => kind)).toEqual(['role-offer-lapsed', 'role-offer-drafted']);
  });
});

describe('A draft is refused', () => {
  it.each([
    ['account.roleOffers[0].name', { ...drafted, roleOffers: [{ ...offerOf(drafted), name: '' }] }, drafting(), gdap],
    ['command', accountOf(contoso), null, gdap],
    ['command.by.partnerId', accountOf(contoso), { ...drafting(), by: { kind: 'partner', partnerId: 'all' } }, gdap],
    ['profile', accountOf(contoso), drafting(), undefined],
    ['profile', accountOf(contoso), drafting(), { ...partnerCenterGdap }],
  ])('with a malformed argument: %s', (path, account, command, profile) => {
    // @ts-expect-error what comes from outside may be anything
    const error = draftRoleOffer(account, command, profile)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('for the first reason in the documented order', () => {
    const provider = { by: thePartner(tailspin), indirectReseller: closed({ ...tailspin, id: contoso.id }) };
    const owner = accountOf(suspended(tailspin));
    const codes: string[] = [];
    const attempt = (change: Partial<DraftRoleOffer>, profile = gdap, account = owner): void => {
      codes.push(draftRoleOffer(account, drafting(change), profile)._unsafeUnwrapErr().code);
    };
    attempt({ ...provider, by: thePartner(contoso) }, partnerCenter21Vianet);
    attempt(provider, partnerCenter21Vianet);
    attempt(provider);
    attempt({ ...provider, indirectReseller: { ...tailspin, id: contoso.id } });
    attempt({ ...provider, indirectReseller: { ...wingtip, id: tailspin.id } });
    const active = accountAfter(tailspin, drafts({ name: 'Mailboxes' }));
    const all = { by: thePartner(tailspin), name: '\u200b', roles: [roleIdOf('unknown')] };
    attempt({ ...all, indirectReseller: { ...wingtip, id: tailspin.id } }, gdap, active);
    attempt(all, gdap, active);
    attempt({ ...all, offerId: o2 }, gdap, active);
    attempt({ ...all, offerId: o2, roles: [exchangeAdministrator] }, gdap, active);
    attempt({ ...all, offerId: o2, roles: [exchangeAdministrator], name: 'Mailboxes' }, gdap, active);
    expect(codes).toEqual([
      'not-the-partner',
      'roles-not-offered',
      'partner-is-closed',
      'provider-needed',
      'partner-is-suspended',
      'contradictory-input',
      'contradictory-input',
      'unknown-role',
      'malformed-input',
      'offer-name-taken',
    ]);
  });
});
