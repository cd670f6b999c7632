import { err, ok } from 'neverthrow';
import {
  unknownCursor,
  type RelationshipService,
  type StorageFailed,
} from 'partner-relationships';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstOf } from '../fixtures/sampled-service';
import { turn } from '../fixtures/turn';
import { breaking, type Asked } from '../fixtures/breaking';
import {
  accept,
  acceptance,
  forAReason,
  invite,
  openScene,
  recordedOf,
  recordedOfPartner,
  storedOf,
  type Scene,
} from '../fixtures/scene';
import { theCustomer, theOperator, thePartner } from '../fixtures/cast';

const exchange = 'exchange-online';

const clearing = { partnerId: 'alpine', by: theOperator };
const erasing = { customerId: 'adatum', reason: 'asked to be forgotten', by: theOperator };

/** For each method of a repository what needs it, and the error that is true when it answers nonsense. */
const uses: readonly {
  readonly asked: Asked;
  readonly code: string;
  readonly use: (service: RelationshipService, scene: Market) => unknown;
}[] = [
  { asked: 'partners.load', code: 'storage-failed', use: (service) => service.suspendPartner(forAReason('contoso')) },
  {
    asked: 'partners.load',
    code: 'storage-failed',
    use: (service) => service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') }),
  },
  {
    asked: 'partners.load',
    code: 'storage-failed',
    use: (service, { link }) => service.acceptRequest(acceptance(link, 'northwind', ['intune'])),
  },
  {
    asked: 'partners.load',
    code: 'storage-failed',
    use: (service) =>
      service.authorize({
        customerId: 'northwind',
        partnerId: 'contoso',
        operation: 'manage-users',
        serviceId: exchange,
      }),
  },
  { asked: 'partners.load', code: 'storage-failed', use: (service) => service.partnersOf('northwind') },
  { asked: 'partners.load', code: 'storage-failed', use: (service) => service.accountOf('contoso') },
  { asked: 'partners.load', code: 'storage-failed', use: (service, { link }) => service.invitationOf(link) },
  { asked: 'partners.load', code: 'storage-failed', use: (service) => service.requestOf('contoso', 'id-1') },
  { asked: 'partners.load', code: 'storage-failed', use: (service) => service.partnersById(['contoso']) },
  { asked: 'partners.commit', code: 'outcome-unknown', use: (service) => service.suspendPartner(forAReason('contoso')) },
  {
    asked: 'customers.load',
    code: 'storage-failed',
    use: (service, { link }) => service.acceptRequest(acceptance(link, 'northwind', ['intune'])),
  },
  {
    asked: 'customers.load',
    code: 'storage-failed',
    use: (service) =>
      service.removeDelegations({
        customerId: 'northwind',
        from: 'all',
        services: 'all',
        by: theCustomer('northwind'),
      }),
  },
  {
    asked: 'customers.load',
    code: 'storage-failed',
    use: (service) =>
      service.authorize({
        customerId: 'northwind',
        partnerId: 'contoso',
        operation: 'manage-users',
        serviceId: exchange,
      }),
  },
  { asked: 'customers.load', code: 'storage-failed', use: (service) => service.partnersOf('northwind') },
  { asked: 'customers.load', code: 'storage-failed', use: (service) => service.relationshipsOf('northwind') },
  {
    asked: 'customers.commit',
    code: 'outcome-unknown',
    use: (service, { link }) => service.acceptRequest(acceptance(link, 'northwind', ['intune'])),
  },
  { asked: 'customers.history', code: 'storage-failed', use: (service) => service.historyOf('northwind') },
  { asked: 'partners.history', code: 'storage-failed', use: (service) => service.partnerHistoryOf('contoso') },
  {
    asked: 'customers.history',
    code: 'storage-failed',
    use: (service) => service.stateAt('northwind', '2026-04-01T00:00:00.000Z'),
  },
  { asked: 'customersOf', code: 'storage-failed', use: (service) => service.customersOf('contoso') },
  { asked: 'customersOf', code: 'storage-failed', use: (service) => service.customersAdministeredBy('contoso') },
  { asked: 'customersOf', code: 'storage-failed', use: (service) => service.clearClosedPartner(clearing) },
  { asked: 'partners.load', code: 'storage-failed', use: (service) => service.clearClosedPartner(clearing) },
  { asked: 'customers.load', code: 'storage-failed', use: (service) => service.clearClosedPartner(clearing) },
  { asked: 'customers.commit', code: 'outcome-unknown', use: (service) => service.clearClosedPartner(clearing) },
  { asked: 'customers.load', code: 'storage-failed', use: (service) => service.eraseCustomer(erasing) },
  { asked: 'customers.commit', code: 'outcome-unknown', use: (service) => service.eraseCustomer(erasing) },
  { asked: 'partners.list', code: 'storage-failed', use: (service) => service.partners() },
  { asked: 'customers.list', code: 'storage-failed', use: (service) => service.customers() },
  { asked: 'feed.read', code: 'storage-failed', use: (service) => service.changes() },
  {
    asked: 'feed.read',
    code: 'storage-failed',
    use: (service) => firstOf(service.follow({ after: null, signal: new AbortController().signal })),
  },
];

/** Northwind has accepted; fourth-coffee has a relationship with alpine, whose account is closed; adatum has none. */
interface Market extends Scene {
  readonly link: string;
}

async function openMarket(): Promise<Market> {
  const scene = openScene();
  const link = await invite(scene, 'contoso');
  await accept(scene, link, 'northwind', [exchange]);
  await accept(scene, await invite(scene, 'alpine'), 'fourth-coffee', []);
  (await scene.service.closePartner(forAReason('alpine')))._unsafeUnwrap();
  const adatum = { customer: { id: 'adatum', name: 'Adatum' }, relationships: [], delegations: [], by: theOperator };
  (await scene.service.importCustomer(adatum))._unsafeUnwrap();
  return { ...scene, link };
}

async function contents(market: Market): Promise<unknown> {
  const { repository } = market;
  return [
    await Promise.all(['northwind', 'fourth-coffee', 'adatum'].map((id) => storedOf({ repository }, id))),
    await recordedOf(market, 'northwind'),
    await recordedOfPartner(market, 'contoso'),
  ];
}

/** Throws what need not be an Error. */
function thrown(value: unknown): never {
  throw value as Error;
}

const unhandled: unknown[] = [];
const remember = (reason: unknown): void => {
  unhandled.push(reason);
};

beforeEach(() => {
  process.on('unhandledRejection', remember);
});

afterEach(async () => {
  // Node tells of unhandled rejections when the microtasks of a turn are done.
  await turn();
  process.off('unhandledRejection', remember);
  expect(unhandled).toEqual([]);
});

describe('an adapter that breaks its contract', () => {
  const nonsense: readonly (readonly [what: string, answer: () => unknown])[] = [
    ['throws', () => thrown(new Error('out of order'))],
    ['throws no error', () => thrown(null)],
    ['throws what has no words', () => thrown(Object.create(null))],
    ['rejects', () => Promise.reject(new Error('out of order'))],
    ['rejects with nothing', async () => thrown(undefined)],
    ['answers nothing', () => undefined],
    ['answers null', () => Promise.resolve(null)],
    ['answers a number', () => 7],
    ['answers an object', () => Promise.resolve({ state: null })],
    ['answers a list', () => []],
    [
      'answers something like a result whose methods throw',
      () => ({ isOk: () => thrown(new Error('no')), isErr: () => thrown(new Error('no')) }),
    ],
    ['answers a thenable that throws', () => ({ then: () => thrown(new Error('no')) })],
    ['answers an error that is none', () => err(undefined)],
    ['answers an error that is a text', () => err('disk full')],
    ['answers an error of a driver', () => err({ code: 'SQLITE_BUSY', message: 'database is locked' })],
    ['answers an error without a message', () => err({ kind: 'storage', code: 'storage-failed' })],
    [
      'answers an error of another function',
      () => err({ kind: 'rule-violation', code: 'service-held', message: 'held' }),
    ],
  ];

  const cases = uses.flatMap(({ asked, code, use }) =>
    nonsense.map(([what, answer]) => ({ asked, code, use, what, answer })),
  );

  it.each(cases)('$asked $what: the answer is $code', async ({ asked, code, use, answer }) => {
    const market = await openMarket();
    const before = await contents(market);
    const { service } = openScene({ repository: breaking(market.repository, asked, answer), attempts: 3 });
    expect(await use(service, market)).toMatchObject({ error: { kind: 'storage', code } });
    expect(await contents(market)).toEqual(before);
  });

  it.each([
    ['something else than a result', () => 7],
    ['an error that its contract does not know', () => err({ code: 'SQLITE_BUSY', message: 'database is locked' })],
    ['out of order', () => thrown(new Error('out of order'))],
  ])('is told of in the error: %s', async (words, answer) => {
    const { repository } = await openMarket();
    const { service } = openScene({ repository: breaking(repository, 'customers.load', answer) });
    const { context } = (await service.partnersOf('northwind'))._unsafeUnwrapErr() as StorageFailed;
    expect(context.cause).toContain(words);
  });

  it('has an error of another method of the repository taken for a failure', async () => {
    const { repository, link } = await openMarket();
    const answer = (): unknown => err(unknownCursor('x'));
    const loading = openScene({ repository: breaking(repository, 'customers.load', answer) }).service;
    expect((await loading.partnersOf('northwind'))._unsafeUnwrapErr().code).toBe('storage-failed');
    const committing = openScene({ repository: breaking(repository, 'customers.commit', answer), attempts: 2 }).service;
    const refused = await committing.acceptRequest(acceptance(link, 'northwind', ['intune']));
    expect(refused._unsafeUnwrapErr().code).toBe('outcome-unknown');
  });

  it('has what it threw after a commit taken for an unknown outcome, which is then found out', async () => {
    const market = await openMarket();
    const { customers } = market.repository;
    const commit: typeof customers.commit = async (sent) => {
      await customers.commit(sent);
      throw new Error('connection lost');
    };
    const { service } = openScene({ repository: { ...market.repository, customers: { ...customers, commit } } });
    const answer = await service.acceptRequest(acceptance(market.link, 'northwind', ['intune']));
    expect(answer.isOk()).toBe(true);
    const granted = (await recordedOf(market, 'northwind')).filter(
      ({ change }) => change.kind === 'delegation-granted',
    );
    expect(granted).toHaveLength(2);
  });
});

describe('what an adapter loads that is none of ours', () => {
  const loads: readonly (readonly [what: string, loaded: unknown])[] = [
    ['nothing at all', undefined],
    ['an empty object', {}],
    ['no state', { revision: '1' }],
    ['half a state', { state: { customer: { id: 'northwind', name: 'northwind' } }, revision: '1' }],
    ['a list', []],
    ['a text', '{"state":{}}'],
  ];

  it.each(loads)('%s is corrupt data', async (_, loaded) => {
    const { repository, link } = await openMarket();
    for (const asked of ['partners.load', 'customers.load'] as const) {
      const { service } = openScene({ repository: breaking(repository, asked, () => ok(loaded)) });
      const answers = [
        await service.acceptRequest(acceptance(link, 'northwind', ['intune'])),
        await service.partnersOf('northwind'),
      ];
      for (const answer of answers) {
        expect(answer._unsafeUnwrapErr(), asked).toMatchObject({ kind: 'storage', code: 'corrupt-data' });
      }
    }
  });

  it('an account without a state is corrupt data, as nothing erases accounts', async () => {
    const { repository, link } = await openMarket();
    const erased = breaking(repository, 'partners.load', () => ok({ state: null, revision: '1' }));
    const { service } = openScene({ repository: erased });
    const answers = [
      await service.registerPartner({ id: 'contoso', name: 'contoso', program: 'direct-bill' }),
      await service.accountOf('contoso'),
      await service.acceptRequest(acceptance(link, 'northwind', ['intune'])),
      await service.partnersOf('northwind'),
    ];
    for (const answer of answers)
      expect(answer._unsafeUnwrapErr()).toMatchObject({ kind: 'storage', code: 'corrupt-data' });
  });

  it('a state without a revision is corrupt data', async () => {
    const { repository } = await openMarket();
    const state = await storedOf({ repository }, 'northwind');
    for (const revision of [undefined, null, 7, '', 'absent']) {
      const { service } = openScene({
        repository: breaking(repository, 'customers.load', () => ok({ state, revision })),
      });
      expect((await service.partnersOf('northwind'))._unsafeUnwrapErr().code).toBe('corrupt-data');
    }
  });

  it('what belongs to another id is corrupt data, as from a store that ignores case', async () => {
    const { repository, link } = await openMarket();
    const { partners, customers, ...lists } = repository;
    const { service } = openScene({
      repository: {
        ...lists,
        partners: { ...partners, load: (id) => partners.load(id.toLowerCase() as typeof id) },
        customers: { ...customers, load: (id) => customers.load(id.toLowerCase() as typeof id) },
      },
    });
    const answers = [
      await service.authorize({
        customerId: 'northwind',
        partnerId: 'Contoso',
        operation: 'manage-users',
        serviceId: exchange,
      }),
      await service.authorize({
        customerId: 'Northwind',
        partnerId: 'contoso',
        operation: 'manage-users',
        serviceId: exchange,
      }),
      await service.registerPartner({ id: 'Contoso', name: 'contoso', program: 'direct-bill' }),
      await service.acceptRequest(acceptance(link, 'Northwind', [exchange])),
    ];
    for (const answer of answers)
      expect(answer._unsafeUnwrapErr()).toMatchObject({ kind: 'storage', code: 'corrupt-data' });
    expect((await service.acceptRequest(acceptance(link, 'northwind', [exchange]))).isOk()).toBe(true);
  });

  it.each<[what: string, page: unknown]>([
    ['nothing at all', undefined],
    ['an empty object', {}],
    ['a list without a page', []],
    ['a page without items', { next: null }],
    ['a page without a cursor', { items: [] }],
    ['a page whose cursor is a number', { items: [], next: 7 }],
    ['a page of something else', { items: [{ kind: 'customer-registered' }], next: null }],
    ['a page of nothing', { items: [null], next: null }],
    ['a page with a hole', { items: new Array(1), next: null }],
  ])('%s instead of a page is corrupt data', async (_, page) => {
    const { repository } = await openMarket();
    const history = openScene({ repository: breaking(repository, 'customers.history', () => ok(page)) }).service;
    const accounts = openScene({ repository: breaking(repository, 'partners.history', () => ok(page)) }).service;
    const lists = openScene({ repository: breaking(repository, 'customersOf', () => ok(page)) }).service;
    const partners = openScene({ repository: breaking(repository, 'partners.list', () => ok(page)) }).service;
    const customers = openScene({ repository: breaking(repository, 'customers.list', () => ok(page)) }).service;
    const answers = [
      await history.historyOf('northwind'),
      await history.stateAt('northwind', '2026-04-01T00:00:00.000Z'),
      await accounts.partnerHistoryOf('contoso'),
      await lists.customersOf('contoso'),
      await lists.customersAdministeredBy('contoso'),
      await lists.clearClosedPartner(clearing),
      await partners.partners(),
      await customers.customers(),
    ];
    for (const answer of answers)
      expect(answer._unsafeUnwrapErr()).toMatchObject({ kind: 'storage', code: 'corrupt-data' });
  });

  it('a page that leads to itself is corrupt data, and does not keep anybody reading for ever', async () => {
    const { repository } = await openMarket();
    const page = { items: [], next: '1' };
    const { service } = openScene({ repository: breaking(repository, 'customers.history', () => ok(page)) });
    const answer = await service.stateAt('northwind', '2026-04-01T00:00:00.000Z');
    expect(answer._unsafeUnwrapErr().code).toBe('corrupt-data');
  });
});
