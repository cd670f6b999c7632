import {
  foldPartner,
  MAX_OPEN_REQUESTS_PER_PARTNER,
  parseInstant,
  parseInviteLink,
  parsePartnerAccount,
  parsePartnerId,
  type PartnerChange,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { acceptance, forAReason, linkOf, openScene, recordedOfPartner, register } from '../fixtures/scene';
import { baseUrl, theCustomer, thePartner } from '../fixtures/cast';

describe('registerPartner', () => {
  it('opens an account under the id given, or under a new one', async () => {
    const { service } = openScene();
    const contoso = await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'direct-bill' });
    expect(contoso._unsafeUnwrap()).toEqual({
      id: 'contoso',
      name: 'Contoso',
      program: 'direct-bill',
      standing: 'active',
    });
    const other = await service.registerPartner({ name: 'Fabrikam', program: 'advisor' });
    expect(other._unsafeUnwrap().id).toBe('id-1');
  });

  it('changes nothing when it is the same registration again, whatever the standing has become', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    (await scene.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    expect((await register(scene, 'contoso')).standing).toBe('suspended');
    expect(await recordedOfPartner(scene, 'contoso')).toHaveLength(2);
  });

  it('refuses another partner under an id that is taken', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    for (const other of [
      { name: 'Contoso Ltd', program: 'direct-bill' as const },
      { name: 'contoso', program: 'advisor' as const },
    ]) {
      const error = (await scene.service.registerPartner({ id: 'contoso', ...other }))._unsafeUnwrapErr();
      expect(error).toMatchObject({ kind: 'invalid-input', code: 'contradictory-input' });
    }
    expect(await recordedOfPartner(scene, 'contoso')).toHaveLength(1);
  });

  it.each([
    ['id', { id: 'all', name: 'Contoso', program: 'direct-bill' as const }],
    ['name', { id: 'contoso', name: '', program: 'direct-bill' as const }],
  ])('names the %s that is malformed', async (path, input) => {
    const error = (await openScene().service.registerPartner(input))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});

describe('suspendPartner and reinstatePartner', () => {
  it('change the standing, once', async () => {
    const scene = openScene();
    const { service } = scene;
    await register(scene, 'contoso');
    for (const round of [1, 2]) {
      const { standing } = (await service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
      expect(standing, `round ${round}`).toBe('suspended');
    }
    for (const round of [1, 2]) {
      const { standing } = (await service.reinstatePartner(forAReason('contoso')))._unsafeUnwrap();
      expect(standing, `round ${round}`).toBe('active');
    }
    const changes = (await recordedOfPartner(scene, 'contoso')).map(({ change }) => change);
    expect(changes.map(({ kind, at }) => [kind, at])).toEqual([
      ['partner-registered', '2026-03-01T09:00:00.000Z'],
      ['partner-suspended', '2026-03-01T09:01:00.000Z'],
      ['partner-reinstated', '2026-03-01T09:03:00.000Z'],
    ]);
    expect(foldPartner(changes)._unsafeUnwrap()?.partner.standing).toBe('active');
  });

  it('know no partner that is not registered, an id in another case included', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    for (const partnerId of ['fabrikam', 'Contoso']) {
      for (const answer of [
        await scene.service.suspendPartner(forAReason(partnerId)),
        await scene.service.reinstatePartner(forAReason(partnerId)),
      ]) {
        expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner', context: { partnerId } });
      }
    }
  });

  it('name the id when it is malformed', async () => {
    const { service } = openScene();
    for (const answer of [
      await service.suspendPartner(forAReason('a b')),
      await service.reinstatePartner(forAReason('')),
    ]) {
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'partnerId' } });
    }
  });
});

describe('openRequest', () => {
  it('gives a request of the partner and its link, which leads back to it', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    const opened = await scene.service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') });
    const { request, link } = opened._unsafeUnwrap();
    expect(request).toEqual({
      id: 'id-1',
      partnerId: 'contoso',
      indirectResellerId: null,
      token: 'token-0000000000000001',
      openedAt: '2026-03-01T09:01:00.000Z',
      revokedAt: null,
    });
    expect(link).toBe(`${baseUrl}?partner=contoso&token=token-0000000000000001`);
    expect(parseInviteLink(link, baseUrl)._unsafeUnwrap()).toEqual({ partnerId: 'contoso', token: request.token });
  });

  it('makes tokens of 22 letters and digits and never the same, when nobody says how', async () => {
    const scene = openScene({ newToken: undefined });
    const tokens = new Set<string>();
    for (let round = 0; round < 300; round += 1) {
      const partnerId = `partner-${round}`;
      await register(scene, partnerId);
      const { link } = (await scene.service.openRequest({ partnerId, by: thePartner(partnerId) }))._unsafeUnwrap();
      const { token } = parseInviteLink(link, baseUrl)._unsafeUnwrap();
      // Mail programs leave a mark at the end out of the link that they make of text.
      expect(token).toMatch(/^[A-Za-z0-9]{22}$/);
      tokens.add(token);
    }
    expect(tokens.size).toBe(300);
    // Of 6,600 characters, each of the 62 is missing once in e^106 runs.
    expect(new Set([...tokens].join('')).size).toBe(62);
  });

  it('takes tokens of the application’s own making, whatever of the alphabet they end in', async () => {
    const scene = openScene({ newToken: () => 'made-elsewhere-_' });
    await register(scene, 'contoso');
    const { link } = (await scene.service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') }))._unsafeUnwrap();
    expect((await scene.service.invitationOf(link)).isOk()).toBe(true);
  });

  it('invitation-is-reusable: asked again, a partner gets the same link, one for each reseller named', async () => {
    const scene = openScene();
    await register(scene, 'tailspin', 'indirect-provider');
    await register(scene, 'wingtip', 'indirect-reseller');
    await register(scene, 'lucerne', 'indirect-reseller');
    const named = [null, 'wingtip', 'lucerne'];
    const first = await Promise.all(named.map((reseller) => linkOf(scene, 'tailspin', reseller)));
    const again = await Promise.all(named.map((reseller) => linkOf(scene, 'tailspin', reseller)));
    expect(again).toEqual(first);
    expect(new Set(first).size).toBe(3);
    expect(await recordedOfPartner(scene, 'tailspin')).toHaveLength(4);
  });

  it('gives a new link after the request was revoked', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    const first = await linkOf(scene, 'contoso');
    const requestId = 'id-1';
    (await scene.service.revokeRequest({ partnerId: 'contoso', requestId, by: thePartner('contoso') }))._unsafeUnwrap();
    const second = await linkOf(scene, 'contoso');
    expect(second).not.toBe(first);
    expect(await linkOf(scene, 'contoso')).toBe(second);
  });

  it('suspended-partner-cannot-invite: a suspended partner opens nothing, and gets the link that is open', async () => {
    const scene = openScene();
    const { service } = scene;
    await register(scene, 'contoso');
    await register(scene, 'fabrikam');
    const link = await linkOf(scene, 'contoso');
    (await service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    (await service.suspendPartner(forAReason('fabrikam')))._unsafeUnwrap();
    expect(await linkOf(scene, 'contoso')).toBe(link);
    const refused = await service.openRequest({ partnerId: 'fabrikam', by: thePartner('fabrikam') });
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'partner-is-suspended',
      rule: 'suspended-partner-cannot-invite',
    });
  });

  it('indirect-reseller-uses-provider-invitation: only a provider names one, and none asks for itself', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    await register(scene, 'tailspin', 'indirect-provider');
    await register(scene, 'wingtip', 'indirect-reseller');
    for (const [partnerId, indirectResellerId] of [
      ['wingtip', null],
      ['contoso', 'wingtip'],
      ['tailspin', 'contoso'],
    ] as const) {
      const refused = await scene.service.openRequest({ partnerId, indirectResellerId, by: thePartner(partnerId) });
      expect(refused._unsafeUnwrapErr()).toMatchObject({
        code: 'provider-invitation-needed',
        rule: 'indirect-reseller-uses-provider-invitation',
        context: { partnerId, indirectResellerId },
      });
    }
  });

  it('partner-acts-for-itself: nobody else opens a request of a partner', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    await register(scene, 'fabrikam');
    for (const by of [thePartner('fabrikam'), theCustomer('contoso')]) {
      const refused = await scene.service.openRequest({ partnerId: 'contoso', by });
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'not-the-partner', rule: 'partner-acts-for-itself' });
    }
    expect(await recordedOfPartner(scene, 'contoso')).toHaveLength(1);
  });

  it('knows neither a partner nor an indirect reseller that is not registered', async () => {
    const scene = openScene();
    await register(scene, 'tailspin', 'indirect-provider');
    for (const [partnerId, indirectResellerId, unknown] of [
      ['nobody', null, 'nobody'],
      ['tailspin', 'nobody', 'nobody'],
    ] as const) {
      const refused = await scene.service.openRequest({ partnerId, indirectResellerId, by: thePartner(partnerId) });
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner', context: { partnerId: unknown } });
    }
  });

  it.each([
    ['requestId', { newId: () => 'the-same' }],
    ['token', { newToken: () => 'always-the-same-token' }],
  ])('refuses a %s that was used before', async (field, options) => {
    const scene = openScene(options);
    await register(scene, 'contoso');
    const { service } = scene;
    const { request } = (
      await service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') })
    )._unsafeUnwrap();
    const by = thePartner('contoso');
    (await service.revokeRequest({ partnerId: 'contoso', requestId: request.id, by }))._unsafeUnwrap();
    const refused = await service.openRequest({ partnerId: 'contoso', by });
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: { path: field },
    });
  });

  it('opens no more requests than an account may hold', async () => {
    const scene = openScene();
    await register(scene, 'wingtip', 'indirect-reseller');
    const id = parsePartnerId('tailspin')._unsafeUnwrap();
    const at = parseInstant('2026-01-01T00:00:00.000Z')._unsafeUnwrap();
    const account = parsePartnerAccount({
      partner: { id, name: 'tailspin', program: 'indirect-provider', standing: 'active' },
      requests: Array.from({ length: MAX_OPEN_REQUESTS_PER_PARTNER }, (_, index) => ({
        id: `request-${index}`,
        partnerId: id,
        indirectResellerId: `reseller-${index}`,
        token: `token-of-request-${index}`,
        openedAt: at,
        revokedAt: null,
      })),
    })._unsafeUnwrap();
    const changes: PartnerChange[] = [{ kind: 'partner-registered', at, partner: account.partner }];
    (await scene.repository.partners.commit({ id, expected: 'absent', next: account, changes }))._unsafeUnwrap();
    const refused = await scene.service.openRequest({
      partnerId: id,
      indirectResellerId: 'wingtip',
      by: thePartner(id),
    });
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'limit-exceeded',
      context: { limit: 'MAX_OPEN_REQUESTS_PER_PARTNER', maximum: 1000, actual: 1001 },
    });
  });

  it.each([
    ['partnerId', { partnerId: 'a b', by: thePartner('a') }],
    ['indirectResellerId', { partnerId: 'contoso', indirectResellerId: 'all', by: thePartner('contoso') }],
    ['by.partnerId', { partnerId: 'contoso', by: { kind: 'partner', partnerId: '' } as const }],
  ])('names the %s that is malformed', async (path, input) => {
    const error = (await openScene().service.openRequest(input))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});

describe('revokeRequest', () => {
  it('revoked-invitation-cannot-be-accepted: what was revoked nobody accepts, and it stays revoked', async () => {
    const scene = openScene();
    const { service } = scene;
    await register(scene, 'contoso');
    const { request, link } = (
      await service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') })
    )._unsafeUnwrap();
    const input = { partnerId: 'contoso', requestId: request.id, by: thePartner('contoso') };
    const revoked = (await service.revokeRequest(input))._unsafeUnwrap();
    expect(revoked).toEqual({ ...request, revokedAt: '2026-03-01T09:02:00.000Z' });
    expect((await service.revokeRequest(input))._unsafeUnwrap()).toEqual(revoked);
    const refused = await service.acceptRequest(acceptance(link, 'northwind', ['exchange-online']));
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'request-is-revoked',
      rule: 'revoked-invitation-cannot-be-accepted',
      context: { requestId: request.id, revokedAt: revoked.revokedAt },
    });
    expect(await recordedOfPartner(scene, 'contoso')).toHaveLength(3);
  });

  it('gives the request that is revoked, and leaves the others open', async () => {
    const scene = openScene();
    const by = thePartner('tailspin');
    await register(scene, 'tailspin', 'indirect-provider');
    await register(scene, 'wingtip', 'indirect-reseller');
    await linkOf(scene, 'tailspin');
    const naming = { partnerId: 'tailspin', indirectResellerId: 'wingtip', by };
    const { request } = (await scene.service.openRequest(naming))._unsafeUnwrap();

    const revoked = await scene.service.revokeRequest({ partnerId: 'tailspin', requestId: request.id, by });
    expect(revoked._unsafeUnwrap()).toMatchObject({ id: request.id, indirectResellerId: 'wingtip' });
    const again = (await scene.service.openRequest({ partnerId: 'tailspin', by }))._unsafeUnwrap();
    expect(again.request).toMatchObject({ id: 'id-1', revokedAt: null });
  });

  it('partner-acts-for-itself: nobody else revokes a request of a partner', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    await linkOf(scene, 'contoso');
    for (const by of [thePartner('fabrikam'), theCustomer('northwind')]) {
      const refused = await scene.service.revokeRequest({ partnerId: 'contoso', requestId: 'id-1', by });
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'not-the-partner', rule: 'partner-acts-for-itself' });
    }
  });

  it('knows neither a partner nor a request that is not there, nor that of another partner as its own', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    await register(scene, 'fabrikam');
    await linkOf(scene, 'contoso');
    const { service } = scene;
    const ofNobody = await service.revokeRequest({ partnerId: 'nobody', requestId: 'id-1', by: thePartner('nobody') });
    expect(ofNobody._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner' });
    const ofAnother = await service.revokeRequest({
      partnerId: 'fabrikam',
      requestId: 'id-1',
      by: thePartner('fabrikam'),
    });
    expect(ofAnother._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-request', context: { requestId: 'id-1' } });
  });

  it('names the request id when it is malformed', async () => {
    const input = { partnerId: 'contoso', requestId: '', by: thePartner('contoso') };
    const error = (await openScene().service.revokeRequest(input))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path: 'requestId' } });
  });
});
