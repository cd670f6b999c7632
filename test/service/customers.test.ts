import {
  foldCustomer,
  memoryRepository,
  type ImportCustomerInput,
  type RelationshipRepository,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import {
  accept,
  delegationsIn,
  forAReason,
  idsIn,
  inPages,
  invite,
  linkOf,
  openScene,
  recordedOf,
  register,
  storedOf,
  type Scene,
} from '../fixtures/scene';
import { theCustomer, theOperator, thePartner } from '../fixtures/cast';

const exchange = 'exchange-online';
const intune = 'intune';
const established = '2019-03-01T00:00:00.000Z';
const granted = '2020-05-01T00:00:00.000Z';

const northwind: ImportCustomerInput = {
  customer: { id: 'northwind', name: 'Northwind Traders' },
  relationships: [
    { partnerId: 'tailspin', establishedAt: granted },
    { partnerId: 'contoso', establishedAt: established },
  ],
  delegations: [
    { partnerId: 'contoso', serviceId: exchange, grantedAt: granted },
    { partnerId: 'wingtip', serviceId: intune, throughPartnerId: 'tailspin', grantedAt: granted },
  ],
  by: theOperator,
};

async function openMarket(): Promise<Scene & { readonly fabrikam: string; readonly wingtip: string }> {
  const scene = openScene();
  await register(scene, 'contoso');
  const fabrikam = await invite(scene, 'fabrikam');
  await register(scene, 'tailspin', 'indirect-provider');
  await register(scene, 'wingtip', 'indirect-reseller');
  const wingtip = await linkOf(scene, 'tailspin', 'wingtip');
  return { ...scene, fabrikam, wingtip };
}

describe('importCustomer', () => {
  it('import-is-the-operators: the customer is there with everything, since the dates given', async () => {
    const market = await openMarket();
    const { relationships, changes } = (await market.service.importCustomer(northwind))._unsafeUnwrap();
    expect(relationships.customer).toEqual(northwind.customer);
    expect(relationships.relationships).toEqual([
      { partnerId: 'contoso', establishedAt: established, origin: { kind: 'imported' } },
      { partnerId: 'tailspin', establishedAt: granted, origin: { kind: 'imported' } },
    ]);
    expect(relationships.delegations).toEqual([
      { partnerId: 'contoso', serviceId: exchange, transacting: true, throughPartnerId: null, grantedAt: granted },
      { partnerId: 'wingtip', serviceId: intune, transacting: false, throughPartnerId: 'tailspin', grantedAt: granted },
    ]);
    expect((await recordedOf(market, 'northwind')).map(({ change }) => change)).toEqual(changes);
    expect(await storedOf(market, 'northwind')).toEqual(relationships);
    expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(relationships);
    for (const [partnerId, customers] of [
      ['contoso', ['northwind']],
      ['tailspin', ['northwind']],
      ['wingtip', []],
    ] as const) {
      expect((await idsIn(market.service.customersOf(partnerId)))._unsafeUnwrap(), partnerId).toEqual(customers);
    }
  });

  it('import-is-the-operators: what was imported counts like what came about here', async () => {
    const market = await openMarket();
    (await market.service.importCustomer(northwind))._unsafeUnwrap();
    const question = {
      customerId: 'northwind',
      partnerId: 'wingtip',
      operation: 'manage-users',
      serviceId: intune,
    } as const;
    expect((await market.service.authorize(question)).isOk()).toBe(true);
    const state = await accept(market, market.fabrikam, 'northwind', [exchange], { onHeldService: 'replace' });
    expect(delegationsIn(state)).toEqual(['wingtip intune through tailspin', 'fabrikam exchange-online']);
    expect((await market.service.historyOf('northwind')).isOk()).toBe(true);
  });

  it('import-is-the-operators: stateAt knows nothing of it before the import', async () => {
    const market = await openMarket();
    const { relationships } = (await market.service.importCustomer(northwind))._unsafeUnwrap();
    expect((await market.service.stateAt('northwind', '2021-01-01T00:00:00.000Z'))._unsafeUnwrap()).toBeNull();
    const now = relationships.changedAt ?? '';
    expect((await market.service.stateAt('northwind', now))._unsafeUnwrap()).toEqual(relationships);
  });

  it('import-is-the-operators: importing again changes nothing, in another order and after a closing', async () => {
    const market = await openMarket();
    const { relationships } = (await market.service.importCustomer(northwind))._unsafeUnwrap();
    const turned = {
      ...northwind,
      relationships: northwind.relationships.toReversed(),
      delegations: northwind.delegations.toReversed(),
    };
    const nothing = { relationships, changes: [] };
    expect((await market.service.importCustomer(turned))._unsafeUnwrap()).toEqual(nothing);
    (await market.service.closePartner(forAReason('wingtip')))._unsafeUnwrap();
    expect((await market.service.importCustomer(northwind))._unsafeUnwrap()).toEqual(nothing);
  });

  it('import-is-the-operators: a customer that is there otherwise is left alone', async () => {
    const market = await openMarket();
    const before = await accept(market, market.fabrikam, 'northwind', [exchange]);
    expect((await market.service.importCustomer(northwind))._unsafeUnwrapErr()).toMatchObject({
      kind: 'conflict',
      code: 'import-conflict',
      context: { customerId: 'northwind' },
    });
    expect(await storedOf(market, 'northwind')).toEqual(before);
  });

  it('import-is-the-operators: neither the customer nor a partner imports', async () => {
    const market = await openMarket();
    for (const by of [theCustomer('northwind'), thePartner('contoso')]) {
      expect((await market.service.importCustomer({ ...northwind, by }))._unsafeUnwrapErr()).toMatchObject({
        code: 'not-the-operator',
        rule: 'import-is-the-operators',
      });
    }
    expect(await storedOf(market, 'northwind')).toBeNull();
  });

  it.each<[path: string, partnerId: string, received: string]>([
    ['relationships[1].partnerId', 'contoso', '"contoso"'],
    ['delegations[1].partnerId', 'wingtip', '"wingtip"'],
    ['relationships[0].partnerId', 'tailspin', '"tailspin"'],
  ])('names the place of a partner that is closed, or not registered: %s', async (path, partnerId, received) => {
    const market = await openMarket();
    const { partners } = market.repository;
    const nobody = memoryRepository().partners;
    const without: RelationshipRepository = {
      ...market.repository,
      partners: { ...partners, load: (id) => (id === partnerId ? nobody : partners).load(id) },
    };
    const unregistered = await openScene({ repository: without }).service.importCustomer(northwind);
    expect(unregistered._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: { path, expected: 'a registered partner', received },
    });
    (await market.service.closePartner(forAReason(partnerId)))._unsafeUnwrap();
    expect((await market.service.importCustomer(northwind))._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: { path, expected: 'a partner whose account is open', received },
    });
    expect(await storedOf(market, 'northwind')).toBeNull();
  });

  it('loads each partner that it names once, providers included', async () => {
    const market = await openMarket();
    const { partners } = market.repository;
    const loaded: string[] = [];
    const load: typeof partners.load = (id) => {
      loaded.push(id);
      return partners.load(id);
    };
    const { service } = openScene({ repository: { ...market.repository, partners: { ...partners, load } } });
    const throughTailspin = { ...northwind, relationships: northwind.relationships.slice(1) };
    expect((await service.importCustomer(throughTailspin))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'delegations[1].throughPartnerId' },
    });
    expect(loaded.toSorted()).toEqual(['contoso', 'tailspin', 'wingtip']);
  });

  it.each<[path: string, wrong: object]>([
    ['customer.id', { customer: { id: '', name: 'Northwind' } }],
    ['relationships', { relationships: null }],
    ['relationships[0].establishedAt', { relationships: [{ partnerId: 'contoso', establishedAt: '2019' }] }],
    ['delegations[0].grantedAt', { delegations: [{ ...northwind.delegations[0], grantedAt: 'then' }] }],
    ['by.kind', { by: { kind: 'importer' } }],
  ])('names the %s that is malformed', async (path, wrong) => {
    const { service } = await openMarket();
    const answer = await service.importCustomer(Object.assign({}, northwind, wrong));
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});

describe('renameCustomer', () => {
  const renaming = { customerId: 'northwind', name: 'Northwind Ltd', by: theCustomer('northwind') };

  it('operator-keeps-accounts: the customer and the operator change the name, once', async () => {
    const market = await openMarket();
    const before = await accept(market, market.fabrikam, 'northwind', [exchange]);
    const { relationships, changes } = (await market.service.renameCustomer(renaming))._unsafeUnwrap();
    expect(relationships.customer).toEqual({ id: 'northwind', name: 'Northwind Ltd' });
    expect(relationships.delegations).toEqual(before.delegations);
    expect(changes).toMatchObject([{ kind: 'customer-renamed', by: renaming.by, name: 'Northwind Ltd' }]);
    expect(await storedOf(market, 'northwind')).toEqual(relationships);
    const nothing = { relationships, changes: [] };
    expect((await market.service.renameCustomer({ ...renaming, by: theOperator }))._unsafeUnwrap()).toEqual(nothing);
    const back = { ...renaming, name: 'northwind', by: theOperator };
    expect((await market.service.renameCustomer(back))._unsafeUnwrap().relationships.customer.name).toBe('northwind');
  });

  it('operator-keeps-accounts: no partner does, and no other customer', async () => {
    const market = await openMarket();
    await accept(market, market.fabrikam, 'northwind', []);
    for (const by of [thePartner('fabrikam'), thePartner('northwind'), theCustomer('Northwind')]) {
      expect((await market.service.renameCustomer({ ...renaming, by }))._unsafeUnwrapErr()).toMatchObject({
        code: 'not-the-customer',
        rule: 'operator-keeps-accounts',
      });
    }
    expect((await storedOf(market, 'northwind'))?.customer.name).toBe('northwind');
  });

  it('knows no customer that is not there, and names what is malformed', async () => {
    const market = await openMarket();
    expect((await market.service.renameCustomer(renaming))._unsafeUnwrapErr()).toMatchObject({
      code: 'unknown-customer',
      context: { customerId: 'northwind' },
    });
    await accept(market, market.fabrikam, 'northwind', []);
    for (const [path, wrong] of [
      ['customerId', { customerId: 'a b' }],
      ['name', { name: 'two\nlines' }],
      ['name', { name: '\u200b' }],
      ['by', { by: null as never }],
    ] as const) {
      const answer = await market.service.renameCustomer({ ...renaming, ...wrong });
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });

  it('stateAt shows the names of then, and the history with renamings passes its checks in any part', async () => {
    const market = await openMarket();
    await accept(market, market.fabrikam, 'northwind', [exchange]);
    const names = ['Northwind Ltd', 'Northwind plc', 'northwind', 'Northwind plc'];
    for (const name of names) (await market.service.renameCustomer({ ...renaming, name }))._unsafeUnwrap();
    // The registration, the relationship and the delegation are of the same moment.
    const [, , ...moments] = (await recordedOf(market, 'northwind')).map(({ change }) => change.at);
    const shown: unknown[] = [];
    for (const at of moments) {
      shown.push((await market.service.stateAt('northwind', at))._unsafeUnwrap()?.customer.name);
    }
    expect(shown).toEqual(['northwind', ...names]);

    for (const limit of [1, 2, 3, 1000]) {
      const read = await inPages((after) => market.service.historyOf('northwind', { after, limit }));
      expect(read).toEqual(await recordedOf(market, 'northwind'));
    }
  });
});

describe('removeDelegations by the operator', () => {
  const removal = { customerId: 'northwind', from: 'all', services: 'all', by: theOperator } as const;
  const reason = 'the account of an administrator was taken over';

  it('operator-removes-with-reason: the history shows who did it and why', async () => {
    const market = await openMarket();
    await accept(market, market.fabrikam, 'northwind', [exchange]);
    const by = { ...theOperator, userId: 'security-2' };
    const { relationships } = (await market.service.removeDelegations({ ...removal, by, reason }))._unsafeUnwrap();
    expect(relationships.delegations).toEqual([]);
    expect(relationships.relationships).toHaveLength(1);
    const { items } = (await market.service.historyOf('northwind'))._unsafeUnwrap();
    expect(items.at(-1)?.change).toMatchObject({
      kind: 'delegation-removed',
      by,
      reason: { kind: 'removed-by-operator', reason },
    });
    const again = await market.service.removeDelegations({ ...removal, reason });
    expect(again._unsafeUnwrap()).toEqual({ relationships, changes: [] });
  });

  it('operator-removes-with-reason: without one it is refused, and a customer gives none', async () => {
    const market = await openMarket();
    const before = await accept(market, market.fabrikam, 'northwind', [exchange]);
    expect((await market.service.removeDelegations(removal))._unsafeUnwrapErr()).toMatchObject({
      code: 'reason-needed',
      rule: 'operator-removes-with-reason',
      context: { customerId: 'northwind' },
    });
    const byCustomer = await market.service.removeDelegations({ ...removal, reason, by: theCustomer('northwind') });
    expect(byCustomer._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'reason' },
    });
    const blank = await market.service.removeDelegations({ ...removal, reason: ' ' });
    expect(blank._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'reason' } });
    expect(await storedOf(market, 'northwind')).toEqual(before);
  });
});
