import { err, ok, type Result } from 'neverthrow';
import { foldPartner, memoryRepository, storageFailed, type LoadError } from 'partner-relationships';
import { composeInvitation, english } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { isFrozenInDepth } from '../fixtures/frozen';
import { baseUrl, thePartner } from '../fixtures/cast';
import { forAReason, invite, linkOf, openScene, recordedOfPartner, register } from '../fixtures/scene';

describe('accountOf', () => {
  it('gives the partner and its requests, as its history tells', async () => {
    const scene = openScene();
    await invite(scene, 'contoso');
    await scene.service.suspendPartner(forAReason('contoso'));
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
      const { text } = composeInvitation({ ...opened, texts: english })._unsafeUnwrap();
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
    expect(await refusal(link.replace(baseUrl, 'https://elsewhere.example'))).toMatchObject({ code: 'malformed-input' });
    expect(await refusal(`${link}&token=token-0000000000000001`)).toMatchObject({ code: 'malformed-input' });
  });

  it('link-survives-additions: gives the invitation behind a link that somebody has added to', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const followed = await scene.service.invitationOf(`${link.replace('?', '?trk=1&')}&utm_source=mail#top`);
    expect(followed._unsafeUnwrap()).toEqual((await scene.service.invitationOf(link))._unsafeUnwrap());
  });

  // The guide tells what to say to a person who comes with such a link.
  it.each([
    ['= is still written as in an encoded email', 'unknown-invitation', (link: string) => link.replaceAll('=', '=3D')],
    ['the line was cut short', 'unknown-invitation', (link: string) => link.slice(0, -5)],
    ['the last character is lost', 'unknown-invitation', (link: string) => link.slice(0, -1)],
    ['everything is in lower case', 'unknown-invitation', (link: string) => link.toLowerCase()],
    ['the parameters were encoded twice', 'unknown-invitation', (link: string) => link.replace('contoso', 'con%252Ftoso')],
    ['so much is cut that no token is left', 'malformed-input', (link: string) => link.slice(0, -10)],
    ['the dot of the sentence came along', 'malformed-input', (link: string) => `${link}.`],
    ['a tracker is around it', 'malformed-input', (link: string) => `https://t.example/?u=${encodeURIComponent(link)}`],
    ['& is still written as in HTML', 'malformed-input', (link: string) => link.replace('&', '&amp;')],
  ])('of a link that was damaged on the way, as %s, answers %s', async (_what, code, damage) => {
    const scene = openScene({ newToken: () => 'V1StGXR8Z5jdHi6BmyTab' });
    await invite(scene, 'con/toso');
    const link = await invite(scene, 'contoso');
    const refused = (await scene.service.invitationOf(damage(link)))._unsafeUnwrapErr();
    expect(refused.code).toBe(code);
    expect(JSON.stringify(refused)).not.toContain('V1StGXR8Z5jdHi6B');
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

describe('requestOf', () => {
  it('gives what opening the request gave, with its link, and leaves everything as it is', async () => {
    const scene = openScene();
    await register(scene, 'wingtip', 'indirect-reseller');
    await register(scene, 'tailspin', 'indirect-provider');
    for (const indirectResellerId of ['wingtip', null]) {
      const asked = { partnerId: 'tailspin', indirectResellerId, by: thePartner('tailspin') };
      const opened = (await scene.service.openRequest(asked))._unsafeUnwrap();
      const before = await recordedOfPartner(scene, 'tailspin');
      const found = (await scene.service.requestOf('tailspin', opened.request.id))._unsafeUnwrap();
      expect(found).toEqual(opened);
      expect(isFrozenInDepth(found)).toBe(true);
      expect(await recordedOfPartner(scene, 'tailspin')).toEqual(before);
    }
  });

  it('gives a revoked request as well, which says so', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const { request } = (await scene.service.invitationOf(link))._unsafeUnwrap();
    const revoking = { partnerId: 'contoso', requestId: request.id, by: thePartner('contoso') };
    const revoked = (await scene.service.revokeRequest(revoking))._unsafeUnwrap();
    expect((await scene.service.requestOf('contoso', request.id))._unsafeUnwrap()).toMatchObject({
      request: revoked,
      link,
    });
  });

  it('knows no request of another partner, and says what is wrong with an id', async () => {
    const scene = openScene();
    await register(scene, 'fabrikam');
    await invite(scene, 'contoso');
    const { requests } = (await scene.service.accountOf('contoso'))._unsafeUnwrap();
    const requestId = requests[0]?.id ?? '';
    const refusal = async (...asked: readonly [string, string]): Promise<unknown> =>
      (await scene.service.requestOf(...asked))._unsafeUnwrapErr();
    expect(await refusal('fabrikam', requestId)).toMatchObject({ code: 'unknown-request', context: { requestId } });
    expect(await refusal('nobody', requestId)).toMatchObject({ code: 'unknown-partner' });
    expect(await refusal('contoso', 'a b')).toMatchObject({ code: 'malformed-input', context: { path: 'requestId' } });
    expect(await refusal('a b', 'a b')).toMatchObject({ context: { path: 'partnerId' } });
  });
});
