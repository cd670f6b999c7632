import { sql, type Kysely } from 'kysely';
import { Migrator, NO_MIGRATIONS } from 'kysely/migration';
import {
  migrateRelationships,
  relationshipMigrations,
  relationshipSchemaSql,
  sqlRepository,
  type SqlDialect,
} from 'partner-relationships/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf } from '../fixtures/cast';
import { customersOf, firstCommit } from '../fixtures/commits';
import { definitionsOf } from './definitions';
import { createTables, engines, rowsOf, TABLES, type Storage } from './storage';

const MIGRATIONS = ['0001_partners_and_customers', '0002_entries_of_lists', '0003_feed_of_changes'];

async function tablesOf(db: Kysely<unknown>, dialect: SqlDialect, prefix: string): Promise<readonly string[]> {
  const text = JSON.stringify(await definitionsOf(db, dialect, prefix));
  return [...TABLES, 'migrations'].map((name) => `${prefix}${name}`).filter((name) => text.includes(`"${name}"`));
}

describe.each(engines)('The tables on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let tablePrefix = '';
  let tests = 0;

  beforeAll(async () => {
    storage = await makeStorage();
    db = storage.open();
  });
  beforeEach(() => {
    tests += 1;
    tablePrefix = `test_${tests}_`;
  });
  afterAll(() => storage.remove());

  it('are the same by migration and by printed SQL, which can run twice', async () => {
    await migrateRelationships({ db, dialect, tablePrefix: 'migrated_' });
    await createTables(db, dialect, 'printed_');
    await createTables(db, dialect, 'printed_');
    const printed = await definitionsOf(db, dialect, 'printed_');
    expect(printed.length).toBeGreaterThanOrEqual(TABLES.length);
    const migrated = JSON.stringify(await definitionsOf(db, dialect, 'migrated_'));
    for (const definition of printed) {
      expect(migrated).toContain(JSON.stringify(definition).replaceAll('printed_', 'migrated_'));
    }
    expect(await tablesOf(db, dialect, 'printed_')).toEqual(TABLES.map((name) => `printed_${name}`));
  });

  it('are created once', async () => {
    const options = { db, dialect, tablePrefix };
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual(MIGRATIONS);
    expect((await sqlRepository(options).customers.commit(firstCommit('northwind', 'contoso'))).isOk()).toBe(true);
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([]);
    expect(await customersOf(sqlRepository(options), 'contoso')).toEqual(['northwind']);
  });

  it('are created when several processes migrate at the same time', async () => {
    const handles = Array.from({ length: 4 }, () => storage.open());
    const answers = await Promise.all(
      handles.map((handle) => migrateRelationships({ db: handle, dialect, tablePrefix })),
    );
    expect(answers.map((answer) => (answer.isOk() ? 'made' : answer.error.message))).toEqual(handles.map(() => 'made'));
    expect((await sqlRepository({ db, dialect, tablePrefix }).customers.load(customerIdOf('nobody'))).isOk()).toBe(
      true,
    );
  });

  it('are completed after a run that was cut short', async () => {
    await createTables(db, dialect, tablePrefix);
    await db.schema.dropTable(`${tablePrefix}customers`).execute();
    expect((await migrateRelationships({ db, dialect, tablePrefix })).isOk()).toBe(true);
    expect((await sqlRepository({ db, dialect, tablePrefix }).customers.load(customerIdOf('nobody'))).isOk()).toBe(
      true,
    );
  });

  it('do not affect the migrations of the application', async () => {
    const provider = {
      getMigrations: async () => ({
        '0000_own': {
          up: (own: Kysely<unknown>) => own.schema.createTable(`${tablePrefix}own`).addColumn('a', 'integer').execute(),
        },
      }),
    };
    const own = new Migrator({
      db,
      provider,
      migrationTableName: `${tablePrefix}kysely`,
      migrationLockTableName: `${tablePrefix}kysely_lock`,
    });
    expect((await migrateRelationships({ db, dialect, tablePrefix })).isOk()).toBe(true);
    expect((await own.migrateToLatest()).results?.map(({ status }) => status)).toEqual(['Success']);
    expect((await migrateRelationships({ db, dialect, tablePrefix }))._unsafeUnwrap()).toEqual([]);
    expect(await tablesOf(db, dialect, tablePrefix)).toHaveLength(TABLES.length + 1);
  });

  it('can be created and dropped by a Migrator of the application', async () => {
    const migrator = new Migrator({
      db,
      provider: relationshipMigrations({ dialect, tablePrefix }),
      migrationTableName: `${tablePrefix}own`,
      migrationLockTableName: `${tablePrefix}own_lock`,
    });
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await tablesOf(db, dialect, tablePrefix)).toEqual(TABLES.map((name) => `${tablePrefix}${name}`));
    expect((await migrator.migrateTo(NO_MIGRATIONS)).error).toBeUndefined();
    expect(await tablesOf(db, dialect, tablePrefix)).toEqual([]);
  });

  it('are up to date for migrateRelationships after a Migrator, and the other way round', async () => {
    const migratorOf = (prefix: string): Migrator =>
      new Migrator({
        db,
        provider: relationshipMigrations({ dialect, tablePrefix: prefix }),
        migrationTableName: `${prefix}migrations`,
        migrationLockTableName: `${prefix}migration_lock`,
      });
    const { results } = await migratorOf(tablePrefix).migrateToLatest();
    expect(results?.map(({ migrationName }) => migrationName)).toEqual(MIGRATIONS);
    expect((await migrateRelationships({ db, dialect, tablePrefix }))._unsafeUnwrap()).toEqual([]);

    const other = `${tablePrefix}other_`;
    expect((await migrateRelationships({ db, dialect, tablePrefix: other }))._unsafeUnwrap()).toEqual(MIGRATIONS);
    expect(await migratorOf(other).migrateToLatest()).toEqual({ results: [] });
  });

  it('with different prefixes are independent', async () => {
    const [one, two] = [`${tablePrefix}a_`, `${tablePrefix}b_`].map((prefix) => ({ db, dialect, tablePrefix: prefix }));
    if (one === undefined || two === undefined) throw new Error('there are two');
    for (const options of [one, two]) expect((await migrateRelationships(options)).isOk()).toBe(true);
    expect((await sqlRepository(one).customers.commit(firstCommit('northwind', 'contoso'))).isOk()).toBe(true);
    expect((await sqlRepository(two).customers.load(customerIdOf('northwind')))._unsafeUnwrap()).toBeNull();
    expect(await customersOf(sqlRepository(two), 'contoso')).toEqual([]);
  });

  it('have names that begin with relationship_ by default', async () => {
    expect((await migrateRelationships({ db, dialect })).isOk()).toBe(true);
    expect(await tablesOf(db, dialect, 'relationship_')).toHaveLength(TABLES.length + 1);
  });

  it('may have the longest prefix', async () => {
    const options = { db, dialect, tablePrefix: 'p'.repeat(40) };
    expect((await migrateRelationships(options)).isOk()).toBe(true);
    expect((await sqlRepository(options).customers.commit(firstCommit('northwind', 'contoso'))).isOk()).toBe(true);
    expect(await tablesOf(db, dialect, options.tablePrefix)).toHaveLength(TABLES.length + 1);
  });

  it('are reported as not created if the database refuses, and nothing rejects', async () => {
    const closed = storage.open();
    await sql`select 1`.execute(closed);
    await closed.destroy();
    const failure = (await migrateRelationships({ db: closed, dialect, tablePrefix }))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ kind: 'storage', code: 'migration-failed', context: { cause: /./ } });
    expect(Object.isFrozen(failure)).toBe(true);
  });
});

async function databaseOf(storage: Storage): Promise<string> {
  const [row] = await rowsOf(storage.open(), sql<{ name: string }>`select database() as name`);
  return row?.name ?? '';
}

const withSchemas = engines.filter(({ dialect }) => dialect !== 'sqlite');

describe.each(withSchemas)('A schema on $name', ({ dialect, storage: makeStorage }) => {
  it('has the tables, and the repository finds them', async () => {
    const [storage, elsewhere] = await Promise.all([makeStorage(), makeStorage()]);
    const db = storage.open();
    // With MySQL a schema is a database; one that is removed after the test.
    const schema = dialect === 'mysql' ? await databaseOf(elsewhere) : 'partner-portal';
    if (dialect === 'postgres') await db.schema.createSchema(schema).execute();
    const options = { db, dialect, schema };
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual(MIGRATIONS);
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([]);
    const repository = sqlRepository(options);
    expect((await repository.customers.commit(firstCommit('northwind', 'contoso'))).isOk()).toBe(true);
    expect(await customersOf(repository, 'contoso')).toEqual(['northwind']);
    for (const table of [...TABLES, 'migrations']) {
      await sql`select 1 from ${sql.id(schema, `relationship_${table}`)}`.execute(db);
    }
    expect((await sqlRepository({ db, dialect }).customers.load(customerIdOf('northwind'))).isErr()).toBe(true);

    const printed = relationshipSchemaSql({ dialect, schema, tablePrefix: 'printed_' })._unsafeUnwrap();
    for (const statement of printed.split(';\n').filter((text) => text !== '')) await sql.raw(statement).execute(db);
    for (const table of TABLES) await sql`select 1 from ${sql.id(schema, `printed_${table}`)}`.execute(db);
    await Promise.all([storage.remove(), elsewhere.remove()]);
  });
});

describe('Printed SQL', () => {
  it('has one statement a line, in the dialect', () => {
    const printed = relationshipSchemaSql({ dialect: 'mysql', tablePrefix: '', schema: 'portal' })._unsafeUnwrap();
    expect(printed.split('\n')).toHaveLength(TABLES.length + 2);
    expect(printed.split('\n')[0]).toBe(
      'create table if not exists `portal`.`partners` (`id` varchar(128) character set ascii collate ascii_bin ' +
        'not null primary key, `revision` bigint not null, ' +
        '`state` longtext character set utf8mb4 collate utf8mb4_bin not null, ' +
        '`entry` longtext character set utf8mb4 collate utf8mb4_bin) engine = InnoDB;',
    );
  });

  it('keeps rows in the order of their key where the database does not do so by itself', () => {
    const printed = relationshipSchemaSql({ dialect: 'sqlite', tablePrefix: '' })._unsafeUnwrap();
    const clustered = printed.split('\n').filter((statement) => statement.endsWith(' without rowid;'));
    expect(clustered.map((statement) => /^create table if not exists "(\w+)"/.exec(statement)?.[1])).toEqual([
      'customer_entries',
    ]);
    expect(printed).toContain('create table if not exists "partner_changes" ("number" integer primary key, ');
  });
});
