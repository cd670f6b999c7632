import { sql, type Kysely } from 'kysely';
import {
  createRelationshipService,
  foldCustomer,
  foldPartner,
  type RelationshipRepository,
} from 'partner-relationships';
import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baseUrl, customerIdOf, partnerIdOf, theCustomer, theOperator, thePartner } from '../fixtures/cast';
import { customersAdministeredBy, customersOf } from '../fixtures/commits';
import { createEarlierRelease } from './earlier-release/tables';
import { engines, rowsOf, type Storage } from './storage';

type Row = Readonly<Record<string, unknown>>;

const page = { after: null, limit: 100 };

describe.each(engines)('What an earlier release has stored on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let repository: RelationshipRepository;

  beforeEach(async () => {
    storage = await makeStorage();
    db = storage.open();
    await createEarlierRelease(db, dialect, 'relationship_');
    (await migrateRelationships({ db, dialect }))._unsafeUnwrap();
    repository = sqlRepository({ db, dialect });
  });
  afterEach(() => storage.remove());

  async function textsOf(kind: string, id: string): Promise<readonly string[]> {
    const history = sql.id(`relationship_${kind}_changes`);
    const rows = await rowsOf(db, sql<Row>`select * from ${history} where id = ${id} order by position`);
    return rows.map((row) => String(row['change']));
  }

  it('tells what was not recorded by null, and an end by the agreement of then', async () => {
    const ofPartner = (await repository.partners.history(partnerIdOf('litware'), page))._unsafeUnwrap();
    expect(ofPartner.items.slice(1).map(({ change }) => change)).toMatchObject([
      { kind: 'partner-suspended', by: null, reason: null },
      { kind: 'partner-reinstated', by: null, reason: null },
      { kind: 'partner-suspended', by: null, reason: null },
    ]);
    const ofCustomer = (await repository.customers.history(customerIdOf('fourth-coffee'), page))._unsafeUnwrap();
    expect(ofCustomer.items.at(-1)?.change).toMatchObject({
      kind: 'relationship-ended',
      reason: { kind: 'renegotiated', agreement: 'contract 2025-117' },
    });
  });

  it('goes on with every change and state of today, beside the old ones, which stay as they are', async () => {
    const service = createRelationshipService({ repository, linkBaseUrl: baseUrl });
    const operator = { ...theOperator, userId: 'dana' };
    const contoso = { partnerId: 'contoso', by: operator };
    const litware = { ...contoso, partnerId: 'litware' };
    const before = {
      contoso: await textsOf('partner', 'contoso'),
      litware: await textsOf('partner', 'litware'),
      northwind: await textsOf('customer', 'northwind'),
    };

    (await service.reinstatePartner({ ...litware, reason: 'the bill is paid' }))._unsafeUnwrap();
    (await service.suspendPartner({ ...litware, reason: 'another bill' }))._unsafeUnwrap();
    const byItself = { partnerId: 'contoso', by: thePartner('contoso') };
    (await service.renamePartner({ ...byItself, name: 'Contoso 世界' }))._unsafeUnwrap();
    (await service.changeProgram({ ...contoso, program: 'indirect-provider' }))._unsafeUnwrap();
    const customerId = 'northwind';
    (await service.renameCustomer({ customerId, name: 'Northwind', by: theCustomer(customerId) }))._unsafeUnwrap();
    const removal = { customerId, from: 'contoso', services: 'all', reason: 'an incident' } as const;
    (await service.removeDelegations({ ...removal, by: operator }))._unsafeUnwrap();
    const establishedAt = '2019-03-01T00:00:00.000Z';
    (
      await service.importCustomer({
        customer: { id: 'fabrikam', name: 'Fabrikam' },
        relationships: [{ partnerId: 'contoso', establishedAt }],
        delegations: [
          {
            partnerId: 'contoso',
            serviceId: 'intune',
            grantedAt: '2020-03-01T00:00:00.000Z',
          },
        ],
        by: operator,
      })
    )._unsafeUnwrap();
    const forgetting = { customerId: 'fourth-coffee', reason: 'asked to be forgotten', by: operator };
    (await service.eraseCustomer(forgetting))._unsafeUnwrap();
    expect(await customersOf(repository, 'contoso')).toEqual(['adventure-works', 'fabrikam', 'northwind']);
    expect(await customersAdministeredBy(repository, 'contoso')).toEqual(['fabrikam']);
    (await service.closePartner({ ...contoso, reason: 'left the marketplace' }))._unsafeUnwrap();
    const { cleared } = (await service.clearClosedPartner(contoso))._unsafeUnwrap();
    expect(cleared).toEqual(['adventure-works', 'fabrikam', 'northwind']);
    expect(await customersOf(repository, 'contoso')).toEqual([]);

    const account = (await repository.partners.load(partnerIdOf('contoso')))._unsafeUnwrap()?.state;
    expect(account).toMatchObject({
      partner: { name: 'Contoso 世界', program: 'indirect-provider', standing: 'closed' },
      closure: { by: operator, reason: 'left the marketplace' },
    });
    const ofContoso = (await repository.partners.history(partnerIdOf('contoso'), page))._unsafeUnwrap();
    expect(ofContoso.items.slice(before.contoso.length).map(({ change }) => change)).toMatchObject([
      { kind: 'partner-renamed', by: thePartner('contoso'), name: 'Contoso 世界' },
      { kind: 'program-changed', by: operator, program: 'indirect-provider' },
      { kind: 'partner-closed', by: operator, reason: 'left the marketplace' },
    ]);
    expect(foldPartner(ofContoso.items.map(({ change }) => change))._unsafeUnwrap()).toEqual(account);
    const ofLitware = (await repository.partners.history(partnerIdOf('litware'), page))._unsafeUnwrap();
    expect(ofLitware.items.slice(before.litware.length).map(({ change }) => change)).toMatchObject([
      { kind: 'partner-reinstated', by: operator, reason: 'the bill is paid' },
      { kind: 'partner-suspended', by: operator, reason: 'another bill' },
    ]);

    const ofNorthwind = (await repository.customers.history(customerIdOf('northwind'), page))._unsafeUnwrap();
    const northwind = (await repository.customers.load(customerIdOf('northwind')))._unsafeUnwrap()?.state;
    expect(ofNorthwind.items.slice(before.northwind.length).map(({ change }) => change)).toMatchObject([
      { kind: 'customer-renamed', name: 'Northwind' },
      { kind: 'delegation-removed', by: operator, reason: { kind: 'removed-by-operator', reason: 'an incident' } },
      { kind: 'relationship-ended', by: operator, reason: { kind: 'partner-closed', reason: 'left the marketplace' } },
    ]);
    expect(foldCustomer(ofNorthwind.items.map(({ change }) => change))._unsafeUnwrap()).toEqual(northwind);
    const ofForgotten = (await repository.customers.history(customerIdOf('fourth-coffee'), page))._unsafeUnwrap();
    expect(ofForgotten.items.map(({ change }) => change)).toMatchObject([{ kind: 'customer-erased', by: operator }]);
    for (const [kind, id, texts] of [
      ['partner', 'contoso', before.contoso],
      ['partner', 'litware', before.litware],
      ['customer', 'northwind', before.northwind],
    ] as const) {
      expect((await textsOf(kind, id)).slice(0, texts.length), id).toEqual(texts);
    }
  });
});
