import { err, ok, type Result } from 'neverthrow';
import { composeInvitation, foldPartner, memoryRepository, storageFailed, type LoadError } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { isFrozenInDepth } from '../repository/frozen';
import { base, invite, linkOf, openScene, recordedOfPartner, register, thePartner } from './scene';

describe('accountOf', () => {
  it('gives the partner and its requests, as its history tells', async () => {
    const scene = openScene();
    await invite(scene, 'contoso');
    await scene.service.suspendPartner('contoso');
    const account = (await scene.service.accountOf('contoso'))._unsafeUnwrap();
    expect(account).toMatchObject({
      partner: { id: 'contoso', standing: 'suspended' },
      requests: [{ partnerId: 'contoso', indirectResellerId: null, revokedAt: null }],
    });
    const changes = (await recordedOfPartner(scene, 'contoso')).map(({ change }) => change);
    expect(foldPartner(changes)._unsafeUnwrap()).toEqual(account);
    expect(isFrozenInDepth(account)).toBe(true);
  });

  it('knows no partner that was not registered, and says what is wrong with an id', async () => {
    const { service } = openScene();
    expect((await service.accountOf('contoso'))._unsafeUnwrapErr()).toMatchObject({
      code: 'unknown-partner',
      context: { partnerId: 'contoso' },
    });
    expect((await service.accountOf('all'))._unsafeUnwrapErr()).toMatchObject({ context: { path: 'partnerId' } });
  });
});

describe('invitationOf', () => {
  it('gives the partner and the request that a link is of, and leaves everything as it is', async () => {
    const scene = openScene();
    await invite(scene, 'fabrikam');
    const link = await invite(scene, 'contoso');
    const before = await recordedOfPartner(scene, 'contoso');
    const invitation = (await scene.service.invitationOf(link))._unsafeUnwrap();
    const { partner, requests } = (await scene.service.accountOf('contoso'))._unsafeUnwrap();
    expect(invitation).toEqual({ partner, request: requests[0], indirectReseller: null });
    expect(isFrozenInDepth(invitation)).toBe(true);
    expect(await recordedOfPartner(scene, 'contoso')).toEqual(before);
  });

  it('tells the requests of one partner apart, and gives the indirect reseller that one names', async () => {
    const scene = openScene();
    await register(scene, 'wingtip', 'indirect-reseller');
    const own = await invite(scene, 'tailspin', 'indirect-provider');
    const shared = await linkOf(scene, 'tailspin', 'wingtip');
    const resellers = await Promise.all(
      [own, shared].map(async (link) => (await scene.service.invitationOf(link))._unsafeUnwrap().indirectReseller),
    );
    expect(resellers).toEqual([null, expect.objectContaining({ id: 'wingtip', program: 'indirect-reseller' })]);
  });

  it('is what opening the request gave, with its link, and what the email is written of', async () => {
    const scene = openScene();
    await register(scene, 'wingtip', 'indirect-reseller');
    await register(scene, 'tailspin', 'indirect-provider');
    for (const indirectResellerId of ['wingtip', null]) {
      const asked = { partnerId: 'tailspin', indirectResellerId, by: thePartner('tailspin') };
      const opened = (await scene.service.openRequest(asked))._unsafeUnwrap();
      const { link, ...invitation } = opened;
      expect((await scene.service.invitationOf(link))._unsafeUnwrap()).toEqual(invitation);
      expect(isFrozenInDepth(opened)).toBe(true);
      const { text } = composeInvitation(opened)._unsafeUnwrap();
      expect([text.includes('tailspin'), text.includes('wingtip')]).toEqual([true, indirectResellerId !== null]);
    }
  });

  it('gives a revoked request as well, which says so', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const { request } = (await scene.service.invitationOf(link))._unsafeUnwrap();
    expect(request.revokedAt).toBeNull();
    (
      await scene.service.revokeRequest({ partnerId: 'contoso', requestId: request.id, by: thePartner('contoso') })
    )._unsafeUnwrap();
    const revoked = (await scene.service.invitationOf(link))._unsafeUnwrap().request;
    expect(revoked).toMatchObject({ id: request.id, revokedAt: expect.stringMatching(/^2026-03-01T/) });
  });

  it('knows no invitation of another partner, with another token or with another base URL', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const refusal = async (other: string): Promise<unknown> =>
      (await scene.service.invitationOf(other))._unsafeUnwrapErr();
    expect(await refusal(link.replace('contoso', 'fabrikam'))).toMatchObject({ code: 'unknown-invitation' });
    expect(await refusal(link.replace('token-', 'TOKEN-'))).toMatchObject({ code: 'unknown-invitation' });
    expect(await refusal(link.replace(base, 'https://elsewhere.example'))).toMatchObject({ code: 'malformed-input' });
    expect(await refusal(`${link}&utm_source=mail`)).toMatchObject({ code: 'malformed-input' });
  });

  it.each<[code: string, what: string, answer: Result<null, LoadError>]>([
    ['corrupt-data', 'is not there', ok(null)],
    ['storage-failed', 'cannot be loaded', err(storageFailed('down'))],
  ])('answers %s when the indirect reseller that a request names %s', async (code, _what, answer) => {
    const repository = memoryRepository();
    const scene = openScene({ repository });
    await register(scene, 'wingtip', 'indirect-reseller');
    await register(scene, 'tailspin', 'indirect-provider');
    const link = await linkOf(scene, 'tailspin', 'wingtip');
    const { partners } = repository;
    const load: typeof partners.load = (id) => (id === 'wingtip' ? Promise.resolve(answer) : partners.load(id));
    const { service } = openScene({ repository: { ...repository, partners: { ...partners, load } } });
    expect((await service.invitationOf(link))._unsafeUnwrapErr().code).toBe(code);
  });
});
