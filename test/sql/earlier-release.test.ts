import { sql, type Kysely } from 'kysely';
import {
  createRelationshipService,
  foldCustomer,
  foldPartner,
  type RelationshipRepository,
} from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf, theCustomer, theOperator, thePartner } from '../fixtures/cast';
import { customersOf } from '../fixtures/commits';
import { createTables, engines, rowsOf, type Storage } from './storage';

type Row = Readonly<Record<string, unknown>>;

const at = '"at":"2026-03-01T09:00:00.000Z"';
const partner = '"id":"contoso","name":"Contoso","program":"direct-bill"';
const byContoso = '"by":{"kind":"partner","partnerId":"contoso"}';
const byNorthwind = '"by":{"kind":"customer","customerId":"northwind"}';
const granting = '"serviceId":"exchange-online","transacting":true,"throughPartnerId":null';

/** What an earlier release left behind: suspensions without an actor, ends with an agreement. */
const stored = {
  partner: `{"partner":{${partner},"standing":"suspended"},"changedAt":"2026-03-01T09:00:00.000Z","requests":[]}`,
  partnerChanges: [
    `{"kind":"partner-registered",${at},"partner":{${partner},"standing":"active"}}`,
    `{"kind":"partner-suspended",${at}}`,
    `{"kind":"partner-reinstated",${at}}`,
    `{"kind":"partner-suspended",${at}}`,
  ],
  customer:
    '{"customer":{"id":"northwind","name":"Northwind Traders"},"changedAt":"2026-03-01T09:00:00.000Z",' +
    '"relationships":[{"partnerId":"contoso","establishedAt":"2026-03-01T09:00:00.000Z",' +
    '"origin":{"kind":"request","requestId":"r1"}}],"delegations":[{"partnerId":"contoso",' +
    `${granting},"grantedAt":"2026-03-01T09:00:00.000Z"}]}`,
  customerChanges: [
    `{"kind":"customer-registered",${at},${byContoso},"customer":{"id":"northwind","name":"Northwind Traders"}}`,
    `{"kind":"relationship-established",${at},${byContoso},"partnerId":"contoso","origin":{"kind":"customer-added"}}`,
    `{"kind":"relationship-ended",${at},${byContoso},"partnerId":"contoso","agreement":"contract 7"}`,
    `{"kind":"relationship-established",${at},${byNorthwind},"partnerId":"contoso",` +
      '"origin":{"kind":"request","requestId":"r1"}}',
    `{"kind":"delegation-granted",${at},${byNorthwind},"partnerId":"contoso",${granting},"requestId":"r1"}`,
  ],
};

const page = { after: null, limit: 100 };

describe.each(engines)('What an earlier release has stored on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let repository: RelationshipRepository;

  beforeEach(async () => {
    storage = await makeStorage();
    db = storage.open();
    await createTables(db, dialect, 'relationship_');
    repository = sqlRepository({ db, dialect });
    await fill('partner', 'contoso', stored.partner, stored.partnerChanges);
    await fill('customer', 'northwind', stored.customer, stored.customerChanges);
    await sql`insert into relationship_customer_list values ('contoso', 'northwind')`.execute(db);
  });
  afterEach(() => storage.remove());

  async function fill(kind: string, id: string, state: string, changes: readonly string[]): Promise<void> {
    const documents = sql.id(`relationship_${kind}s`);
    const history = sql.id(`relationship_${kind}_changes`);
    const enveloped = (value: string): string => `{"format":1,"value":${value}}`;
    await sql`insert into ${documents} (id, revision, state)
      values (${id}, ${changes.length}, ${enveloped(state)})`.execute(db);
    for (const [index, change] of changes.entries()) {
      await sql`insert into ${history} (id, position, revision, ${sql.id('change')})
        values (${id}, ${index + 1}, ${changes.length}, ${enveloped(change)})`.execute(db);
    }
  }

  async function textsOf(table: string): Promise<readonly string[]> {
    const rows = await rowsOf(db, sql<Row>`select * from ${sql.id(table)} order by position`);
    return rows.map((row) => String(row['change']));
  }

  it('is read: its histories lead to its documents, and tell what was not recorded by null', async () => {
    const account = (await repository.partners.load(partnerIdOf('contoso')))._unsafeUnwrap();
    const ofPartner = (await repository.partners.history(partnerIdOf('contoso'), page))._unsafeUnwrap();
    const partnerChanges = ofPartner.items.map(({ change }) => change);
    expect(partnerChanges.slice(1)).toMatchObject([
      { kind: 'partner-suspended', by: null, reason: null },
      { kind: 'partner-reinstated', by: null, reason: null },
      { kind: 'partner-suspended', by: null, reason: null },
    ]);
    expect(foldPartner(partnerChanges)._unsafeUnwrap()).toEqual(account?.state);

    const state = (await repository.customers.load(customerIdOf('northwind')))._unsafeUnwrap();
    const ofCustomer = (await repository.customers.history(customerIdOf('northwind'), page))._unsafeUnwrap();
    const changes = ofCustomer.items.map(({ change }) => change);
    expect(changes[2]).toMatchObject({
      kind: 'relationship-ended',
      reason: { kind: 'renegotiated', agreement: 'contract 7' },
    });
    expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(state?.state);
    expect(await customersOf(repository, 'contoso')).toEqual(['northwind']);
  });

  it('goes on with every change and state of today, beside the old ones, which stay as they are', async () => {
    const service = createRelationshipService({ repository, linkBaseUrl: 'https://portal.example/invitation' });
    const operator = { ...theOperator, userId: 'dana' };
    const contoso = { partnerId: 'contoso', by: operator };
    const before = await textsOf('relationship_partner_changes');

    (await service.reinstatePartner({ ...contoso, reason: 'the bill is paid' }))._unsafeUnwrap();
    (await service.suspendPartner({ ...contoso, reason: 'another bill' }))._unsafeUnwrap();
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
            transacting: true,
            throughPartnerId: null,
            grantedAt: '2020-03-01T00:00:00.000Z',
          },
        ],
        by: operator,
      })
    )._unsafeUnwrap();
    (await service.closePartner({ ...contoso, reason: 'left the marketplace' }))._unsafeUnwrap();

    const account = (await repository.partners.load(partnerIdOf('contoso')))._unsafeUnwrap()?.state;
    expect(account).toMatchObject({
      partner: { name: 'Contoso 世界', program: 'indirect-provider', standing: 'closed' },
      closure: { by: operator, reason: 'left the marketplace' },
    });
    const ofPartner = (await repository.partners.history(partnerIdOf('contoso'), page))._unsafeUnwrap();
    expect(ofPartner.items.slice(before.length).map(({ change }) => change)).toMatchObject([
      { kind: 'partner-reinstated', by: operator, reason: 'the bill is paid' },
      { kind: 'partner-suspended', by: operator, reason: 'another bill' },
      { kind: 'partner-renamed', by: thePartner('contoso'), name: 'Contoso 世界' },
      { kind: 'program-changed', by: operator, program: 'indirect-provider' },
      { kind: 'partner-closed', by: operator, reason: 'left the marketplace' },
    ]);
    expect(foldPartner(ofPartner.items.map(({ change }) => change))._unsafeUnwrap()).toEqual(account);
    expect((await textsOf('relationship_partner_changes')).slice(0, before.length)).toEqual(before);

    const northwind = (await repository.customers.history(customerIdOf('northwind'), page))._unsafeUnwrap();
    expect(northwind.items.slice(stored.customerChanges.length).map(({ change }) => change)).toMatchObject([
      { kind: 'customer-renamed', name: 'Northwind' },
      { kind: 'delegation-removed', by: operator, reason: { kind: 'removed-by-operator', reason: 'an incident' } },
    ]);
    const fabrikam = (await repository.customers.load(customerIdOf('fabrikam')))._unsafeUnwrap()?.state;
    expect(fabrikam).toMatchObject({
      relationships: [{ partnerId: 'contoso', establishedAt, origin: { kind: 'imported' } }],
      delegations: [{ serviceId: 'intune', grantedAt: '2020-03-01T00:00:00.000Z' }],
    });
    expect(await customersOf(repository, 'contoso')).toEqual(['fabrikam', 'northwind']);
  });
});
