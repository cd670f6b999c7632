import {
  CamelCasePlugin,
  DeduplicateJoinsPlugin,
  OperationNodeTransformer,
  ParseJSONResultsPlugin,
  sql,
  type IdentifierNode,
  type Kysely,
  type KyselyPlugin,
} from 'kysely';
import { Migrator, NO_MIGRATIONS } from 'kysely/migration';
import {
  migrateRelationships,
  relationshipMigrations,
  sqlRepository,
  type SqlDialect,
} from 'partner-relationships/sql';
import { ok } from 'neverthrow';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { customerIdOf } from '../fixtures/cast';
import { customersOf, firstCommit } from '../fixtures/commits';
import { createTables, engines, postgres, rowsOf, TABLES, type Storage } from './storage';

const types: Readonly<Record<SqlDialect, Readonly<Record<'id' | 'idWithoutCase' | 'json' | 'count', string>>>> = {
  postgres: { id: 'text collate "C"', idWithoutCase: 'text', json: 'text', count: 'bigint' },
  sqlite: { id: 'text', idWithoutCase: 'text collate nocase', json: 'text', count: 'integer' },
  mysql: {
    id: 'varchar(128) character set ascii collate ascii_bin',
    idWithoutCase: 'varchar(128) character set ascii collate ascii_general_ci',
    json: 'longtext character set utf8mb4 collate utf8mb4_bin',
    count: 'bigint',
  },
};

/** What somebody else may have put where the documents of customers should be; `?` is the name. */
function foreignTables(dialect: SqlDialect): readonly (readonly [what: string, statements: readonly string[]])[] {
  const { id, idWithoutCase, json, count } = types[dialect];
  const documents = `create table ? (id ${id} primary key, revision ${count}, state ${json})`;
  return [
    ['of other columns', ['create table ? (name integer)']],
    ['without a revision', [`create table ? (id ${id} primary key, state ${json})`]],
    ['with a revision of another type', [`create table ? (id ${id} primary key, revision varchar(9), state ${json})`]],
    ['with ids of another type', [`create table ? (id ${count} primary key, revision ${count}, state ${json})`]],
    ['with ids without case', [`create table ? (id ${idWithoutCase} primary key, revision ${count}, state ${json})`]],
    ['without a key', [`create table ? (id ${id}, revision ${count}, state ${json})`]],
    ['with another key', [`create table ? (id ${id}, revision ${count}, state ${json}, primary key (revision, id))`]],
    [
      'whose rows need more',
      [`create table ? (id ${id} primary key, revision ${count}, state ${json}, owner ${count} not null)`],
    ],
    ['that is a view', ["create view ? as select 'a' as id, 1 as revision, '{}' as state"]],
    ...(dialect === 'mysql'
      ? ([['without transactions', [`${documents} engine = MyISAM`]]] as const)
      : []),
  ];
}

/** Puts a word before the name of every table. */
const renaming: KyselyPlugin = {
  transformQuery: ({ node }) => new Renaming().transformNode(node),
  transformResult: async ({ result }) => result,
};

class Renaming extends OperationNodeTransformer {
  protected override transformIdentifier(node: IdentifierNode): IdentifierNode {
    return { ...node, name: `other_${node.name}` };
  }
}

function saying(words: string): object {
  return { message: expect.stringContaining(words) as unknown };
}

let prefixes = 0;

describe.each(engines)('On $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let tablePrefix: string;

  beforeAll(async () => {
    storage = await makeStorage();
    db = storage.open();
  });
  beforeEach(() => {
    prefixes += 1;
    tablePrefix = `own_${prefixes}_`;
  });
  afterAll(() => storage.remove());

  async function isThere(table: string): Promise<boolean> {
    const found = await rowsOf(db, sql`select 1 from ${sql.id(`${tablePrefix}${table}`)}`).catch(() => null);
    return found !== null;
  }

  async function refusal(): Promise<string> {
    const failure = (await migrateRelationships({ db, dialect, tablePrefix }))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ kind: 'storage', code: 'migration-failed' });
    return failure.message;
  }

  it.each(foreignTables(dialect))('a foreign table %s is refused', async (_what, statements) => {
    const table = `${tablePrefix}customers`;
    for (const statement of statements) await sql.raw(statement.replace('?', table)).execute(db);
    expect(await refusal()).toContain(`the table ${table} was not made by this library: `);
    const others = ['partners', 'customer_changes', 'migrations'];
    expect(await Promise.all(others.map(isThere))).toEqual(others.map(() => false));
  });

  it.each([...TABLES, 'migrations'])('a foreign table %s is refused even after the migration', async (name) => {
    await migrateRelationships({ db, dialect, tablePrefix });
    const table = `${tablePrefix}${name}`;
    await sql`drop table ${sql.id(table)}`.execute(db);
    await sql`create table ${sql.id(table)} (other integer)`.execute(db);
    expect(await refusal()).toContain(`the table ${table} was not made by this library: it has no column `);
  });

  it('a table that has been dropped is reported and not created again', async () => {
    await migrateRelationships({ db, dialect, tablePrefix });
    await sql`drop table ${sql.id(`${tablePrefix}customer_entries`)}`.execute(db);
    expect(await refusal()).toContain(`the table ${tablePrefix}customer_entries is not there`);
    expect(await isThere('customer_entries')).toBe(false);
  });

  it('a Migrator of the application refuses a foreign table too', async () => {
    await sql`create table ${sql.id(`${tablePrefix}partners`)} (other integer)`.execute(db);
    const migrator = new Migrator({
      db: db.withPlugin(new CamelCasePlugin()),
      provider: relationshipMigrations({ dialect, tablePrefix }),
      migrationTableName: `${tablePrefix}kysely`,
      migrationLockTableName: `${tablePrefix}kysely_lock`,
    });
    expect((await migrator.migrateToLatest()).error).toMatchObject(saying('not made by this library'));
  });

  it('further columns that need no value are accepted', async () => {
    const options = { db, dialect, tablePrefix };
    await migrateRelationships(options);
    const table = sql.id(`${tablePrefix}customers`);
    await sql`alter table ${table} add column note varchar(20)`.execute(db);
    await sql`alter table ${table} add column weight integer not null default 0`.execute(db);
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([]);
    expect((await sqlRepository(options).customers.commit(firstCommit('northwind', 'contoso'))).isOk()).toBe(true);
  });

  it('missing tables are added to some that were made by hand', async () => {
    await createTables(db, dialect, tablePrefix);
    await sql`drop table ${sql.id(`${tablePrefix}customer_entries`)}`.execute(db);
    expect((await migrateRelationships({ db, dialect, tablePrefix }))._unsafeUnwrap()).toHaveLength(3);
    expect(await isThere('customer_entries')).toBe(true);
  });

  if (dialect !== 'sqlite')
    it.each(['select', 'select, insert, update, delete'])(
      'a user who may only %s finds all tables there',
      async (privileges) => {
        await migrateRelationships({ db, dialect, tablePrefix });
        const user = `${tablePrefix}user`;
        const password = 'only-for-this-test';
        const identified = dialect === 'postgres' ? 'password' : 'identified by';
        await sql.raw(`create user ${user} ${identified} '${password}'`).execute(db);
        onTestFinished(async () => {
          if (dialect === 'postgres') await sql.raw(`drop owned by ${user}`).execute(db);
          await sql.raw(`drop user ${user}`).execute(db);
        });
        for (const table of [...TABLES, 'migrations'])
          await sql.raw(`grant ${privileges} on ${tablePrefix}${table} to ${user}`).execute(db);
        const theirs = storage.open({ postgres: { user, password }, mysql: { user, password } });
        const options = { db: theirs, dialect, tablePrefix };
        expect(await migrateRelationships(options)).toEqual(ok([]));
        const repository = sqlRepository(options);
        const committed = await repository.customers.commit(firstCommit('northwind', 'contoso'));
        expect(committed.isOk()).toBe(privileges !== 'select');
        const read = await repository.feed?.read({ after: null, limit: 10 });
        expect(read?._unsafeUnwrap().items).toHaveLength(privileges === 'select' ? 0 : 2);
      },
    );

  it('a plugin that renames tables is refused, and other plugins have no effect', async () => {
    const renamed = { db: db.withPlugin(renaming), dialect, tablePrefix } as const;
    const failure = (await migrateRelationships(renamed))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ kind: 'invalid-input', context: { path: 'options.db' } });
    const load = await sqlRepository(renamed).customers.load(customerIdOf('northwind'));
    expect(load._unsafeUnwrapErr()).toMatchObject(saying('renames tables'));

    const plugins = [
      new CamelCasePlugin({ upperCase: true }),
      new CamelCasePlugin({ maintainNestedObjectKeys: true }),
      new ParseJSONResultsPlugin(),
      new DeduplicateJoinsPlugin(),
    ];
    const plugged = plugins.reduce<Kysely<unknown>>((instance, plugin) => instance.withPlugin(plugin), db);
    const options = { db: plugged, dialect, tablePrefix } as const;
    expect((await migrateRelationships(options))._unsafeUnwrap()).toHaveLength(3);
    const first = firstCommit('northwind', 'contoso');
    const revision = (await sqlRepository(options).customers.commit(first))._unsafeUnwrap();
    const loaded = await sqlRepository({ ...options, db }).customers.load(first.id);
    expect(loaded._unsafeUnwrap()).toEqual({ state: first.next, revision });
  });

  if (dialect === 'sqlite')
    it('a schema from withSchema is refused, as SQLite has none', async () => {
      const failure = (await migrateRelationships({ db: db.withSchema('main'), dialect }))._unsafeUnwrapErr();
      expect(failure).toMatchObject({ kind: 'invalid-input', context: { path: 'options.db' } });
    });
  else
    it('a schema from withSchema gets the tables, by migrateRelationships and by a Migrator', async () => {
      const elsewhere = await makeStorage();
      // With MySQL a schema is a database; one that is removed after the test.
      const name = sql.raw(dialect === 'mysql' ? 'database()' : "'a-schema'");
      const [named] = await rowsOf(elsewhere.open(), sql<{ name: string }>`select ${name} as name`);
      const schema = named?.name ?? '';
      if (dialect === 'postgres') await db.schema.createSchema(schema).execute();
      const there = db.withSchema(schema);
      const options = { db: there, dialect, tablePrefix } as const;
      expect((await migrateRelationships(options))._unsafeUnwrap()).toHaveLength(3);
      const first = firstCommit('northwind', 'contoso');
      expect((await sqlRepository(options).customers.commit(first)).isOk()).toBe(true);
      expect(await isThere('customers')).toBe(false);
      const byOption = sqlRepository({ db, dialect, tablePrefix, schema });
      expect(await customersOf(byOption, 'contoso')).toEqual(['northwind']);

      await there.schema.createTable(`${tablePrefix}m_partners`).addColumn('other', 'integer').execute();
      const migrator = new Migrator({
        db: there,
        provider: relationshipMigrations({ dialect, tablePrefix: `${tablePrefix}m_` }),
        migrationTableName: `${tablePrefix}kysely`,
        migrationLockTableName: `${tablePrefix}kysely_lock`,
      });
      expect((await migrator.migrateToLatest()).error).toMatchObject(saying('not made by this library'));

      const strange = (await migrateRelationships({ ...options, db: db.withSchema('a "b"') }))._unsafeUnwrapErr();
      expect(strange).toMatchObject({ kind: 'invalid-input', context: { path: 'options.db' } });
      await elsewhere.remove();
    });
});

describe('On the search path of PostgreSQL', () => {
  let storage: Storage;
  let options: { readonly db: Kysely<unknown>; readonly dialect: 'postgres'; readonly tablePrefix?: string };

  beforeAll(async () => {
    storage = await postgres.storage();
    await sql`create schema app`.execute(storage.open());
    const db = storage.open({ postgres: { max: 1 }, postgresSession: 'set search_path = app, public' });
    options = { db, dialect: 'postgres' };
    expect((await migrateRelationships({ ...options, db: storage.open() }))._unsafeUnwrap()).toHaveLength(3);
  });
  afterAll(() => storage.remove());

  const tablesInApp = (): Promise<readonly unknown[]> =>
    rowsOf(options.db, sql`select tablename from pg_tables where schemaname = 'app'`);

  it('tables are found in their schema although another one comes first', async () => {
    const elsewhere = sqlRepository({ ...options, db: storage.open() });
    await elsewhere.customers.commit(firstCommit('northwind', 'contoso'));
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([]);
    expect(await tablesInApp()).toEqual([]);
    expect(await customersOf(sqlRepository(options), 'contoso')).toEqual(['northwind']);
  });

  it('missing tables are created beside the others', async () => {
    const half = { ...options, tablePrefix: 'half_' };
    await createTables(storage.open(), 'postgres', 'half_');
    await sql`drop table half_customer_entries`.execute(options.db);
    expect((await migrateRelationships(half))._unsafeUnwrap()).toHaveLength(3);
    expect(await tablesInApp()).toEqual([]);
  });

  it('a Migrator of the application creates missing tables beside the others too, and drops them there', async () => {
    const tablePrefix = 'migrated_';
    await createTables(storage.open(), 'postgres', tablePrefix);
    await sql`drop table migrated_partners, migrated_customer_entries`.execute(options.db);
    const migrator = new Migrator({
      db: options.db,
      provider: relationshipMigrations({ dialect: 'postgres', tablePrefix }),
      migrationTableName: 'other_migrations',
      migrationLockTableName: 'other_migration_lock',
    });
    const schemas = sql`select distinct schemaname from pg_tables where starts_with(tablename, ${tablePrefix})`;
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await rowsOf(options.db, schemas)).toEqual([{ schemaname: 'public' }]);
    expect((await migrator.migrateTo(NO_MIGRATIONS)).error).toBeUndefined();
    expect(await rowsOf(options.db, schemas)).toEqual([]);
    await sql`drop table if exists other_migrations, other_migration_lock`.execute(options.db);
  });

  it('a temporary table, or one in another schema than the others, is refused', async () => {
    const inApp = sql`
      create table app.relationship_customer_entries (like relationship_customer_entries including all)`;
    await inApp.execute(options.db);
    const apart = (await migrateRelationships(options))._unsafeUnwrapErr();
    expect(apart.message).toContain('relationship_customer_entries is in another schema');
    await sql`drop table app.relationship_customer_entries`.execute(options.db);
    const ofSession = sql`create temporary table relationship_customers (like relationship_customers including all)`;
    await ofSession.execute(options.db);
    const temporary = (await migrateRelationships(options))._unsafeUnwrapErr();
    expect(temporary.message).toContain('relationship_customers was not made by this library: it is LOCAL TEMPORARY');
  });
});
