import { CamelCasePlugin, ParseJSONResultsPlugin, type Generated, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { PartnerId, RelationshipRepository } from 'partner-relationships';
import {
  migrateRelationships,
  relationshipMigrations,
  relationshipSchemaSql,
  sqlRepository,
  type AnyKysely,
  type SqlRepositoryOptions,
  type SqlSchemaOptions,
} from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import { customersOf, ended, feedOf, firstCommit, historyOf, nextCommit } from '../fixtures/commits';
import { scriptedDatabase } from './scripted-database';
import { createTables, engines, type Storage } from './storage';

const { db, asked } = scriptedDatabase('sqlite', () => undefined);

/** What JavaScript can hand over where TypeScript would not. */
function malformed(options: unknown): SqlRepositoryOptions {
  return options as SqlRepositoryOptions;
}

const schemaFaults: readonly (readonly [path: string, options: unknown])[] = [
  ['options', undefined],
  ['options', null],
  ['options', 'postgres'],
  ['options.dialect', {}],
  ['options.dialect', { dialect: 'mssql' }],
  ['options.dialect', { dialect: 'PostgreSQL' }],
  ...['a b', 'a"b', 'a`b', "a'b", 'a.b', 'a-b', 'a;b', 'é', 'a\n', '\n', 'x'.repeat(41), 7, null].map(
    (tablePrefix) => ['options.tablePrefix', { dialect: 'sqlite', tablePrefix }] as const,
  ),
  ...['', 'a b', 'a"b', 'a`b', 'a.b', 'a;b', 'é', 'a\n', 'x'.repeat(64), 7].map(
    (schema) => ['options.schema', { dialect: 'postgres', schema }] as const,
  ),
  ['options.schema', { dialect: 'sqlite', schema: 'main' }],
];

const alongsideFaults = [null, 'outbox', {}].map((alongside) => ({ dialect: 'sqlite', alongside }));

const databaseFaults: readonly (readonly [path: string, options: unknown])[] = [
  ['options.db', { dialect: 'sqlite' }],
  ['options.db', { dialect: 'sqlite', db: null }],
  ['options.db', { dialect: 'sqlite', db: 'postgres://localhost' }],
  ['options.db', { dialect: 'sqlite', db: {} }],
];

function withDatabase(options: unknown): SqlRepositoryOptions {
  return malformed(typeof options === 'object' && options !== null ? { db, ...options } : options);
}

async function partiesOf(repository: RelationshipRepository, id: PartnerId) {
  if (repository.loadParties === undefined) throw new Error('it loads a customer and a partner at once');
  return repository.loadParties(customerIdOf('northwind'), id);
}

async function answersOf(repository: RelationshipRepository): Promise<readonly unknown[]> {
  const page = { after: null, limit: 10 };
  const id = partnerIdOf('contoso');
  const answers = await Promise.all([
    repository.partners.load(id),
    repository.partners.history(id, page),
    repository.customers.load(customerIdOf('northwind')),
    repository.customers.commit(firstCommit('northwind')),
    repository.customers.history(customerIdOf('northwind'), page),
    repository.customers.list(page),
    repository.partners.list(page),
    repository.customersOf('related', id, page),
    partiesOf(repository, id),
    feedOf(repository).read(page),
  ]);
  return answers.map((answer) => answer._unsafeUnwrapErr());
}

describe('A malformed option', () => {
  it.each([...schemaFaults, ...databaseFaults])(
    'at %s is told by every method of the repository: %j',
    async (path, options) => {
      const failed = {
        kind: 'storage',
        code: 'storage-failed',
        context: { cause: expect.stringContaining(`${path}: `) as unknown },
      };
      const answers = await answersOf(
        sqlRepository(path === 'options.db' ? malformed(options) : withDatabase(options)),
      );
      for (const answer of answers) expect(answer).toMatchObject(failed);
      expect(asked).toEqual([]);
    },
  );

  it.each([...schemaFaults, ...databaseFaults])('at %s is told by migrateRelationships: %j', async (path, options) => {
    const given = path === 'options.db' ? malformed(options) : withDatabase(options);
    const failure = (await migrateRelationships(given))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ kind: 'invalid-input', code: 'malformed-input', context: { path } });
    expect(asked).toEqual([]);
  });

  it.each(alongsideFaults)('that is no function to write alongside is told by every method: %j', async (options) => {
    for (const answer of await answersOf(sqlRepository(withDatabase(options))))
      expect(answer).toMatchObject({ context: { cause: expect.stringContaining('options.alongside: ') as unknown } });
    expect(asked).toEqual([]);
  });

  it.each(schemaFaults)('at %s is told by relationshipSchemaSql and by the Migrator: %j', async (path, options) => {
    const schemaOptions: SqlSchemaOptions = malformed(options);
    expect(relationshipSchemaSql(schemaOptions)._unsafeUnwrapErr().context.path).toBe(path);
    const provider = relationshipMigrations(schemaOptions);
    await expect(provider.getMigrations()).rejects.toThrow(`${path}: `);
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    expect(error).toBeInstanceOf(Error);
  });

  it.each(['', 'a', 'A_1', '9', '_', 'x'.repeat(40)])('is not reported for the prefix %j', (tablePrefix) => {
    const printed = relationshipSchemaSql({ dialect: 'postgres', tablePrefix })._unsafeUnwrap();
    expect(printed).toContain(`"${tablePrefix}customer_entries"`);
  });

  it.each(['public', 'my-app', 'A_1', 'x'.repeat(63)])('is not reported for the schema %j', (schema) => {
    const printed = relationshipSchemaSql({ dialect: 'postgres', schema })._unsafeUnwrap();
    expect(printed).toContain(`"${schema}"."relationship_customers"`);
  });
});

describe('A transaction', () => {
  it('is refused as a database, because an acknowledged commit could be rolled back', async () => {
    await db.transaction().execute(async (transaction) => {
      const options = { db: transaction, dialect: 'sqlite' } as const;
      for (const answer of await answersOf(sqlRepository(options)))
        expect(answer).toMatchObject({ code: 'storage-failed' });
      expect((await migrateRelationships(options))._unsafeUnwrapErr()).toMatchObject({
        context: { path: 'options.db' },
      });
    });
  });
});

interface Portal {
  readonly product: { readonly id: Generated<number>; readonly name: string };
}

describe('A Kysely instance', () => {
  it('has the right type whatever tables it knows, and other objects do not', () => {
    const known: (instance: Kysely<Portal>) => AnyKysely = (instance) => instance;
    const unknownTables: (instance: Kysely<unknown>) => AnyKysely = (instance) => instance;
    // @ts-expect-error Something else than a Kysely instance.
    const other: (instance: { readonly isTransaction: boolean }) => AnyKysely = (instance) => instance;
    expect([known, unknownTables, other]).toHaveLength(3);
  });
});

describe.each(engines)('On $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await makeStorage();
  });
  afterAll(() => storage.remove());

  it('plugins of the application are not used', async () => {
    const plugged = storage.open().withPlugin(new CamelCasePlugin()).withPlugin(new ParseJSONResultsPlugin());
    const options = { db: plugged, dialect } as const;
    expect((await migrateRelationships(options)).isOk()).toBe(true);
    const repository = sqlRepository(options);
    const first = firstCommit('northwind', 'contoso');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    expect((await repository.customers.load(first.id))._unsafeUnwrap()).toEqual({ state: first.next, revision });
    expect(await customersOf(repository, 'contoso')).toEqual(['northwind']);
    expect(await historyOf(repository, 'northwind', 1)).toEqual(['customer-registered', 'relationship-established']);
  });

  it('a driver may give 64-bit numbers as numbers, bigints or texts', async () => {
    const postgresTypes = { getTypeParser: () => (text: string) => (/^\d+$/.test(text) ? BigInt(text) : text) };
    const open = (options: Parameters<Storage['open']>[0]): RelationshipRepository =>
      sqlRepository({ db: storage.open(options), dialect, tablePrefix: 'numbers_' });
    await createTables(storage.open(), dialect, 'numbers_');
    const usual = open({});
    const unusual = open({
      postgres: { types: postgresTypes },
      mysql: { supportBigNumbers: true, bigNumberStrings: true },
    });
    const first = firstCommit('northwind', 'contoso');
    const revision = (await usual.customers.commit(first))._unsafeUnwrap();
    expect((await unusual.customers.load(first.id))._unsafeUnwrap()?.revision).toBe(revision);
    (await unusual.customers.commit(nextCommit(first, revision, ended('contoso'))))._unsafeUnwrap();
    expect(await historyOf(unusual, 'northwind', 1)).toEqual(await historyOf(usual, 'northwind', 3));
  });
});

describe('A repository', () => {
  it('answers malformed arguments with an error and does not throw', async () => {
    const database = scriptedDatabase('sqlite', () => undefined);
    const repository = sqlRepository({ db: database.db, dialect: 'sqlite' });
    const nothing = null as never;
    const answers = await Promise.all([
      repository.customers.commit(nothing),
      repository.customers.commit({ ...firstCommit('northwind'), changes: nothing }),
      repository.customers.commit({ ...firstCommit('northwind'), next: undefined as never }),
      repository.customers.commit({ ...firstCommit('northwind'), changes: [] }),
      repository.customers.history(customerIdOf('northwind'), nothing),
      repository.customers.list(nothing),
      repository.customersOf('related', partnerIdOf('contoso'), nothing),
      repository.customersOf(nothing, partnerIdOf('contoso'), { after: null, limit: 1 }),
      partiesOf(repository, nothing),
      feedOf(repository).read(nothing),
      feedOf(repository).read({ after: null, limit: nothing }),
    ]);
    for (const answer of answers) expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(database.asked).toEqual([]);
  });

  it('is frozen, with its parts', () => {
    for (const repository of [sqlRepository({ db, dialect: 'sqlite' }), sqlRepository(malformed({}))]) {
      const parts = [repository, repository.partners, repository.customers, repository.feed];
      expect(parts.map((part) => Object.isFrozen(part))).toEqual([true, true, true, true]);
    }
  });
});
