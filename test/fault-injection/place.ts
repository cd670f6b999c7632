import {
  Kysely,
  MysqlDialect,
  PostgresDialect,
  SqliteDialect,
  type MysqlPool,
  type PostgresPool,
  type SqliteDatabase,
} from 'kysely';
import type { PoolOptions } from 'mysql2';
import type { RelationshipRepository } from 'partner-relationships';
import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
import type { PoolConfig } from 'pg';
import { fileRepository } from '../../docs/examples/file-repository/file-repository';

/** Where a repository keeps its data, as plain data that another process can be sent. */
export type Place =
  | { readonly kind: 'file'; readonly folder: string }
  | { readonly kind: 'sqlite'; readonly file: string; readonly journal: 'delete' | 'wal' }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string }
  /** The one of these servers that takes writes. */
  | { readonly kind: 'postgres-hosts'; readonly urls: readonly string[]; readonly schema: string }
  | { readonly kind: 'galera-node'; readonly url: string; readonly database: string }
  /** One of these nodes that takes statements. */
  | { readonly kind: 'galera'; readonly urls: readonly string[]; readonly database: string };

export interface OpenPlace {
  readonly repository: RelationshipRepository;
  readonly close: () => Promise<void>;
}

/** A handle of this process on the data. Loads only the driver that it needs, so that a process starts sooner. */
export async function openPlace(place: Place, pool: PoolConfig = {}): Promise<OpenPlace> {
  if (place.kind === 'file') return { repository: await fileRepository(place.folder), close: async () => {} };
  const { db, options } = await openDatabase(place, pool);
  return { repository: sqlRepository({ db, ...options }), close: () => db.destroy() };
}

/** Makes the tables, if the place needs any. */
export async function preparePlace(place: Place): Promise<void> {
  if (place.kind === 'file') return;
  const { db, options } = await openDatabase(place, {});
  if (options.dialect === 'postgres') await db.schema.createSchema(options.schema).ifNotExists().execute();
  const migrated = await migrateRelationships({ db, ...options });
  await db.destroy();
  if (migrated.isErr()) throw new Error(migrated.error.message);
}

type Sql = Exclude<Place, { readonly kind: 'file' }>;

interface Opened {
  readonly db: Kysely<unknown>;
  readonly options:
    | { readonly dialect: 'sqlite' }
    | { readonly dialect: 'mysql' }
    | { readonly dialect: 'postgres'; readonly schema: string };
}

async function openDatabase(place: Sql, pool: PoolConfig): Promise<Opened> {
  if (place.kind === 'sqlite') {
    const database = await sqliteDatabase(place);
    return { db: new Kysely<unknown>({ dialect: new SqliteDialect({ database }) }), options: { dialect: 'sqlite' } };
  }
  if (place.kind === 'galera' || place.kind === 'galera-node') {
    const dialect = new MysqlDialect({ pool: await galeraPool(place) });
    return { db: new Kysely<unknown>({ dialect }), options: { dialect: 'mysql' } };
  }
  const dialect = new PostgresDialect({ pool: await postgresPool(place, { max: 2, ...pool }) });
  return { db: new Kysely<unknown>({ dialect }), options: { dialect: 'postgres', schema: place.schema } };
}

type Galera = Extract<Place, { readonly kind: 'galera' | 'galera-node' }>;

async function galeraPool(place: Galera): Promise<MysqlPool> {
  const optionsFor = (url: string): PoolOptions => ({ uri: `${url}/${place.database}`, connectionLimit: 2 });
  if (place.kind === 'galera') {
    const { failoverPool } = await import('../../docs/examples/failover-pool/mysql-pool');
    return failoverPool(place.urls.map(optionsFor));
  }
  const { createPool } = await import('mysql2');
  const connections = createPool(optionsFor(place.url));
  connections.on('connection', (connection) => connection.query('set session wsrep_sync_wait = 1'));
  return connections;
}

type Postgres = Extract<Place, { readonly kind: 'postgres' | 'postgres-hosts' }>;

async function postgresPool(place: Postgres, options: PoolConfig): Promise<PostgresPool> {
  if (place.kind === 'postgres-hosts') {
    const { failoverPool } = await import('../../docs/examples/failover-pool/postgres-pool');
    return failoverPool(place.urls.map((connectionString) => ({ ...options, connectionString })));
  }
  const { default: pg } = await import('pg');
  const connections = new pg.Pool({ connectionString: place.url, ...options });
  // Without listeners, a connection that breaks would end the process. The pool listens to idle connections, but nobody
  // listens to one that was taken and has no query yet. A query reports the error by itself.
  connections.on('error', () => {});
  connections.on('connect', (client) => client.on('error', () => {}));
  return connections;
}

/** libsql has the interface of better-sqlite3, though its types do not say so. */
async function sqliteDatabase({ file, journal }: Place & { kind: 'sqlite' }): Promise<SqliteDatabase> {
  const { default: Database } = await import('libsql');
  const database = new Database(file);
  // A process that waits for the lock waits for all the others, however busy the machine is.
  database.exec('pragma busy_timeout = 60000');
  database.exec(`pragma journal_mode = ${journal}`);
  return database;
}
