import { evolvePartner, parseInstant, parseInviteLink, type RoleOffer } from 'partner-relationships';
import { partnerCenter21Vianet, roleOfferLink, type DraftRoleOfferInput } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { baseUrl, contoso, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import { withFaults } from '../../fixtures/faults';
import {
  approve,
  draft,
  drafting,
  globalAdministrator,
  locked,
  offer,
  offersOf,
  openRoleScene,
  openWithOffer,
  registerChannel,
  userAdministrator,
  type RoleScene,
} from '../../fixtures/role-scene';
import { forAReason, recordedOfPartner, register } from '../../fixtures/scene';

const unknownOffer = 'no-such-offer-000';

async function openWithDraft(
  change: Partial<DraftRoleOfferInput> = {},
): Promise<RoleScene & { readonly drafted: RoleOffer }> {
  const scene = openRoleScene();
  await register(scene, 'contoso');
  return { ...scene, drafted: await draft(scene, 'contoso', change) };
}

/** Wingtip, an indirect provider, has locked an offer for the reseller northwind. */
async function openWithNamed(): Promise<RoleScene & { readonly named: RoleOffer }> {
  const scene = openRoleScene();
  await registerChannel(scene);
  const { offer: named } = await offer(scene, 'wingtip', { indirectResellerId: 'northwind' });
  return { ...scene, named };
}

const placeOf = ({ partnerId, id }: RoleOffer): { readonly partnerId: string; readonly offerId: string } => ({
  partnerId,
  offerId: id,
});

async function kindsOf(scene: RoleScene, partner: string): Promise<readonly string[]> {
  return (await recordedOfPartner(scene, partner)).map(({ change }) => change.kind);
}

describe('draftRoleOffer', () => {
  it('offer-names-roles-and-term: puts a draft into the account, under a new token', async () => {
    const scene = await openWithDraft();
    expect(scene.drafted).toMatchObject({
      partnerId: 'contoso',
      indirectResellerId: null,
      customerId: null,
      name: 'Mailboxes',
      termDays: 365,
      extends: true,
      lockedAt: null,
      takenBy: null,
    });
    expect(scene.drafted.id).toMatch(/^token-/);
    expect(await offersOf(scene, 'contoso')).toEqual([scene.drafted]);
  });

  it('names the customer and the indirect reseller that are given', async () => {
    const scene = openRoleScene();
    await registerChannel(scene);
    const drafted = await draft(scene, 'wingtip', { customerId: 'tailspin', indirectResellerId: 'northwind' });
    expect(drafted).toMatchObject({ customerId: 'tailspin', indirectResellerId: 'northwind' });
  });

  it('profile-grants-roles: is refused where the marketplace has no roles', async () => {
    const scene = openRoleScene({ profile: partnerCenter21Vianet });
    await register(scene, 'contoso');
    const refusal = (await scene.roles.draftRoleOffer(drafting('contoso')))._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ code: 'roles-not-offered', rule: 'profile-grants-roles' });
  });

  it.each<[string, Partial<DraftRoleOfferInput>]>([
    ['unknown-partner', { partnerId: 'nobody', by: thePartner('nobody') }],
    ['unknown-partner', { indirectResellerId: 'nobody' }],
    ['provider-needed', { indirectResellerId: 'fabrikam' }],
    ['not-the-partner', { by: theOperator }],
    ['unknown-role', { roles: ['no-such-role'] }],
    ['offer-name-taken', {}],
    ['malformed-input', { termDays: 731 }],
    ['malformed-input', { name: '\u200b' }],
  ])('answers %s for %j', async (code, change) => {
    const scene = await openWithDraft();
    await register(scene, 'fabrikam');
    const refusal = (await scene.roles.draftRoleOffer(drafting('contoso', change)))._unsafeUnwrapErr();
    expect(refusal.code).toBe(code);
    expect(await offersOf(scene, 'contoso')).toEqual([scene.drafted]);
  });

  it('is refused for a suspended partner, and for a closed one', async () => {
    const scene = await openWithDraft();
    (await scene.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    const again = async (): Promise<string> =>
      (await scene.roles.draftRoleOffer(drafting('contoso', { name: 'Another' })))._unsafeUnwrapErr().code;
    expect(await again()).toBe('partner-is-suspended');
    (await scene.service.closePartner(forAReason('contoso')))._unsafeUnwrap();
    expect(await again()).toBe('partner-is-closed');
  });

  it.each(['lost', 'done', 'late'] as const)('makes one draft if the commit was %s', async (fault) => {
    const { repository } = await openWithDraft();
    const scene = openRoleScene({ repository: withFaults(repository, [fault]) });
    const { id } = await draft(scene, 'contoso', { name: 'Another' });
    await register(scene, 'fabrikam');
    const ofThisName = (await offersOf(scene, 'contoso')).filter(({ name }) => name === 'Another');
    expect(ofThisName).toMatchObject([{ id }]);
  });

  it('says that newToken makes no id of an offer', async () => {
    const scene = openRoleScene({ newToken: () => 'short' });
    await register(scene, 'contoso');
    const refusal = (await scene.roles.draftRoleOffer(drafting('contoso')))._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ code: 'malformed-input', context: { path: 'options.newToken()' } });
  });
});

describe('reviseRoleOffer', () => {
  it('offer-is-editable-as-a-draft: changes what is given, and nothing else', async () => {
    const scene = await openWithDraft({ customerId: 'tailspin' });
    const place = { ...placeOf(scene.drafted), by: thePartner('contoso') };
    const revision = { ...place, name: 'Users', roles: [userAdministrator], customerId: null };
    const revised = (await scene.roles.reviseRoleOffer(revision))._unsafeUnwrap();
    expect(revised).toEqual({ ...scene.drafted, name: 'Users', roles: [userAdministrator], customerId: null });
    const others = (await scene.roles.reviseRoleOffer({ ...place, termDays: 1, extends: false }))._unsafeUnwrap();
    expect(others).toEqual({ ...revised, termDays: 1, extends: false });
    expect(await offersOf(scene, 'contoso')).toEqual([others]);
  });

  it('offer-is-editable-as-a-draft: is refused once the offer is locked', async () => {
    const scene = await openWithOffer();
    const revision = { ...placeOf(scene.offer), name: 'Users', by: thePartner('contoso') };
    const refusal = (await scene.roles.reviseRoleOffer(revision))._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ code: 'offer-not-draft', rule: 'offer-is-editable-as-a-draft' });
  });
});

describe('discardRoleOffer', () => {
  it('takes the draft out of the account, and answers what it was', async () => {
    const scene = await openWithDraft();
    const place = { ...placeOf(scene.drafted), by: thePartner('contoso') };
    expect((await scene.roles.discardRoleOffer(place))._unsafeUnwrap()).toEqual(scene.drafted);
    expect(await offersOf(scene, 'contoso')).toEqual([]);
    expect((await scene.roles.discardRoleOffer(place))._unsafeUnwrapErr().code).toBe('unknown-offer');
  });

  it('locked-offer-waits: is refused once it is locked', async () => {
    const scene = await openWithOffer();
    const place = { ...placeOf(scene.offer), by: thePartner('contoso') };
    expect((await scene.roles.discardRoleOffer(place))._unsafeUnwrapErr()).toMatchObject({
      code: 'offer-not-draft',
      rule: 'locked-offer-waits',
    });
  });

  it('writes down first what has lapsed, and answers its own offer', async () => {
    const scene = await openWithOffer();
    const drafted = await draft(scene, 'contoso', { name: 'Another' });
    scene.setClock('2026-05-01T00:00:00.000Z');
    const place = { ...placeOf(drafted), by: thePartner('contoso') };
    expect((await scene.roles.discardRoleOffer(place))._unsafeUnwrap()).toEqual(drafted);
    expect((await kindsOf(scene, 'contoso')).slice(-2)).toEqual(['role-offer-lapsed', 'role-offer-discarded']);
  });
});

describe('lockRoleOffer', () => {
  it('locked-offer-lapses: gives the link, and when the offer lapses', async () => {
    const scene = await openWithDraft();
    const place = { ...placeOf(scene.drafted), by: thePartner('contoso') };
    const first = (await scene.roles.lockRoleOffer(place))._unsafeUnwrap();
    expect(first.offer).toEqual({ ...scene.drafted, lockedAt: locked });
    expect(first.lapsesAt).toBe('2026-04-01T00:00:00.000Z');
    expect(first.link).toBe(`${baseUrl}?partner=contoso&token=${scene.drafted.id}`);
    scene.setClock('2026-02-01T00:00:00.000Z');
    expect((await scene.roles.lockRoleOffer(place))._unsafeUnwrap()).toEqual(first);
  });

  it('global-administrator-never-extends: is refused while the extension is on', async () => {
    const scene = await openWithDraft({ roles: [globalAdministrator] });
    const place = { ...placeOf(scene.drafted), by: thePartner('contoso') };
    expect((await scene.roles.lockRoleOffer(place))._unsafeUnwrapErr()).toMatchObject({
      code: 'never-extends',
      rule: 'global-administrator-never-extends',
    });
    (await scene.roles.reviseRoleOffer({ ...place, extends: false }))._unsafeUnwrap();
    expect((await scene.roles.lockRoleOffer(place)).isOk()).toBe(true);
  });
});

describe('consentToRoleOffer and rejectRoleOffer', () => {
  it('reseller-consents-to-its-offer: records the consent of the reseller named, once', async () => {
    const scene = await openWithNamed();
    const consent = { ...placeOf(scene.named), by: thePartner('northwind') };
    scene.setClock('2026-01-02T00:00:00.000Z');
    const consented = (await scene.roles.consentToRoleOffer(consent))._unsafeUnwrap();
    expect(consented).toEqual({ ...scene.named, consentedAt: '2026-01-02T00:00:00.000Z' });
    scene.setClock('2026-01-03T00:00:00.000Z');
    expect((await scene.roles.consentToRoleOffer(consent))._unsafeUnwrap()).toEqual(consented);
  });

  it('reseller-consents-to-its-offer: takes a rejected offer out of the account', async () => {
    const scene = await openWithNamed();
    const rejection = { ...placeOf(scene.named), by: thePartner('northwind') };
    expect((await scene.roles.rejectRoleOffer(rejection))._unsafeUnwrap()).toEqual(scene.named);
    expect(await offersOf(scene, 'wingtip')).toEqual([]);
  });

  it('are refused to everybody else, and on an offer that names nobody', async () => {
    const scene = await openWithNamed();
    for (const by of [thePartner('wingtip'), theCustomer('northwind'), theOperator]) {
      const act = { ...placeOf(scene.named), by };
      expect((await scene.roles.consentToRoleOffer(act))._unsafeUnwrapErr().code).toBe('not-the-partner');
      expect((await scene.roles.rejectRoleOffer(act))._unsafeUnwrapErr().code).toBe('not-the-partner');
    }
    const { offer: own } = await offer(scene, 'wingtip', { name: 'Own' });
    const act = { ...placeOf(own), by: thePartner('northwind') };
    expect((await scene.roles.consentToRoleOffer(act))._unsafeUnwrapErr().code).toBe('not-the-partner');
  });

  it('closed-partner-may-do-nothing: a reseller whose account is closed consents to nothing', async () => {
    const scene = await openWithNamed();
    (await scene.service.closePartner(forAReason('northwind')))._unsafeUnwrap();
    const act = { ...placeOf(scene.named), by: thePartner('northwind') };
    expect((await scene.roles.consentToRoleOffer(act))._unsafeUnwrapErr()).toMatchObject({
      code: 'partner-is-closed',
      context: { partnerId: 'northwind' },
    });
  });
});

describe('Every command on an offer', () => {
  const commands = ['reviseRoleOffer', 'discardRoleOffer', 'lockRoleOffer', 'consentToRoleOffer', 'rejectRoleOffer'] as const;

  it.each(commands)('%s says that the offer or the partner is unknown, and what is malformed', async (command) => {
    const { roles, offer: waiting } = await openWithOffer();
    const by = thePartner('contoso');
    const codeOf = async (partnerId: string, offerId: string): Promise<string> =>
      (await roles[command]({ partnerId, offerId, by }))._unsafeUnwrapErr().code;
    expect(await codeOf('contoso', unknownOffer)).toBe('unknown-offer');
    expect(await codeOf('nobody', waiting.id)).toBe('unknown-partner');
    expect(await codeOf('a b', waiting.id)).toBe('malformed-input');
    expect(await codeOf('contoso', 'short')).toBe('malformed-input');
  });

  it.each(commands)('%s answers that the offer has lapsed', async (command) => {
    const scene = await openWithNamed();
    scene.setClock('2026-04-01T00:00:00.000Z');
    const isResellers = command === 'consentToRoleOffer' || command === 'rejectRoleOffer';
    const act = { ...placeOf(scene.named), by: thePartner(isResellers ? 'northwind' : 'wingtip') };
    expect((await scene.roles[command](act))._unsafeUnwrapErr()).toMatchObject({ code: 'offer-lapsed' });
    expect(await kindsOf(scene, 'wingtip')).not.toContain('role-offer-lapsed');
  });
});

describe('roleOfferOf', () => {
  it('shows the offer that a link leads to, whatever was added to the link', async () => {
    const scene = await openWithOffer();
    const expected = { offer: scene.offer, indirectReseller: null, lapsesAt: scene.lapsesAt };
    const shown = (await scene.roles.roleOfferOf(`${scene.link}&utm_source=mail#top`))._unsafeUnwrap();
    expect(shown).toMatchObject({ ...expected, partner: { id: 'contoso', name: 'contoso' } });
    expect(Object.isFrozen(shown)).toBe(true);
  });

  it('names the indirect reseller', async () => {
    const scene = await openWithNamed();
    const link = roleOfferLink(scene.named, baseUrl)._unsafeUnwrap();
    expect((await scene.roles.roleOfferOf(link))._unsafeUnwrap().indirectReseller?.id).toBe('northwind');
  });

  it('locked-offer-lapses: says that it has lapsed, in the moment when it does', async () => {
    const scene = await openWithOffer();
    scene.setClock('2026-03-31T23:59:59.999Z');
    expect((await scene.roles.roleOfferOf(scene.link)).isOk()).toBe(true);
    scene.setClock('2026-04-01T00:00:00.000Z');
    expect((await scene.roles.roleOfferOf(scene.link))._unsafeUnwrapErr()).toMatchObject({
      code: 'offer-lapsed',
      context: { lapsedAt: '2026-04-01T00:00:00.000Z' },
    });
  });

  it('locked-offer-lapses: counts from the last change of the account, if the clock is behind it', async () => {
    const scene = await openWithOffer();
    const { partners } = scene.repository;
    const stored = (await partners.load(contoso.id))._unsafeUnwrap();
    const state = stored?.state ?? null;
    if (stored === null || state === null) throw new Error('contoso is registered');
    // Written down by somebody who did not write down what had lapsed by then.
    const at = parseInstant('2026-04-01T00:00:00.000Z')._unsafeUnwrap();
    const renamed = { kind: 'partner-renamed', at, by: theOperator, name: 'Contoso' } as const;
    const next = evolvePartner(state, renamed)._unsafeUnwrap();
    (await partners.commit({ id: contoso.id, expected: stored.revision, next, changes: [renamed] }))._unsafeUnwrap();
    scene.setClock('2026-03-31T23:59:59.999Z');
    expect((await scene.roles.roleOfferOf(scene.link))._unsafeUnwrapErr().code).toBe('offer-lapsed');
  });

  it('does not lapse for the customer that has taken it', async () => {
    const scene = await openWithOffer();
    const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, 'failure']) });
    const { offer: waiting } = scene;
    const input = { ...placeOf(waiting), customer: { id: 'tailspin', name: 'Tailspin' }, by: theCustomer('tailspin') };
    expect((await stopped.roles.approveRoleOffer(input)).isErr()).toBe(true);
    scene.setClock('2027-01-01T00:00:00.000Z');
    expect((await scene.roles.roleOfferOf(scene.link))._unsafeUnwrap()).toMatchObject({ lapsesAt: null });
    expect((await approve(scene, waiting, 'tailspin')).delegation.activatedAt).toBe('2027-01-01T00:00:00.000Z');
  });

  it('shows no draft, no offer that is approved, and none of a partner that nobody knows', async () => {
    const scene = await openWithOffer();
    const drafted = await draft(scene, 'contoso', { name: 'Draft' });
    await approve(scene, scene.offer, 'tailspin');
    const linkOfDraft = roleOfferLink(drafted, baseUrl)._unsafeUnwrap();
    for (const link of [linkOfDraft, scene.link, scene.link.replace('contoso', 'nobody')]) {
      expect((await scene.roles.roleOfferOf(link))._unsafeUnwrapErr().code).toBe('unknown-offer');
    }
  });

  it('refuses what is no link of this base URL', async () => {
    const scene = await openWithOffer();
    for (const link of [baseUrl, scene.link.replace('portal', 'other'), `${scene.link}&token=${scene.offer.id}`]) {
      expect((await scene.roles.roleOfferOf(link))._unsafeUnwrapErr().code).toBe('malformed-input');
    }
  });
});

describe('roleOfferLink', () => {
  it('has the format of an invitation link, so whoever reads one reads the other', async () => {
    const { offer: waiting } = await openWithOffer();
    const link = roleOfferLink(waiting, baseUrl)._unsafeUnwrap();
    const parts = parseInviteLink(link, baseUrl)._unsafeUnwrap();
    expect(parts).toEqual({ partnerId: 'contoso', token: waiting.id });
  });

  it('names what is malformed, and never repeats the id', () => {
    const secret = 'not-a-lawful-id!';
    const given = { partnerId: 'contoso', id: secret } as unknown as RoleOffer;
    const refusal = roleOfferLink(given, baseUrl)._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ code: 'malformed-input', context: { path: 'offer.id' } });
    expect(JSON.stringify(refusal)).not.toContain(secret);
    const other = { ...given, id: 'a-lawful-id-of-an-offer' } as unknown as RoleOffer;
    expect(roleOfferLink(other, 'portal')._unsafeUnwrapErr().context.path).toBe('baseUrl');
    expect(roleOfferLink(null as unknown as RoleOffer, baseUrl)._unsafeUnwrapErr().context.path).toBe('offer');
  });
});
