import { memoryRepository } from 'partner-relationships';
import {
  createRoleService,
  partnerCenter21Vianet,
  partnerCenterGdap,
  withServices,
  type ObservedRoleCall,
  type RoleErrorCode,
  type RoleMethod,
  type RoleService,
  type RoleServiceOptions,
} from 'partner-relationships/roles';
import type { ErrorCode } from 'partner-relationships';
import type { ResultAsync } from 'neverthrow';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { baseUrl } from '../../fixtures/cast';
import { drafting, openRoleScene, openWithOffer } from '../../fixtures/role-scene';
import { openSampledRoles } from '../../fixtures/sampled-roles';
import { register } from '../../fixtures/scene';

const valid: RoleServiceOptions = {
  repository: memoryRepository(),
  linkBaseUrl: baseUrl,
  profile: partnerCenterGdap,
};

type Method = (...given: readonly unknown[]) => PromiseLike<unknown>;

/** What every method answers to arguments that it takes. */
async function answersOf(roles: RoleService): Promise<readonly unknown[]> {
  const { samples } = await openSampledRoles();
  const methods = Object.entries(roles as unknown as Readonly<Record<string, Method>>);
  return Promise.all(methods.map(([name, method]) => method(...samples[name as keyof RoleService])));
}

describe('The service of roles with a malformed option', () => {
  it.each<[path: string, options: unknown]>([
    ['options', undefined],
    ['options', null],
    ['options', []],
    ['options.repository', { ...valid, repository: {} }],
    ['options.linkBaseUrl', { ...valid, linkBaseUrl: '/offer' }],
    ['options.observe', { ...valid, observe: 'console' }],
    ['options.attempts', { ...valid, attempts: 0 }],
    ['options.profile', { ...valid, profile: undefined }],
    ['options.profile', { ...valid, profile: 'partner-center-gdap' }],
    ['options.profile', { ...valid, profile: { ...partnerCenterGdap } }],
    ['options.profile', { ...valid, profile: { ...partnerCenterGdap, roles: {} } }],
  ])('%s answers an error that names it, from every method', async (path, options) => {
    for (const answer of await answersOf(createRoleService(options as RoleServiceOptions))) {
      expect(answer).toMatchObject({ error: { code: 'malformed-input', context: { path } } });
    }
  });

  it.each([
    ['21Vianet', partnerCenter21Vianet],
    ['GDAP', partnerCenterGdap],
    ['GDAP with services of the application', withServices(partnerCenterGdap, { 'exchange-online': ['mail'] })],
  ])('takes the profile of %s', async (_name, profile) => {
    const roles = createRoleService({ ...valid, profile });
    expect((await roles.accessReview('tailspin'))._unsafeUnwrap()).toBeNull();
  });

  it('tells what a clock or newToken gives in place of a moment or a token', async () => {
    const { repository, offer } = await openWithOffer();
    const clockless = openRoleScene({ repository, now: () => new Date(Number.NaN) });
    const locking = { partnerId: 'contoso', offerId: offer.id, by: { kind: 'partner', partnerId: 'contoso' } } as const;
    const refused = await Promise.all([
      clockless.roles.lockRoleOffer(locking),
      clockless.roles.authorizeUntil({
        customerId: 'tailspin',
        partnerId: 'contoso',
        operation: 'manage-users',
        serviceId: 'teams',
      }),
      clockless.roles.roleOfferOf(`${baseUrl}?partner=contoso&token=${offer.id}`),
    ]);
    for (const answer of refused) expect(answer).toMatchObject({ error: { context: { path: 'options.now()' } } });
    const { roles } = openRoleScene({ repository, newToken: () => 'a b' });
    const drafted = await roles.draftRoleOffer(drafting('contoso', { name: 'Another' }));
    expect(drafted).toMatchObject({ error: { context: { path: 'options.newToken()' } } });
  });
});

describe('The service of roles', () => {
  it('makes ids of offers that nobody can guess, if no newToken is given', async () => {
    const scene = openRoleScene({ newToken: undefined });
    await register(scene, 'contoso');
    const ids = await Promise.all(
      ['One', 'Two'].map(async (name) => (await scene.roles.draftRoleOffer(drafting('contoso', { name })))._unsafeUnwrap().id),
    );
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{22}$/);
  });

  it('is a plain object that can be spread, whose methods do without this', async () => {
    const scene = openRoleScene();
    await register(scene, 'contoso');
    const { draftRoleOffer } = { ...scene.roles };
    expect((await draftRoleOffer(drafting('contoso'))).isOk()).toBe(true);
  });

  it('has the methods that an observer is told of, and no others', () => {
    expectTypeOf<keyof RoleService>().toEqualTypeOf<RoleMethod>();
    expectTypeOf<ObservedRoleCall['method']>().toEqualTypeOf<RoleMethod>();
  });

  it('answers with the codes that an observer is told of, each from some method', () => {
    type CodeOf<Answer> = Answer extends ResultAsync<unknown, { readonly code: infer Code }> ? Code : never;
    type Codes = { [Name in keyof RoleService]: CodeOf<ReturnType<RoleService[Name]>> }[keyof RoleService];
    expectTypeOf<Codes>().toExtend<ErrorCode | RoleErrorCode>();
    expectTypeOf<RoleErrorCode>().toExtend<Codes>();
  });
});
