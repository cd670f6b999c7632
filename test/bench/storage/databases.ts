import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Kysely,
  MysqlDialect,
  PostgresDialect,
  SqliteDialect,
  type LogConfig,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import Database from 'libsql';
import { createPool, type Pool as MysqlPool } from 'mysql2';
import { migrateRelationships, sqlRepository, type SqlDialect } from 'partner-relationships/sql';
import type { RelationshipRepository } from 'partner-relationships';
import pg from 'pg';
import { startPostgres } from '../../sql/postgres-server';

/** How many commands are under way at the same time, at most; each needs a connection. */
export const MOST_IN_FLIGHT = 16;

/** A new database with the tables of the library, and a way to it past the library. */
export interface Tables {
  readonly db: Kysely<unknown>;
  readonly repository: RelationshipRepository;
}

/** A PostgreSQL server. What it acknowledges is on the disk. */
export interface PostgresDatabases {
  /** Connections to a new, empty database; they may prepare each statement once, and only name it from then on. */
  readonly pool: (options?: { readonly prepares: boolean }) => Promise<pg.Pool>;
  /** More connections to the same database. */
  readonly beside: (pool: pg.Pool) => pg.Pool;
}

/** Gives a server with the settings that it comes with for as long as something runs, and removes it. */
export async function withPostgres<T>(use: (databases: PostgresDatabases) => Promise<T>): Promise<T> {
  const server = await startPostgres({});
  try {
    return await withPostgresAt(server.url, use);
  } finally {
    await server.stop();
  }
}

/** Gives a server that is there, and ends the connections to it. */
export async function withPostgresAt<T>(
  url: string,
  use: (databases: PostgresDatabases) => Promise<T>,
): Promise<T> {
  const pools: pg.Pool[] = [];
  const admin = poolOn(url);
  try {
    return await use({
      pool: async ({ prepares } = { prepares: false }) => {
        const name = `bench_${pools.length}`;
        await admin.query(`create database ${name}`);
        const pool = poolOn(url.replace(/\/postgres$/, `/${name}`));
        if (prepares) pool.on('connect', prepareStatements);
        pools.push(pool);
        return pool;
      },
      beside: ({ options: { connectionString = '' } }) => {
        const pool = poolOn(connectionString);
        pools.push(pool);
        return pool;
      },
    });
  } finally {
    for (const pool of [admin, ...pools]) await pool.end();
  }
}

function poolOn(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: MOST_IN_FLIGHT });
  // The server may stop before it has heard that a connection is ended. Without listeners that would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Gives every statement with parameters a name, by which node-postgres prepares it. */
function prepareStatements(client: pg.ClientBase): void {
  const names = new Map<string, string>();
  const send = client.query.bind(client) as (...query: readonly unknown[]) => Promise<pg.QueryResult>;
  // A pool asks with a callback at the end.
  const query = (text: string, values: unknown[] = [], ...done: readonly unknown[]): Promise<pg.QueryResult> => {
    if (values.length === 0) return send(text, values, ...done);
    const name = names.get(text) ?? `statement-${names.size}`;
    names.set(text, name);
    return send({ name, text, values }, ...done);
  };
  Object.assign(client, { query });
}

/** A folder for files of SQLite. */
export interface SqliteDatabases {
  /** A new, empty file, with a log beside it; what is acknowledged is on the disk. */
  readonly file: () => Database.Database;
}

/** Gives a folder for as long as something runs, and removes it. */
export async function withSqlite<T>(use: (databases: SqliteDatabases) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-relationships-bench-'));
  const files: Database.Database[] = [];
  try {
    return await use({
      file: () => {
        const file = new Database(join(folder, `${files.length}.db`));
        file.pragma('journal_mode = wal');
        files.push(file);
        return file;
      },
    });
  } finally {
    for (const file of files) file.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where a MySQL or MariaDB is, as `test/sql/beside-mariadb` says; null if there is none. */
export function mysqlUrl(): URL | null {
  const { MYSQL_URL: url } = process.env;
  return url === undefined ? null : new URL(url);
}

/** A server of MySQL or MariaDB. */
export interface MysqlDatabases {
  /** Connections to a new, empty database. */
  readonly pool: () => Promise<MysqlPool>;
}

/**
 * Gives a server that is there, and removes the databases from it.
 *
 * @param session what each session begins with
 */
export async function withMysqlAt<T>(
  url: URL,
  use: (databases: MysqlDatabases) => Promise<T>,
  session: string | null = null,
): Promise<T> {
  const pools = new Map<string, MysqlPool>();
  const admin = createPool(url.href).promise();
  try {
    return await use({
      pool: async () => {
        const database = `bench_${process.pid}_${pools.size}`;
        await admin.query(`create database ${database}`);
        // The transaction by hand has to know whether it has made a row or found it.
        const options = { connectionLimit: MOST_IN_FLIGHT, flags: ['-FOUND_ROWS'] };
        const pool = createPool({ uri: new URL(database, url).href, ...options });
        if (session !== null) pool.on('connection', (connection) => connection.query(session));
        pools.set(database, pool);
        return pool;
      },
    });
  } finally {
    for (const [database, pool] of pools) {
      await pool.promise().end();
      await admin.query(`drop database ${database}`);
    }
    await admin.end();
  }
}

/** The library's tables in an empty PostgreSQL database. */
export function tablesIn(pool: pg.Pool, log?: LogConfig): Promise<Tables> {
  return tables('postgres', new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), ...(log && { log }) }));
}

/** The repository in a PostgreSQL database that has the library's tables. */
export function repositoryOn(pool: pg.Pool): RelationshipRepository {
  return sqlRepository({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), dialect: 'postgres' });
}

/** A file as Kysely takes it. libsql has the interface of better-sqlite3, and says so nowhere. */
export function inKysely(file: Database.Database): SqliteDatabase {
  return file as unknown as SqliteDatabase;
}

/** The same, but it prepares each statement once, and keeps it. */
export function inKyselyPrepared(file: Database.Database): SqliteDatabase {
  const database = inKysely(file);
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = prepared.get(text) ?? database.prepare(text);
      prepared.set(text, statement);
      return statement;
    },
  };
}

/** The library's tables in an empty file. */
export function tablesInFile(database: SqliteDatabase, log?: LogConfig): Promise<Tables> {
  return tables('sqlite', new Kysely<unknown>({ dialect: new SqliteDialect({ database }), ...(log && { log }) }));
}

/** The library's tables in an empty database of MySQL or MariaDB. */
export function tablesInMysql(pool: MysqlPool): Promise<Tables> {
  return tables('mysql', new Kysely<unknown>({ dialect: new MysqlDialect({ pool }) }));
}

async function tables(dialect: SqlDialect, db: Kysely<unknown>): Promise<Tables> {
  const migrated = await migrateRelationships({ db, dialect });
  if (migrated.isErr()) throw new Error(migrated.error.message);
  return { db, repository: sqlRepository({ db, dialect }) };
}
