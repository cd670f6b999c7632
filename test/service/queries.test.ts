import {
  foldCustomer,
  foldPartner,
  MAX_PAGE_SIZE,
  MAX_QUESTIONS_PER_CALL,
  memoryRepository,
  operations,
  parseCustomerId,
  parseInstant,
  type AuthorizeAllInput,
  type AuthorizeInput,
  type Instant,
  type Operation,
  type RelationshipChange,
  type UncheckedQuestionAbout,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { isFrozenInDepth } from '../fixtures/frozen';
import {
  accept,
  acceptance,
  beginning,
  delegationsIn,
  forAReason,
  idsIn,
  inPages,
  invite,
  linkOf,
  openScene,
  recordedOf,
  recordedOfPartner,
  register,
  storedOf,
  subscriptionOf,
  type Scene,
} from '../fixtures/scene';
import { theCustomer, theOperator, thePartner } from '../fixtures/cast';

const exchange = 'exchange-online';
const sharepoint = 'sharepoint-online';

function removal(from: string): Parameters<Scene['service']['removeDelegations']>[0] {
  return { customerId: 'northwind', from, services: 'all', by: theCustomer('northwind') };
}

describe('authorize', () => {
  const administering: AuthorizeInput = {
    customerId: 'northwind',
    partnerId: 'contoso',
    operation: 'administer-service',
    serviceId: exchange,
  };

  it('admin-rights-cover-administration: what is delegated is allowed, by service and by subscription', async () => {
    const scene = openScene();
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    const byService = await scene.service.authorize(administering);
    const basis = ['open-account', 'admin-rights'];
    expect(byService._unsafeUnwrap()).toEqual({ operation: 'administer-service', basis });
    const bySubscription = await scene.service.authorize({
      customerId: 'northwind',
      partnerId: 'contoso',
      operation: 'manage-users',
      subscription: subscriptionOf('northwind', exchange, null),
    });
    expect(bySubscription._unsafeUnwrap()).toEqual({ operation: 'manage-users', basis });
    const another = await scene.service.authorize({ ...administering, serviceId: sharepoint });
    expect(another._unsafeUnwrapErr()).toMatchObject({
      code: 'operation-denied',
      rule: 'admin-rights-cover-administration',
      context: { missing: ['admin-rights'] },
    });
  });

  it('commercial-operations-need-original-reseller: the seller may, also without admin rights', async () => {
    const scene = openScene();
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    const question = {
      customerId: 'northwind',
      partnerId: 'contoso',
      operation: 'add-seats',
      subscription: subscriptionOf('northwind', exchange, 'contoso'),
    } as const;
    expect((await scene.service.authorize(question)).isOk()).toBe(true);
    (await scene.service.removeDelegations(removal('all')))._unsafeUnwrap();
    expect((await scene.service.authorize(question)).isOk()).toBe(true);
    (await scene.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    expect((await scene.service.authorize(question))._unsafeUnwrapErr()).toMatchObject({
      rule: 'suspended-partner-manages-what-exists',
      context: { missing: ['active-standing'] },
    });
  });

  it('denies for a customer that nobody knows, as for one without relationships', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    const denial = (
      await scene.service.authorize({
        customerId: 'nobody',
        partnerId: 'contoso',
        operation: 'transition-subscription',
        subscription: subscriptionOf('nobody', exchange, 'contoso'),
      })
    )._unsafeUnwrapErr();
    expect(denial).toMatchObject({
      kind: 'rule-violation',
      code: 'operation-denied',
      context: { missing: ['relationship-in-force', 'admin-rights'] },
    });
  });

  it('refuses a subscription of another customer, whether or not anybody knows the customer', async () => {
    const scene = openScene();
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    for (const customerId of ['northwind', 'nobody']) {
      const refused = await scene.service.authorize({
        customerId,
        partnerId: 'contoso',
        operation: 'receive-bill',
        subscription: subscriptionOf('adventure-works', exchange, 'contoso'),
      });
      expect(refused._unsafeUnwrapErr()).toMatchObject({
        code: 'contradictory-input',
        context: { path: 'subscription.customerId' },
      });
    }
  });

  it('knows no partner that is not registered', async () => {
    const refused = await openScene().service.authorize(administering);
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner', context: { partnerId: 'contoso' } });
  });

  it.each([
    ['customerId', { customerId: '' }],
    ['partnerId', { partnerId: 'all' }],
    ['operation', { operation: 'administer' }],
    ['operation', { operation: '__proto__' }],
    ['serviceId', { serviceId: 'a b' }],
    ['serviceId', { serviceId: undefined }],
    ['subscription', { operation: 'add-seats', serviceId: undefined }],
    ['serviceId', { subscription: subscriptionOf('northwind', exchange, null) }],
    [
      'subscription.status',
      { serviceId: undefined, subscription: { ...subscriptionOf('northwind', exchange, null), status: 'x' } },
    ],
    ['subscription', { operation: 'sell-subscription', subscription: subscriptionOf('northwind', exchange, null) }],
  ])('names the %s that is malformed', async (path, wrong) => {
    const scene = openScene();
    await register(scene, 'contoso');
    const error = (await scene.service.authorize({ ...administering, ...wrong } as AuthorizeInput))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});

describe('authorizeAll', () => {
  const who = { customerId: 'northwind', partnerId: 'contoso' };

  /** Contoso administers exchange, and sold it. */
  async function openAuthorizing(): Promise<Scene> {
    const scene = openScene();
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    return scene;
  }

  it('gives for each question, in this order, the answer that authorize gives to it', async () => {
    const { service } = await openAuthorizing();
    const sold = subscriptionOf('northwind', exchange, 'contoso');
    const bought = subscriptionOf('northwind', exchange, null);
    const foreign = subscriptionOf('adventure-works', exchange, 'contoso');
    const questions: readonly UncheckedQuestionAbout<Operation>[] = Object.values(operations).flatMap(({ operation }) => [
      { operation, serviceId: exchange },
      { operation, serviceId: sharepoint },
      ...[sold, bought, foreign].map((subscription) => ({ operation, subscription })),
    ]);
    const answers = (await service.authorizeAll({ ...who, questions }))._unsafeUnwrap();
    const each = await Promise.all(questions.map(async (question) => service.authorize({ ...who, ...question })));
    expect(answers).toEqual(each);
    const codes = answers.map((answer) => answer.match(() => 'allowed', ({ code }) => code));
    expect([...new Set(codes)].sort()).toEqual(['allowed', 'contradictory-input', 'malformed-input', 'operation-denied']);
    expect(Object.isFrozen(answers)).toBe(true);
  });

  it('answers a malformed question in its place, as authorize does, and the others all the same', async () => {
    const { service } = await openAuthorizing();
    const users = { operation: 'manage-users', serviceId: exchange } as const;
    const wrong: readonly unknown[] = [
      { ...users, operation: 'audit' },
      { ...users, operation: 7 },
      { ...users, serviceId: 'a b' },
      { operation: 'add-seats', subscription: { ...subscriptionOf('northwind', exchange, null), status: 'x' } },
      { operation: 'sell-subscription' },
      {},
    ];
    const questions = [users, ...wrong, users] as readonly (typeof users)[];
    const answers = (await service.authorizeAll({ ...who, questions }))._unsafeUnwrap();
    expect(answers.map((answer) => answer.isOk())).toEqual(questions.map((question) => question === users));
    for (const [place, question] of questions.entries()) {
      expect(answers[place]).toEqual(await service.authorize({ ...who, ...question }));
    }
    const none = (await service.authorizeAll({ ...who, questions: [null] as never }))._unsafeUnwrap();
    expect(none[0]?._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: '' } });
  });

  it('loads the partner and the customer once, however many questions there are', async () => {
    const loads: string[] = [];
    const counting =
      <Id extends string, Answer>(load: (id: Id) => Answer) =>
      (id: Id): Answer => {
        loads.push(id);
        return load(id);
      };
    const { repository } = await openAuthorizing();
    const { partners, customers } = repository;
    const { service } = openScene({
      repository: {
        ...repository,
        partners: { ...partners, load: counting(partners.load) },
        customers: { ...customers, load: counting(customers.load) },
      },
    });
    const questions = Array.from({ length: 100 }, () => ({ operation: 'manage-users', serviceId: exchange }) as const);
    const answers = (await service.authorizeAll({ ...who, questions }))._unsafeUnwrap();
    expect(answers.filter((answer) => answer.isOk())).toHaveLength(100);
    expect(loads.sort()).toEqual(['contoso', 'northwind']);
  });

  it('MAX_QUESTIONS_PER_CALL: as many questions are answered, and with one more none is even loaded for', async () => {
    const { service } = await openAuthorizing();
    const many = (length: number): AuthorizeAllInput<readonly 'manage-users'[]> => ({
      ...who,
      questions: Array.from({ length }, () => ({ operation: 'manage-users', serviceId: exchange }) as const),
    });
    const most = (await service.authorizeAll(many(MAX_QUESTIONS_PER_CALL)))._unsafeUnwrap();
    expect(most).toHaveLength(MAX_QUESTIONS_PER_CALL);
    const unknown = { ...many(MAX_QUESTIONS_PER_CALL + 1), partnerId: 'nobody' };
    expect((await service.authorizeAll(unknown))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'questions', expected: expect.stringContaining(String(MAX_QUESTIONS_PER_CALL)) as unknown },
    });
  });

  it('answers nothing, and why, for a partner that is not registered and for ids that are malformed', async () => {
    const { service } = openScene();
    const questions = [{ operation: 'manage-users', serviceId: exchange }] as const;
    expect((await service.authorizeAll({ ...who, questions }))._unsafeUnwrapErr()).toMatchObject({
      code: 'unknown-partner',
    });
    for (const [path, wrong] of [
      ['customerId', { customerId: 'a b' }],
      ['partnerId', { partnerId: 'all' }],
      ['questions', { questions: 'all' as never }],
    ] as const) {
      const refused = await service.authorizeAll({ ...who, questions, ...wrong });
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });

  it('checks each question by its types as far as they name its operation', async () => {
    const { service } = await openAuthorizing();
    const subscription = subscriptionOf('northwind', exchange, 'contoso');
    const answers = await service.authorizeAll({
      ...who,
      questions: [
        { operation: 'manage-users', serviceId: exchange },
        { operation: 'add-seats', subscription },
        // @ts-expect-error a commercial operation is about a subscription
        { operation: 'receive-bill', serviceId: exchange },
      ],
    });
    expect(answers._unsafeUnwrap().map((answer) => answer.isOk())).toEqual([true, true, false]);
    const asked = async (operation: Operation): Promise<boolean> =>
      (await service.authorize({ ...who, operation, serviceId: exchange })).isOk();
    expect([await asked('manage-users'), await asked('receive-bill')]).toEqual([true, false]);
    // @ts-expect-error a commercial operation is about a subscription
    expect((await service.authorize({ ...who, operation: 'receive-bill', serviceId: exchange })).isOk()).toBe(false);
  });
});

describe('relationshipsOf', () => {
  it('gives what the last command left, and what is stored', async () => {
    const scene = openScene();
    const outcome = await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    const relationships = (await scene.service.relationshipsOf('northwind'))._unsafeUnwrap();
    expect(relationships).toEqual(outcome);
    expect(relationships?.delegations.map(({ partnerId, serviceId }) => [partnerId, serviceId])).toEqual([
      ['contoso', exchange],
    ]);
    expect(isFrozenInDepth(relationships)).toBe(true);
  });

  it('gives null for a customer that nobody knows, and says what is wrong with an id', async () => {
    const { service } = openScene();
    expect((await service.relationshipsOf('northwind'))._unsafeUnwrap()).toBeNull();
    expect((await service.relationshipsOf('a b'))._unsafeUnwrapErr()).toMatchObject({
      context: { path: 'customerId' },
    });
  });
});

describe('partnersOf', () => {
  it('customer-reviews-partners-by-service: all partners for each service, and who holds admin rights', async () => {
    const scene = openScene();
    const contoso = await invite(scene, 'contoso');
    await register(scene, 'wingtip', 'indirect-reseller');
    await register(scene, 'tailspin', 'indirect-provider');
    const tailspin = await linkOf(scene, 'tailspin', 'wingtip');
    await accept(scene, tailspin, 'northwind', [sharepoint], { indirectResellerServices: [exchange] });
    await accept(scene, contoso, 'northwind', [exchange]);

    const page = (await scene.service.partnersOf('northwind', ['intune']))._unsafeUnwrap();
    expect(page.partners.map(({ id, program }) => [id, program])).toEqual([
      ['contoso', 'direct-bill'],
      ['tailspin', 'indirect-provider'],
      ['wingtip', 'indirect-reseller'],
    ]);
    const rights = page.services.map(({ serviceId, partners }) => [
      serviceId,
      partners.map(({ partnerId, hasAdminRights }) => `${partnerId}${hasAdminRights ? ' (admin)' : ''}`),
    ]);
    expect(rights).toEqual([
      [exchange, ['contoso (admin)', 'wingtip (admin)', 'tailspin']],
      ['intune', ['contoso', 'tailspin', 'wingtip']],
      [sharepoint, ['tailspin (admin)', 'contoso', 'wingtip']],
    ]);
  });

  it('customer-reviews-partners-by-service: a partner without admin rights any more is still listed', async () => {
    const scene = openScene();
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    (await scene.service.removeDelegations(removal('contoso')))._unsafeUnwrap();
    (await scene.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    const page = (await scene.service.partnersOf('northwind', [exchange]))._unsafeUnwrap();
    expect(page.partners).toMatchObject([{ id: 'contoso', standing: 'suspended' }]);
    expect(page.services).toMatchObject([
      { serviceId: exchange, partners: [{ partnerId: 'contoso', hasAdminRights: false, hasRelationship: true }] },
    ]);
  });

  it('is empty for a customer that nobody knows', async () => {
    const page = await openScene().service.partnersOf('northwind', [exchange]);
    expect(page._unsafeUnwrap()).toEqual({ partners: [], services: [] });
  });

  it('names what is malformed', async () => {
    const { service } = openScene();
    expect((await service.partnersOf('a b'))._unsafeUnwrapErr()).toMatchObject({ context: { path: 'customerId' } });
    expect((await service.partnersOf('a', ['a', '']))._unsafeUnwrapErr()).toMatchObject({
      context: { path: 'services[1]' },
    });
  });

  it('calls it corrupt data when a partner of the customer is not registered', async () => {
    const repository = memoryRepository();
    const scene = openScene({ repository });
    await accept(scene, await invite(scene, 'contoso'), 'northwind', []);
    const withoutPartners = openScene({ repository: { ...repository, partners: memoryRepository().partners } });
    const refused = await withoutPartners.service.partnersOf('northwind');
    expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'storage', code: 'corrupt-data' });
  });
});

describe('customersOf', () => {
  it('partner-sees-only-its-customers: those that it has a relationship with, and no others', async () => {
    const scene = openScene();
    const contoso = await invite(scene, 'contoso');
    const fabrikam = await invite(scene, 'fabrikam');
    await register(scene, 'wingtip', 'indirect-reseller');
    await register(scene, 'tailspin', 'indirect-provider');
    const throughTailspin = await linkOf(scene, 'tailspin', 'wingtip');
    await accept(scene, contoso, 'northwind', [exchange]);
    await accept(scene, contoso, 'adventure-works', []);
    await accept(scene, fabrikam, 'northwind', [exchange], { onHeldService: 'replace' });
    await accept(scene, throughTailspin, 'fourth-coffee', [], { indirectResellerServices: [exchange] });
    const lists = await Promise.all(
      ['contoso', 'fabrikam', 'tailspin', 'wingtip', 'nobody', 'Contoso'].map((id) => idsIn(scene.service.customersOf(id))),
    );
    expect(lists.map((list) => list._unsafeUnwrap())).toEqual([
      ['adventure-works', 'northwind'],
      ['northwind'],
      ['fourth-coffee'],
      [],
      [],
      [],
    ]);
  });

  it('gives pages of the size asked for, and of 100 when nobody says', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const ids = Array.from({ length: 250 }, (_, index) => `customer-${index}`).sort();
    for (const id of ids) await accept(scene, link, id, []);
    const first = (await scene.service.customersOf('contoso'))._unsafeUnwrap();
    expect(first.items.map(({ customer }) => customer.id)).toEqual(ids.slice(0, 100));
    const second = (await scene.service.customersOf('contoso', { after: first.next, limit: 1000 }))._unsafeUnwrap();
    expect(second.items.map(({ customer }) => customer.id)).toEqual(ids.slice(100));
    expect(second.next).toBeNull();
    expect((await scene.service.customersOf('contoso', { after: null, limit: 1 }))._unsafeUnwrap().items).toHaveLength(
      1,
    );
  });

  it.each([[0], [-1], [1.5], [1001], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'refuses a limit of %s',
    async (limit) => {
      const { service } = openScene();
      for (const answer of [
        await service.customersOf('contoso', { limit }),
        await service.customersAdministeredBy('contoso', { limit }),
        await service.partners({ limit }),
        await service.customers({ limit }),
        await service.historyOf('northwind', { limit }),
      ]) {
        expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'page.limit' } });
      }
    },
  );

  it('names the id that is malformed, and a cursor that is none', async () => {
    const { service } = openScene();
    for (const refused of [await service.customersOf('all'), await service.customersAdministeredBy('all')]) {
      expect(refused._unsafeUnwrapErr()).toMatchObject({ context: { path: 'partnerId' } });
    }
    const after = 'not a cursor';
    for (const refused of [
      await service.customersOf('contoso', { after }),
      await service.customersAdministeredBy('contoso', { after }),
      await service.partners({ after }),
      await service.customers({ after }),
    ]) {
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after } });
    }
  });
});

describe('the lists of a partner', () => {
  it('show since when there is a relationship, and whether there are admin rights', async () => {
    const scene = openScene();
    const { service } = scene;
    const contoso = await invite(scene, 'contoso');
    await accept(scene, contoso, 'northwind', [exchange]);
    const northwind = (await accept(scene, contoso, 'northwind', ['intune'])).relationships[0]?.establishedAt;
    const adventure = (await accept(scene, contoso, 'adventure-works', [])).relationships[0]?.establishedAt;
    const ofNorthwind = {
      customer: { id: 'northwind', name: 'northwind' },
      establishedAt: northwind,
      administers: true,
      administersUntil: 'open',
    };
    const ofAdventureWorks = {
      customer: { id: 'adventure-works', name: 'adventure-works' },
      establishedAt: adventure,
      administers: false,
      administersUntil: null,
    };
    expect((await service.customersOf('contoso'))._unsafeUnwrap()).toEqual({
      items: [ofAdventureWorks, ofNorthwind],
      next: null,
    });
    expect((await service.customersAdministeredBy('contoso'))._unsafeUnwrap()).toEqual({
      items: [ofNorthwind],
      next: null,
    });
    (await service.removeDelegations(removal('contoso')))._unsafeUnwrap();
    expect((await service.customersOf('contoso'))._unsafeUnwrap().items).toEqual([
      ofAdventureWorks,
      { ...ofNorthwind, administers: false, administersUntil: null },
    ]);
    expect((await service.customersAdministeredBy('contoso'))._unsafeUnwrap().items).toEqual([]);
  });

  it('name customers and partners as they are called now', async () => {
    const scene = openScene();
    const { service } = scene;
    const contoso = await invite(scene, 'contoso');
    await accept(scene, contoso, 'northwind', [exchange]);
    const name = 'Northwind & Söhne';
    (await service.renameCustomer({ customerId: 'northwind', name, by: theCustomer('northwind') }))._unsafeUnwrap();
    (await service.renamePartner({ partnerId: 'contoso', name: 'Contoso Ltd', by: theOperator }))._unsafeUnwrap();
    const customer = { id: 'northwind', name };
    expect((await service.customersOf('contoso'))._unsafeUnwrap().items).toMatchObject([{ customer }]);
    expect((await service.customersAdministeredBy('contoso'))._unsafeUnwrap().items).toMatchObject([{ customer }]);
    expect((await service.customers())._unsafeUnwrap().items).toEqual([customer]);
    expect((await service.partners())._unsafeUnwrap().items).toMatchObject([{ id: 'contoso', name: 'Contoso Ltd' }]);
  });

  it('show an indirect reseller the customers that it administers, which it has no relationship with', async () => {
    const scene = openScene();
    const { service } = scene;
    await register(scene, 'wingtip', 'indirect-reseller');
    await register(scene, 'tailspin', 'indirect-provider');
    const link = await linkOf(scene, 'tailspin', 'wingtip');
    await accept(scene, link, 'northwind', [], { indirectResellerServices: [exchange, 'intune'] });
    await accept(scene, link, 'fourth-coffee', [exchange]);
    const customer = { id: 'northwind', name: 'northwind' };
    expect((await service.customersOf('wingtip'))._unsafeUnwrap().items).toEqual([]);
    expect((await service.customersAdministeredBy('wingtip'))._unsafeUnwrap().items).toEqual([
      { customer, establishedAt: null, administers: true, administersUntil: 'open' },
    ]);
    expect((await idsIn(service.customersAdministeredBy('tailspin')))._unsafeUnwrap()).toEqual(['fourth-coffee']);
  });
});

describe('the lists of the operator', () => {
  it('show every partner, in any standing, as it is now', async () => {
    const scene = openScene();
    for (const id of ['contoso', 'fabrikam', 'tailspin']) await register(scene, id);
    (await scene.service.suspendPartner(forAReason('tailspin')))._unsafeUnwrap();
    (await scene.service.closePartner(forAReason('fabrikam')))._unsafeUnwrap();
    const all = (await scene.service.partners())._unsafeUnwrap();
    expect(all.items.map(({ id, standing }) => `${id} ${standing}`)).toEqual([
      'contoso active',
      'fabrikam closed',
      'tailspin suspended',
    ]);
    expect(all.next).toBeNull();
    expect(await inPages((after) => scene.service.partners({ after, limit: 1 }))).toEqual(all.items);
  });

  it('show every customer that is there, with or without partners, and none that is erased', async () => {
    const scene = openScene();
    const { service } = scene;
    const link = await invite(scene, 'contoso');
    const ids = ['northwind', 'adventure-works', 'fourth-coffee'];
    for (const id of ids) await accept(scene, link, id, []);
    const nobodys = { customer: { id: 'adatum', name: 'Adatum' }, relationships: [], delegations: [] };
    (await service.importCustomer({ ...nobodys, by: theOperator }))._unsafeUnwrap();
    expect((await service.customers())._unsafeUnwrap().items.map(({ id }) => id)).toEqual(['adatum', ...ids.toSorted()]);
    const reason = 'asked to be forgotten';
    (await service.eraseCustomer({ customerId: 'adatum', reason, by: theOperator }))._unsafeUnwrap();
    const left = await inPages((after) => service.customers({ after, limit: 2 }));
    expect(left.map(({ id }) => id)).toEqual(ids.toSorted());
  });

  it('are empty in a marketplace without anybody', async () => {
    const { service } = openScene();
    expect((await service.partners())._unsafeUnwrap()).toEqual({ items: [], next: null });
    expect((await service.customers({}))._unsafeUnwrap()).toEqual({ items: [], next: null });
  });
});

describe('partnersById', () => {
  it('gives those that are registered, each once, in the order in which they are named', async () => {
    const scene = openScene();
    for (const id of ['contoso', 'fabrikam', 'tailspin']) await register(scene, id);
    (await scene.service.closePartner(forAReason('fabrikam')))._unsafeUnwrap();
    const asked = ['tailspin', 'nobody', 'tailspin', 'fabrikam'];
    const found = (await scene.service.partnersById(asked))._unsafeUnwrap();
    expect(found).toEqual([
      { id: 'tailspin', name: 'tailspin', program: 'direct-bill', standing: 'active' },
      { id: 'fabrikam', name: 'fabrikam', program: 'direct-bill', standing: 'closed' },
    ]);
    expect(isFrozenInDepth(found)).toBe(true);
    expect((await scene.service.partnersById([]))._unsafeUnwrap()).toEqual([]);
  });

  it('MAX_PAGE_SIZE: takes so many ids, loads each account once, and says where one is malformed', async () => {
    const repository = memoryRepository();
    const loaded: string[] = [];
    const partners: typeof repository.partners = {
      ...repository.partners,
      load: (id) => {
        loaded.push(id);
        return repository.partners.load(id);
      },
    };
    const { service } = openScene({ repository: { ...repository, partners } });
    const ids = Array.from({ length: MAX_PAGE_SIZE }, (_, at) => `partner-${at % 10}`);
    expect((await service.partnersById(ids))._unsafeUnwrap()).toEqual([]);
    expect(loaded).toEqual(ids.slice(0, 10));
    const refusal = async (tooMany: readonly string[]): Promise<unknown> =>
      (await service.partnersById(tooMany))._unsafeUnwrapErr();
    expect(await refusal([...ids, 'one-more'])).toMatchObject({ context: { path: 'partnerIds' } });
    expect(await refusal(['contoso', 'all'])).toMatchObject({ context: { path: 'partnerIds[1]' } });
    expect(loaded).toHaveLength(10);
  });
});

describe('historyOf', () => {
  it('tells all that ever happened, oldest first, in pages of any size, and folds to what is stored', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    for (let round = 0; round < 3; round += 1) {
      await accept(scene, link, 'northwind', [exchange, sharepoint]);
      (await scene.service.removeDelegations(removal('all')))._unsafeUnwrap();
    }
    for (const limit of [1, 2, 5, 1000]) {
      const read = await inPages((after) => scene.service.historyOf('northwind', { after, limit }));
      const changes = read.map(({ change }) => change);
      expect(changes).toEqual((await recordedOf(scene, 'northwind')).map(({ change }) => change));
      expect(changes).toHaveLength(14);
      expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(await storedOf(scene, 'northwind'));
    }
  });

  it('is empty for a customer that nobody knows', async () => {
    expect((await openScene().service.historyOf('northwind'))._unsafeUnwrap()).toEqual({ items: [], next: null });
  });

  it('names the id that is malformed, and a cursor that is none', async () => {
    const { service } = openScene();
    expect((await service.historyOf(''))._unsafeUnwrapErr()).toMatchObject({ context: { path: 'customerId' } });
    const refused = await service.historyOf('northwind', { after: '1' });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after: '1' } });
  });
});

describe('partnerHistoryOf', () => {
  /** Everything that can happen to an account has happened to contoso's, and tailspin has invited. */
  async function openAccounts(): Promise<Scene> {
    const scene = openScene();
    const { service } = scene;
    await invite(scene, 'contoso');
    await invite(scene, 'tailspin', 'indirect-provider');
    const by = thePartner('contoso');
    (await service.renamePartner({ partnerId: 'contoso', name: 'Contoso Ltd', by }))._unsafeUnwrap();
    for (let round = 0; round < 2; round += 1) {
      (await service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
      (await service.reinstatePartner(forAReason('contoso', 'the bill is paid')))._unsafeUnwrap();
    }
    const moving = { partnerId: 'contoso', program: 'indirect-provider', by: theOperator } as const;
    (await service.changeProgram(moving))._unsafeUnwrap();
    (await service.revokeRequest({ partnerId: 'contoso', requestId: 'id-1', by }))._unsafeUnwrap();
    await linkOf(scene, 'contoso');
    (await service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    (await service.closePartner(forAReason('contoso', 'left the marketplace')))._unsafeUnwrap();
    (await service.renamePartner({ partnerId: 'contoso', name: 'Contoso (closed)', by: theOperator }))._unsafeUnwrap();
    return scene;
  }

  it('tells all that ever happened, oldest first, in pages of any size, and folds to the account', async () => {
    const scene = await openAccounts();
    for (const limit of [1, 2, 5, 1000]) {
      const read = await inPages((after) => scene.service.partnerHistoryOf('contoso', { after, limit }));
      expect(read).toEqual(await recordedOfPartner(scene, 'contoso'));
      expect(read).toHaveLength(13);
      const account = (await scene.service.accountOf('contoso'))._unsafeUnwrap();
      expect(foldPartner(read.map(({ change }) => change))._unsafeUnwrap()).toEqual(account);
    }
  });

  it('operator-keeps-accounts: tells who acted, and why', async () => {
    const scene = await openAccounts();
    const { items } = (await scene.service.partnerHistoryOf('contoso', { limit: 5 }))._unsafeUnwrap();
    expect(items.map(({ change }) => change)).toMatchObject([
      { kind: 'partner-registered', partner: { id: 'contoso', name: 'contoso' } },
      { kind: 'request-opened', by: thePartner('contoso') },
      { kind: 'partner-renamed', by: thePartner('contoso'), name: 'Contoso Ltd' },
      { kind: 'partner-suspended', by: theOperator, reason: 'an unpaid bill' },
      { kind: 'partner-reinstated', by: theOperator, reason: 'the bill is paid' },
    ]);
  });

  it('gives a page of 100 when nobody says how many, and the rest after it', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    for (let round = 1; round < 102; round += 1) {
      const renaming = { partnerId: 'contoso', name: `Contoso ${round}`, by: theOperator };
      (await scene.service.renamePartner(renaming))._unsafeUnwrap();
    }
    const first = (await scene.service.partnerHistoryOf('contoso'))._unsafeUnwrap();
    expect(first.items).toHaveLength(100);
    const rest = (await scene.service.partnerHistoryOf('contoso', { after: first.next }))._unsafeUnwrap();
    expect(rest.items.map(({ change }) => change)).toMatchObject([{ name: 'Contoso 100' }, { name: 'Contoso 101' }]);
    expect(rest.next).toBeNull();
  });

  it('is empty for a partner that is not registered, and for a customer', async () => {
    const scene = await openAccounts();
    await accept(scene, await invite(scene, 'fabrikam'), 'northwind', []);
    for (const id of ['nobody', 'Contoso', 'northwind']) {
      expect((await scene.service.partnerHistoryOf(id))._unsafeUnwrap()).toEqual({ items: [], next: null });
    }
  });

  it('names the id that is malformed, a limit that is none, and a cursor that is none', async () => {
    const { service } = openScene();
    for (const [path, answer] of [
      ['partnerId', await service.partnerHistoryOf('all', { limit: 0 })],
      ['page.limit', await service.partnerHistoryOf('contoso', { limit: 0 })],
      ['page.after', await service.partnerHistoryOf('contoso', { after: 7 as never })],
    ] as const) {
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
    }
    const refused = await service.partnerHistoryOf('contoso', { after: '1' });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after: '1' } });
  });
});

describe('stateAt', () => {
  /** A service whose clock shows these minutes after the beginning, one after the other. */
  function openAt(...minutes: readonly number[]): Scene {
    const due = [...minutes];
    return openScene({ now: () => new Date(beginning + (due.shift() ?? Number.NaN) * 60_000) });
  }

  function minute(number: number): string {
    return new Date(beginning + number * 60_000).toISOString();
  }

  it('tells who held what after the last change at or before a moment', async () => {
    // The registration, the request, two acceptances and a removal.
    const scene = openAt(0, 0, 10, 20, 30);
    const link = await invite(scene, 'contoso');
    await accept(scene, link, 'northwind', [exchange]);
    await accept(scene, link, 'northwind', [sharepoint]);
    (await scene.service.removeDelegations(removal('all')))._unsafeUnwrap();
    const held: (readonly string[] | null)[] = [];
    for (const number of [0, 9, 10, 19, 20, 29, 30, 1000]) {
      const state = (await scene.service.stateAt('northwind', minute(number)))._unsafeUnwrap();
      held.push(state === null ? null : delegationsIn(state));
    }
    const one = ['contoso exchange-online'];
    const two = [...one, 'contoso sharepoint-online'];
    expect(held).toEqual([null, null, one, one, two, two, [], []]);
    expect((await scene.service.stateAt('northwind', minute(1000)))._unsafeUnwrap()).toEqual(
      await storedOf(scene, 'northwind'),
    );
  });

  it('shows a change that a slow clock recorded at the time of the change before, and not earlier', async () => {
    const scene = openAt(0, 0, 30, 10, 20);
    const link = await invite(scene, 'contoso');
    await accept(scene, link, 'northwind', [exchange]);
    await accept(scene, link, 'northwind', [sharepoint]);
    await accept(scene, link, 'northwind', ['intune']);
    const held: (readonly string[] | null)[] = [];
    for (const number of [9, 10, 20, 30]) {
      const state = (await scene.service.stateAt('northwind', minute(number)))._unsafeUnwrap();
      held.push(state === null ? null : delegationsIn(state));
    }
    const three = ['contoso exchange-online', 'contoso sharepoint-online', 'contoso intune'];
    expect(held).toEqual([null, null, null, three]);
  });

  it('counts what follows a time from that time, in a history of an earlier release whose times decrease', async () => {
    const scene = openScene();
    const id = parseCustomerId('northwind')._unsafeUnwrap();
    const at = (number: number): Instant => parseInstant(minute(number))._unsafeUnwrap();
    const by = thePartner('contoso');
    const changes = [
      { kind: 'customer-registered', at: at(10), by, customer: { id, name: 'Northwind Traders' } },
      { kind: 'relationship-established', at: at(30), by, partnerId: 'contoso', origin: { kind: 'customer-added' } },
      { kind: 'relationship-ended', at: at(20), by, partnerId: 'contoso', agreement: 'C-1' },
    ] as readonly RelationshipChange[];
    const next = foldCustomer(changes)._unsafeUnwrap();
    if (next === null) throw new Error('northwind is registered');
    (await scene.repository.customers.commit({ id, expected: 'absent', next, changes }))._unsafeUnwrap();
    const then = async (number: number): Promise<readonly [changedAt: unknown, related: unknown]> => {
      const state = (await scene.service.stateAt(id, minute(number)))._unsafeUnwrap();
      return [state?.changedAt, state?.relationships.length];
    };
    expect(await Promise.all([9, 10, 20, 29].map(then))).toEqual([
      [undefined, undefined],
      ...[10, 20, 29].map(() => [minute(10), 0]),
    ]);
    expect(await then(30)).toEqual([minute(30), 0]);
  });

  it('reads a history of more than a page', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const services = Array.from({ length: 400 }, (_, index) => `service-${index}`);
    for (let round = 0; round < 2; round += 1) {
      await accept(scene, link, 'northwind', services);
      (await scene.service.removeDelegations(removal('all')))._unsafeUnwrap();
    }
    await accept(scene, link, 'northwind', [exchange]);
    const state = (await scene.service.stateAt('northwind', '9999-12-31T23:59:59.999Z'))._unsafeUnwrap();
    expect(state).toEqual(await storedOf(scene, 'northwind'));
    expect(delegationsIn(state)).toEqual(['contoso exchange-online']);
  });

  it('is null for a customer that nobody knows', async () => {
    expect((await openScene().service.stateAt('northwind', minute(0)))._unsafeUnwrap()).toBeNull();
  });

  it.each([
    ['customerId', '', '2026-03-01T09:00:00.000Z'],
    ['instant', 'northwind', '2026-03-01'],
    ['instant', 'northwind', '2026-03-01T09:00:00Z'],
    ['instant', 'northwind', '2026-02-30T09:00:00.000Z'],
  ])('names the %s that is malformed', async (path, customerId, instant) => {
    const error = (await openScene().service.stateAt(customerId, instant))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('calls a history that has lost a part corrupt data', async () => {
    const scene = openScene();
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    const id = parseCustomerId('northwind')._unsafeUnwrap();
    const loaded = (await scene.repository.customers.load(id))._unsafeUnwrap();
    if (loaded === null) throw new Error('northwind has accepted');
    const at = parseInstant('2026-03-02T00:00:00.000Z')._unsafeUnwrap();
    const partnerId = 'fabrikam';
    const reason = { kind: 'renegotiated', agreement: 'C-1' };
    const change = { kind: 'relationship-ended', at, by: thePartner(partnerId), partnerId, reason };
    const changes = [change as RelationshipChange];
    (
      await scene.repository.customers.commit({ id, expected: loaded.revision, next: loaded.state, changes })
    )._unsafeUnwrap();
    const error = (await scene.service.stateAt('northwind', '2026-03-03T00:00:00.000Z'))._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'storage', code: 'corrupt-data' });
  });
});

describe('every answer', () => {
  it('is frozen, so that whoever receives it changes nothing for anybody else', async () => {
    const scene = openScene();
    const { service } = scene;
    const link = await invite(scene, 'contoso');
    const answers: readonly object[] = [
      (await service.acceptRequest(acceptance(link, 'northwind', [exchange])))._unsafeUnwrap(),
      (await service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') }))._unsafeUnwrap(),
      (await service.partnersOf('northwind'))._unsafeUnwrap(),
      (await service.partnersOf('nobody'))._unsafeUnwrap(),
      (await service.customersOf('contoso'))._unsafeUnwrap(),
      (await service.customersAdministeredBy('contoso'))._unsafeUnwrap(),
      (await service.partners())._unsafeUnwrap(),
      (await service.customers())._unsafeUnwrap(),
      (await service.historyOf('northwind'))._unsafeUnwrap(),
      (await service.partnerHistoryOf('contoso'))._unsafeUnwrap(),
      (await service.registerPartner({ id: 'contoso', name: 'contoso', program: 'direct-bill' }))._unsafeUnwrap(),
    ];
    expect(answers.map(isFrozenInDepth)).toEqual(answers.map(() => true));
  });
});
