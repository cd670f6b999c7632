import {
  createRelationshipService,
  memoryRepository,
  type RelationshipService,
  type RelationshipServiceOptions,
} from 'partner-relationships';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { acceptance, forAReason, invite, openScene, recordedOf, register, subscriptionOf } from '../fixtures/scene';
import { baseUrl, theCustomer, theOperator, thePartner } from '../fixtures/cast';

const repository = memoryRepository();
const valid: RelationshipServiceOptions = { repository, linkBaseUrl: baseUrl };
const link = `${baseUrl}?partner=contoso&token=token-0000000000000001`;

interface Failure {
  readonly code: string;
  readonly context: unknown;
}

/** Every method with valid input; the error that it answers, or null. */
const calls: Readonly<
  Record<keyof RelationshipService, (service: RelationshipService) => PromiseLike<Failure | null>>
> = {
  registerPartner: async (service) =>
    failure(await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'direct-bill' })),
  suspendPartner: async (service) => failure(await service.suspendPartner(forAReason('contoso'))),
  reinstatePartner: async (service) => failure(await service.reinstatePartner(forAReason('contoso'))),
  renamePartner: async (service) =>
    failure(await service.renamePartner({ partnerId: 'contoso', name: 'Contoso Ltd', by: theOperator })),
  changeProgram: async (service) =>
    failure(await service.changeProgram({ partnerId: 'contoso', program: 'indirect-provider', by: theOperator })),
  closePartner: async (service) => failure(await service.closePartner(forAReason('contoso'))),
  openRequest: async (service) =>
    failure(await service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') })),
  revokeRequest: async (service) =>
    failure(await service.revokeRequest({ partnerId: 'contoso', requestId: 'id-1', by: thePartner('contoso') })),
  acceptRequest: async (service) => failure(await service.acceptRequest(acceptance(link, 'northwind', []))),
  addCustomer: async (service) =>
    failure(
      await service.addCustomer({
        partnerId: 'contoso',
        customer: { id: 'northwind', name: 'northwind' },
        services: [],
        by: thePartner('contoso'),
      }),
    ),
  importCustomer: async (service) =>
    failure(
      await service.importCustomer({
        customer: { id: 'adventure-works', name: 'Adventure Works' },
        relationships: [],
        delegations: [],
        by: theOperator,
      }),
    ),
  clearClosedPartner: async (service) =>
    failure(await service.clearClosedPartner({ partnerId: 'contoso', by: theOperator })),
  eraseCustomer: async (service) =>
    failure(await service.eraseCustomer({ customerId: 'northwind', reason: 'asked to', by: theOperator })),
  renameCustomer: async (service) =>
    failure(
      await service.renameCustomer({ customerId: 'northwind', name: 'Northwind Ltd', by: theCustomer('northwind') }),
    ),
  removeDelegations: async (service) =>
    failure(
      await service.removeDelegations({
        customerId: 'northwind',
        from: 'all',
        services: 'all',
        by: theCustomer('northwind'),
      }),
    ),
  relinquishDelegations: async (service) =>
    failure(
      await service.relinquishDelegations({
        customerId: 'northwind',
        partnerId: 'contoso',
        services: 'all',
        by: thePartner('contoso'),
      }),
    ),
  endRelationship: async (service) =>
    failure(
      await service.endRelationship({
        customerId: 'northwind',
        partnerId: 'contoso',
        agreement: 'C-1',
        subscriptions: [],
        by: thePartner('contoso'),
      }),
    ),
  accountOf: async (service) => failure(await service.accountOf('contoso')),
  invitationOf: async (service) => failure(await service.invitationOf(`${baseUrl}?partner=contoso&token=k3PzVt0Wc9yQd5Lm`)),
  requestOf: async (service) => failure(await service.requestOf('contoso', 'id-1')),
  authorize: async (service) =>
    failure(
      await service.authorize({
        customerId: 'northwind',
        partnerId: 'contoso',
        operation: 'add-seats',
        subscription: subscriptionOf('northwind', 'exchange-online', 'contoso'),
      }),
    ),
  authorizeAll: async (service) =>
    failure(await service.authorizeAll({ customerId: 'northwind', partnerId: 'contoso', questions: [] })),
  relationshipsOf: async (service) => failure(await service.relationshipsOf('northwind')),
  partnersOf: async (service) => failure(await service.partnersOf('northwind')),
  customersOf: async (service) => failure(await service.customersOf('contoso')),
  customersAdministeredBy: async (service) => failure(await service.customersAdministeredBy('contoso')),
  partners: async (service) => failure(await service.partners()),
  partnersById: async (service) => failure(await service.partnersById(['contoso'])),
  customers: async (service) => failure(await service.customers()),
  historyOf: async (service) => failure(await service.historyOf('northwind')),
  partnerHistoryOf: async (service) => failure(await service.partnerHistoryOf('contoso')),
  stateAt: async (service) => failure(await service.stateAt('northwind', '2026-03-01T09:00:00.000Z')),
  changes: async (service) => failure(await service.changes()),
  follow: async (service) => {
    for await (const item of service.follow({ after: null, signal: new AbortController().signal })) return failure(item);
    return null;
  },
};

function failure(
  answer: { isOk(): boolean } & ({ readonly error: Failure } | { readonly value: unknown }),
): Failure | null {
  return 'error' in answer ? answer.error : null;
}

describe('with a malformed option', () => {
  it.each<[path: string, options: unknown]>([
    ['options', undefined],
    ['options', null],
    ['options', 'memory'],
    ['options', []],
    ['options.repository', { linkBaseUrl: baseUrl }],
    ['options.repository', { ...valid, repository: null }],
    ['options.repository', { ...valid, repository: {} }],
    ['options.repository', { ...valid, repository: { ...repository, customersOf: undefined } }],
    ['options.repository', { ...valid, repository: { ...repository, partners: {} } }],
    [
      'options.repository',
      { ...valid, repository: { ...repository, customers: { ...repository.customers, history: 1 } } },
    ],
    [
      'options.repository',
      { ...valid, repository: { ...repository, customers: { ...repository.customers, list: undefined } } },
    ],
    ['options.linkBaseUrl', { repository }],
    ['options.linkBaseUrl', { ...valid, linkBaseUrl: '/invitation' }],
    ['options.linkBaseUrl', { ...valid, linkBaseUrl: `${baseUrl}?campaign=1` }],
    ['options.linkBaseUrl', { ...valid, linkBaseUrl: `${baseUrl}#top` }],
    ['options.linkBaseUrl', { ...valid, linkBaseUrl: 'https://user:secret@portal.example/invitation' }],
    ['options.linkBaseUrl', { ...valid, linkBaseUrl: 'ftp://portal.example/invitation' }],
    ['options.linkBaseUrl', { ...valid, linkBaseUrl: new URL(baseUrl) }],
    ['options.now', { ...valid, now: new Date() }],
    ['options.now', { ...valid, now: null }],
    ['options.newId', { ...valid, newId: 'id' }],
    ['options.newToken', { ...valid, newToken: {} }],
    ['options.setTimer', { ...valid, setTimer: 1000 }],
    ['options.setTimer', { ...valid, setTimer: null }],
    ['options.random', { ...valid, random: 0.5 }],
    ['options.observe', { ...valid, observe: {} }],
    ['options.observe', { ...valid, observe: null }],
    ['options.monotonicNow', { ...valid, monotonicNow: 0 }],
    ['options.attempts', { ...valid, attempts: 0 }],
    ['options.attempts', { ...valid, attempts: 1.5 }],
    ['options.attempts', { ...valid, attempts: 1001 }],
    ['options.attempts', { ...valid, attempts: Number.NaN }],
    ['options.attempts', { ...valid, attempts: '20' }],
    ['options.attempts', { ...valid, attempts: null }],
  ])('%s, every method answers with an error that names it', async (path, options) => {
    const service = createRelationshipService(options as RelationshipServiceOptions);
    expect(Object.keys(service).sort()).toEqual(Object.keys(calls).sort());
    const failures = await Promise.all(Object.values(calls).map((call) => call(service)));
    expect(failures).toMatchObject(failures.map(() => ({ code: 'malformed-input', context: { path } })));
  });

  it('the fewest and the most attempts are fine', async () => {
    for (const attempts of [1, 1000, undefined]) {
      const service = createRelationshipService({ ...valid, attempts } as RelationshipServiceOptions);
      expect((await service.customersOf('contoso')).isOk()).toBe(true);
    }
  });
});

describe('with a function among the options that fails', () => {
  const fail = (): never => {
    throw new Error('out of order');
  };

  it.each<[path: string, options: object, methods: readonly (keyof RelationshipService)[]]>([
    [
      'options.now()',
      { now: fail },
      [
        'registerPartner',
        'renamePartner',
        'suspendPartner',
        'reinstatePartner',
        'changeProgram',
        'closePartner',
        'openRequest',
        'revokeRequest',
        'acceptRequest',
        'addCustomer',
        'importCustomer',
        'renameCustomer',
        'removeDelegations',
        'relinquishDelegations',
        'endRelationship',
      ],
    ],
    ['options.now()', { now: () => new Date(Number.NaN) }, ['registerPartner', 'acceptRequest']],
    ['options.now()', { now: () => new Date(8.64e15) }, ['registerPartner', 'acceptRequest']],
    ['options.now()', { now: () => '2026-03-01T09:00:00.000Z' }, ['registerPartner']],
    ['options.now()', { now: () => undefined }, ['registerPartner']],
    ['options.newId()', { newId: fail }, ['openRequest']],
    ['options.newId()', { newId: () => 'a b' }, ['openRequest']],
    ['options.newId()', { newId: () => 7 }, ['openRequest']],
    ['options.newToken()', { newToken: fail }, ['openRequest']],
    ['options.newToken()', { newToken: () => 'short' }, ['openRequest']],
    ['options.newToken()', { newToken: () => Promise.resolve('token-0000000000000001') }, ['openRequest']],
  ])('%s, the methods that need it say so and change nothing', async (path, options, methods) => {
    const scene = openScene();
    const contoso = await invite(scene, 'contoso');
    (await scene.service.acceptRequest(acceptance(contoso, 'northwind', ['exchange-online'])))._unsafeUnwrap();
    const before = await recordedOf(scene, 'northwind');
    const { service } = openScene({ repository: scene.repository, ...options });
    for (const method of methods) {
      expect(await calls[method](service), method).toMatchObject({ code: 'malformed-input', context: { path } });
    }
    expect(await recordedOf(scene, 'northwind')).toEqual(before);
    expect((await service.customersOf('contoso')).isOk()).toBe(true);
  });

  it.each<[received: string, now: unknown]>([
    ['"2026-03-01T09:00:00.000Z"', () => '2026-03-01T09:00:00.000Z'],
    ['the number 1772355600000', () => 1_772_355_600_000],
    ['nothing', () => undefined],
    ['an object', () => ({})],
    ['an object', () => Promise.resolve(new Date())],
    ['"Invalid Date"', () => new Date(Number.NaN)],
    ['"+010000-01-01T00:00:00.000Z"', () => new Date(Date.UTC(10_000, 0))],
  ])('a clock that shows no Date is told what it showed: %s', async (received, now) => {
    const { service } = openScene({ now } as Partial<RelationshipServiceOptions>);
    const refused = await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'direct-bill' });
    const context = { path: 'options.now()', expected: 'a Date of the years 0000 to 9999', received };
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context });
  });

  it('a partner without an id of its own cannot be registered without a new one', async () => {
    const { service } = openScene({ newId: fail });
    const refused = await service.registerPartner({ name: 'Contoso', program: 'direct-bill' });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ context: { path: 'options.newId()' } });
    expect((await register({ service, repository }, 'contoso')).id).toBe('contoso');
  });
});

describe('without options but the two that are due', () => {
  it("the machine's clock and random ids are used", async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T09:00:00.000Z') });
    onTestFinished(() => void vi.useRealTimers());
    const service = createRelationshipService({ repository: memoryRepository(), linkBaseUrl: baseUrl });
    const { id } = (await service.registerPartner({ name: 'Contoso', program: 'direct-bill' }))._unsafeUnwrap();
    const by = { kind: 'partner', partnerId: id } as const;
    const { request } = (await service.openRequest({ partnerId: id, by }))._unsafeUnwrap();
    expect(request.openedAt).toBe('2026-03-02T09:00:00.000Z');
    expect(new Set([id, request.id, request.token]).size).toBe(3);
    expect(id).toMatch(/^[\w-]{21}$/);
  });
});
