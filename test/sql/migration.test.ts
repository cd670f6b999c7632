import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import {
  customerEntries,
  foldCustomer,
  foldPartner,
  type CustomerRelationships,
  type RelationshipRepository,
  type Revision,
} from 'partner-relationships';
import {
  migrateRelationships,
  relationshipMigrations,
  sqlRepository,
  type AnyKysely,
  type ConnectedSession,
  type OpenTransaction,
  type SqlRepositoryOptions,
} from 'partner-relationships/sql';
import { isWholeCheck } from '../fixtures/whole-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf, exchange, now, partnerIdOf, thePartner } from '../fixtures/cast';
import {
  allCustomers,
  allPartners,
  customersAdministeredBy,
  customersOf,
  ended,
  entriesOf,
  erasure,
  firstCommit,
  granted,
  nextCommit,
  renamed,
} from '../fixtures/commits';
import { createEarlierRelease, EARLIER_ROWS, EARLIER_TABLES, type EarlierRows } from './earlier-release/tables';
import { definitionsOf } from './definitions';
import { createTables, engines, rowsOf, type Storage } from './storage';

type Row = Readonly<Record<string, unknown>>;

const FIRST = '0001_partners_and_customers';
const SECOND = '0002_entries_of_lists';
const THIRD = '0003_feed_of_changes';
const DOCUMENTS = ['partners', 'partner_changes', 'customers', 'customer_changes'] as const;

/** So many customers that they are read in several parts, each related to contoso. */
function crowd(size: number): EarlierRows {
  const [northwind] = EARLIER_ROWS['customers'] ?? [];
  const state = String(northwind?.[2]);
  const ids = Array.from({ length: size }, (_, at) => `crowd-${at}`);
  return {
    ...EARLIER_ROWS,
    customers: ids.map((id) => [id, 8, state.replace('"id":"northwind"', `"id":"${id}"`)]),
    customer_changes: [],
    customer_list: ids.map((id) => ['contoso', id]),
  };
}

let prefixes = 0;

describe.each(engines)('What an earlier release has stored on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let tablePrefix: string;
  let options: SqlRepositoryOptions;
  let repository: RelationshipRepository;

  beforeAll(async () => {
    storage = await makeStorage();
    db = storage.open();
  });
  beforeEach(() => {
    prefixes += 1;
    tablePrefix = `earlier_${prefixes}_`;
    options = { db, dialect, tablePrefix };
    repository = sqlRepository(options);
  });
  afterAll(() => storage.remove());

  const table = (name: string): ReturnType<typeof sql.id> => sql.id(`${tablePrefix}${name}`);

  async function storedIn(name: string): Promise<readonly string[]> {
    const rows = await rowsOf(db, sql<Row>`select * from ${table(name)}`);
    return rows
      .map((row) => Object.entries({ ...row, revision: String(row['revision']), entry: null, number: null }))
      .map((fields) => JSON.stringify(fields.sort()))
      .sort();
  }

  async function isThere(name: string): Promise<boolean> {
    return (await rowsOf(db, sql`select 1 from ${table(name)}`).catch(() => null)) !== null;
  }

  /** Every list, with what it has to show according to the states. */
  async function expectListsOfStates(): Promise<void> {
    const ids = await rowsOf(db, sql<{ id: string }>`select id from ${table('customers')}`);
    const states: CustomerRelationships[] = [];
    for (const { id } of ids) {
      const state = (await repository.customers.load(customerIdOf(id)))._unsafeUnwrap()?.state ?? null;
      if (state !== null) states.push(state);
    }
    states.sort((one, other) => (one.customer.id < other.customer.id ? -1 : 1));
    expect(await allCustomers(repository)).toEqual(states.map(({ customer }) => customer));
    for (const partner of ['contoso', 'tailspin', 'wingtip', 'litware']) {
      const entries = states.flatMap((state) => customerEntries(state)._unsafeUnwrap().get(partnerIdOf(partner)) ?? []);
      const related = entries.filter(({ establishedAt }) => establishedAt !== null);
      const administered = entries.filter(({ administersUntil }) => administersUntil !== null);
      expect(await entriesOf(repository, 'related', partner)).toEqual(related);
      expect(await entriesOf(repository, 'administered', partner)).toEqual(administered);
    }
  }

  function migrator(): Migrator {
    return new Migrator({
      db,
      provider: relationshipMigrations({ dialect, tablePrefix }),
      migrationTableName: `${tablePrefix}migrations`,
      migrationLockTableName: `${tablePrefix}migration_lock`,
    });
  }

  it('is brought forward without loss, and its lists are filled', async () => {
    await createEarlierRelease(db, dialect, tablePrefix);
    const before = await Promise.all(DOCUMENTS.map(storedIn));
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([SECOND, THIRD]);
    expect(await Promise.all(DOCUMENTS.map(storedIn))).toEqual(before);
    expect(await isThere('customer_list')).toBe(false);

    await expectListsOfStates();
    expect(await customersOf(repository, 'contoso')).toEqual(['adventure-works', 'northwind']);
    expect(await customersAdministeredBy(repository, 'contoso')).toEqual(['northwind']);
    expect(await customersOf(repository, 'wingtip')).toEqual([]);
    expect(await customersAdministeredBy(repository, 'wingtip')).toEqual(['northwind']);
    const [contoso, litware] = await allPartners(repository);
    expect(contoso?.name).toBe('Contoso "Caf\u00e9" \\ \u{1f600}');
    expect(litware).toMatchObject({ id: 'litware', standing: 'suspended' });

    const page = { after: null, limit: 1000 };
    for (const id of ['northwind', 'adventure-works', 'fourth-coffee'].map(customerIdOf)) {
      const history = (await repository.customers.history(id, page))._unsafeUnwrap().items;
      const state = (await repository.customers.load(id))._unsafeUnwrap()?.state;
      expect(foldCustomer(history.map(({ change }) => change))._unsafeUnwrap()).toEqual(state);
    }
    for (const id of ['contoso', 'litware'].map(partnerIdOf)) {
      const history = (await repository.partners.history(id, page))._unsafeUnwrap().items;
      const state = (await repository.partners.load(id))._unsafeUnwrap()?.state;
      expect(foldPartner(history.map(({ change }) => change))._unsafeUnwrap()).toEqual(state);
    }
  });

  it('gets the same tables as a new database, and by every way', async () => {
    await createEarlierRelease(db, dialect, tablePrefix);
    await migrateRelationships(options);
    const migrated = await definitionsOf(db, dialect, tablePrefix);
    const fresh = `${tablePrefix}fresh_`;
    await createTables(db, dialect, fresh);
    for (const definition of await definitionsOf(db, dialect, fresh))
      expect(JSON.stringify(migrated)).toContain(JSON.stringify(definition).replaceAll(fresh, tablePrefix));

    for (const name of [...DOCUMENTS, 'customer_entries', 'feed', 'migrations'])
      await sql`drop table ${table(name)}`.execute(db);
    await createEarlierRelease(db, dialect, tablePrefix);
    const { results } = await migrator().migrateToLatest();
    expect(results?.map(({ migrationName }) => migrationName)).toEqual([SECOND, THIRD]);
    await expectListsOfStates();
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([]);
  });

  it('is brought forward if its tables were made by hand, and those of today beside them', async () => {
    await createEarlierRelease(db, dialect, tablePrefix);
    await sql`drop table ${table('migrations')}`.execute(db);
    await createTables(db, dialect, tablePrefix);
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([FIRST, SECOND, THIRD]);
    expect(await isThere('customer_list')).toBe(false);
    await expectListsOfStates();
  });

  it('is read in parts, with erased customers and texts that are not ASCII, and the same again', async () => {
    await createEarlierRelease(db, dialect, tablePrefix, crowd(250));
    await sql`
      update ${table('customers')} set state = replace(state, ${String.raw`Tr\u00e4ders`}, 'Tr\u00e4ders')`.execute(db);
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([SECOND, THIRD]);
    await expectListsOfStates();
    const [entered] = await rowsOf(db, sql<{ entry: string }>`select entry from ${table('customers')}`);
    expect(entered?.entry).toContain(String.raw`Tr\u00e4ders`);

    const loaded = (await repository.customers.load(customerIdOf('crowd-7')))._unsafeUnwrap();
    if (loaded === null) throw new Error('it is there');
    (await repository.customers.commit(erasure({ id: customerIdOf('crowd-7') }, loaded.revision)))._unsafeUnwrap();
    const rows = (): Promise<readonly unknown[]> =>
      rowsOf(db, sql`select * from ${table('customer_entries')} order by partner_id, ${sql.id('list')}, customer_id`);
    const before = await rows();
    await sql`delete from ${table('migrations')} where name = ${SECOND}`.execute(db);
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([SECOND]);
    expect(await rows()).toEqual(before);
    await expectListsOfStates();
  });

  it('is brought forward by several at the same time, while those who have finished commit', async () => {
    await createEarlierRelease(db, dialect, tablePrefix, crowd(250));
    const changes = [[granted('contoso', 'intune')], [renamed('Another')], [REMOVED, ended('contoso')], []];
    const answers = await Promise.all(
      changes.map(async (changed, at) => {
        const mine = { ...options, db: storage.open() };
        const migrated = await migrateRelationships(mine);
        const { customers } = sqlRepository(mine);
        for (let customer = at; customer < 250; customer += 16) {
          const id = customerIdOf(`crowd-${customer}`);
          const loaded = (await customers.load(id))._unsafeUnwrap();
          if (loaded === null) throw new Error('it is there');
          const { state, revision } = loaded;
          const next =
            changed.length === 0 ? erasure({ id }, revision) : nextCommit({ id, next: state }, revision, ...changed);
          (await customers.commit(next))._unsafeUnwrap();
        }
        return migrated.isOk() ? 'migrated' : migrated.error.message;
      }),
    );
    expect(answers).toEqual(changes.map(() => 'migrated'));
    await expectListsOfStates();
  });

  it('may be in use meanwhile by repositories of today, in tables that were made by hand', async () => {
    await createTables(db, dialect, tablePrefix);
    const one = storage.open();
    const { customers } = sqlRepository({ ...options, db: one });
    const ids = Array.from({ length: 120 }, (_, at) => `used-${at}`);
    const firsts = ids.map((id) => firstCommit(id, 'contoso', 'tailspin'));
    const revisions: Revision[] = [];
    for (const first of firsts) revisions.push((await customers.commit(first))._unsafeUnwrap());
    const migrated = migrateRelationships({ ...options, db: storage.open() });
    for (const [at, first] of firsts.entries()) {
      const revision = revisions[at];
      if (revision === undefined) throw new Error('it was committed');
      // SQLite answers so while the migration holds the file.
      const leaving = nextCommit(first, revision, ended('contoso'));
      for (;;) {
        const answer = await customers.commit(leaving);
        if (answer.isOk()) break;
        expect(answer.error.code).toBe('storage-failed');
      }
    }
    expect((await migrated)._unsafeUnwrap()).toEqual([FIRST, SECOND, THIRD]);
    expect(await customersOf(repository, 'contoso')).toEqual([]);
    await expectListsOfStates();
  });

  it('goes on where a run was cut short, wherever that was', async () => {
    const step = isWholeCheck ? 1 : 4;
    let cuts = 0;
    for (let statements = 1; ; statements += step) {
      prefixes += 1;
      tablePrefix = `earlier_${prefixes}_`;
      options = { db, dialect, tablePrefix };
      repository = sqlRepository(options);
      await createEarlierRelease(db, dialect, tablePrefix);
      const mine = storage.open();
      const cut = await migrateRelationships({ ...options, db: cutShort(mine, statements) });
      // With its connections go its locks.
      await mine.destroy();
      if (cut.isOk()) break;
      expect(cut.error.message).toContain('cut short');
      cuts += 1;
      expect((await migrateRelationships(options)).isOk()).toBe(true);
      expect(await isThere('customer_list')).toBe(false);
      await expectListsOfStates();
    }
    expect(cuts * step).toBeGreaterThan(10);
  });

  it('is as before after going back, and forward again', async () => {
    await createEarlierRelease(db, dialect, tablePrefix);
    const tables = [...EARLIER_TABLES, 'migrations'];
    const before = await Promise.all(tables.map(storedIn));
    const defined = await definitionsOf(db, dialect, tablePrefix);
    expect((await migrateRelationships(options)).isOk()).toBe(true);
    expect((await migrator().migrateTo(FIRST)).error).toBeUndefined();
    expect(await isThere('customer_entries')).toBe(false);
    expect(await Promise.all(tables.map(storedIn))).toEqual(before);
    const back = JSON.stringify(await definitionsOf(db, dialect, tablePrefix));
    for (const definition of defined) expect(back).toContain(JSON.stringify(definition));

    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([SECOND, THIRD]);
    await expectListsOfStates();
    const { [SECOND]: second } = await relationshipMigrations({ dialect, tablePrefix }).getMigrations();
    // As after a run that was cut short before it was recorded.
    await db.connection().execute(async (one) => second?.down(one));
    await db.connection().execute(async (one) => second?.down(one));
    expect(await storedIn('customer_list')).toEqual(before[EARLIER_TABLES.indexOf('customer_list')]);
  });

  it('stays as it is if one document does not decode, which is named', async () => {
    await createEarlierRelease(db, dialect, tablePrefix, crowd(150));
    const lists = await storedIn('customer_list');
    const stored = sql<{ state: string }>`select state from ${table('customers')} where id = 'crowd-99'`;
    const mended = await rowsOf(db, stored);
    await sql`update ${table('customers')} set state = '{}' where id = 'crowd-99'`.execute(db);
    const failure = (await migrateRelationships(options))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ code: 'migration-failed' });
    expect(failure.message).toContain('the customer crowd-99: ');
    expect(await storedIn('customer_list')).toEqual(lists);
    await sql`update ${table('customers')} set state = ${mended[0]?.state} where id = 'crowd-99'`.execute(db);
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([SECOND, THIRD]);
    await expectListsOfStates();
  });

  it('goes back to before the feed, and has all of it after going forward again', async () => {
    await createEarlierRelease(db, dialect, tablePrefix);
    expect((await migrator().migrateTo(SECOND)).error).toBeUndefined();
    const before = await Promise.all(DOCUMENTS.map(storedIn));
    const defined = await definitionsOf(db, dialect, tablePrefix);
    const read = async (): Promise<readonly unknown[]> => {
      const answer = await repository.feed?.read({ after: null, limit: 1000 });
      return answer?._unsafeUnwrap().items.map((item) => ({ ...item, position: 'another' })) ?? [];
    };
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([THIRD]);
    const items = await read();
    expect(items.length).toBeGreaterThan(10);
    expect((await migrator().migrateTo(SECOND)).error).toBeUndefined();
    expect(await isThere('feed')).toBe(false);
    expect(await Promise.all(DOCUMENTS.map(storedIn))).toEqual(before);
    const back = JSON.stringify(await definitionsOf(db, dialect, tablePrefix));
    for (const definition of defined) expect(back).toContain(JSON.stringify(definition));
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([THIRD]);
    expect(await read()).toEqual(items);
  });

  if (dialect === 'sqlite')
    it('stays as it is if its changes have a column of the application, which is named', async () => {
      await createEarlierRelease(db, dialect, tablePrefix);
      await sql`alter table ${table('customer_changes')} add column note text`.execute(db);
      const failure = (await migrateRelationships(options))._unsafeUnwrapErr();
      const refused = `${tablePrefix}customer_changes is made once more and would lose its column note`;
      expect(failure.message).toContain(refused);
      expect(await isThere('customer_entries')).toBe(false);
    });

  it('is brought forward only beside a list that it made', async () => {
    await createEarlierRelease(db, dialect, tablePrefix);
    await sql`drop table ${table('customer_list')}`.execute(db);
    await sql`create table ${table('customer_list')} (other integer)`.execute(db);
    const failure = (await migrateRelationships(options))._unsafeUnwrapErr();
    expect(failure.message).toContain(`the table ${tablePrefix}customer_list was not made by this library`);
    expect(await isThere('customer_list')).toBe(true);
  });
});

const REMOVED = {
  kind: 'delegation-removed',
  at: now,
  by: thePartner('contoso'),
  partnerId: partnerIdOf('contoso'),
  serviceId: exchange,
  throughPartnerId: null,
  reason: { kind: 'relationship-ended' },
} as const;

/** A database that goes away after so many statements within transactions. */
function cutShort(db: AnyKysely, statements: number): AnyKysely {
  let left = statements;
  const cut = (transaction: OpenTransaction): OpenTransaction => ({
    schema: transaction.schema,
    get isCommitted() {
      return transaction.isCommitted;
    },
    get isRolledBack() {
      return transaction.isRolledBack;
    },
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
    getExecutor: () => {
      if ((left -= 1) < 0) throw new Error('cut short');
      return transaction.getExecutor();
    },
  });
  const cutting = (connection: ConnectedSession): ConnectedSession => ({
    schema: connection.schema,
    getExecutor: () => connection.getExecutor(),
    startTransaction: () => ({ execute: async () => cut(await connection.startTransaction().execute()) }),
  });
  return {
    isTransaction: db.isTransaction,
    schema: db.schema,
    getExecutor: () => db.getExecutor(),
    withoutPlugins: () => cutShort(db.withoutPlugins(), statements),
    connection: () => ({ execute: (run) => db.connection().execute((connection) => run(cutting(connection))) }),
  };
}
