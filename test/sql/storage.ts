import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Kysely,
  MysqlDialect,
  PostgresDialect,
  sql,
  SqliteDialect,
  type Dialect,
  type LogConfig,
  type RawBuilder,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import Database from 'libsql';
import { createPool, type PoolOptions } from 'mysql2';
import pg from 'pg';
import { relationshipSchemaSql, type SqlDialect } from 'partner-relationships/sql';
import { inject } from 'vitest';
import { holding } from './holding';
import { lockless } from './lockless';
import { noMariadb } from './no-mariadb';

/** An empty place on an engine, with a database, or a file, of its own. */
export interface Storage {
  readonly dialect: SqlDialect;
  /** A further connection, or pool of them, to this place. */
  readonly open: (options?: OpenOptions) => Kysely<unknown>;
  /** Ends all that was opened, and removes the place. */
  readonly remove: () => Promise<void>;
}

export interface OpenOptions {
  readonly log?: LogConfig;
  readonly postgres?: pg.PoolConfig;
  /** What every session of PostgreSQL begins with. */
  readonly postgresSession?: string;
  readonly mysql?: PoolOptions;
  /** What every session of MySQL begins with. */
  readonly mysqlSession?: string;
  /** Is called by each commit of this library before it is in force, which waits for it. */
  readonly beforeCommit?: () => Promise<void>;
  /** On MySQL: no reading locks a row that it would skip if it were locked, and each waits for this afterwards. */
  readonly lockless?: () => Promise<void>;
}

/** Keeps what the database refuses, as a log of Kysely. */
export function errorsInto(said: unknown[]): LogConfig {
  return (event) => {
    if (event.level === 'error') said.push(event.error);
  };
}

export interface Engine {
  readonly name: string;
  readonly dialect: SqlDialect;
  readonly storage: () => Promise<Storage>;
}

export const postgres: Engine = { name: 'PostgreSQL', dialect: 'postgres', storage: postgresStorage };
export const sqlite: Engine = { name: 'SQLite', dialect: 'sqlite', storage: sqliteStorage };

/**
 * MariaDB, where MYSQL_URL leads; its user must be allowed to create databases. MySQL is the same server, asked as one
 * that is no MariaDB.
 */
export const mysql: readonly Engine[] =
  mysqlUrl() === null
    ? []
    : [
        { name: 'MariaDB', dialect: 'mysql', storage: () => mysqlStorage() },
        { name: 'MySQL', dialect: 'mysql', storage: () => mysqlStorage(noMariadb) },
      ];

export const engines: readonly Engine[] = [postgres, sqlite, ...mysql];

function mysqlUrl(): URL | null {
  const { MYSQL_URL: url } = process.env;
  return url === undefined ? null : new URL(url);
}

let databases = 0;

/** Several files, in threads of one process or in processes, ask one server at the same time. */
function databaseName(): string {
  databases += 1;
  return `test_${process.pid}_${process.hrtime.bigint()}_${databases}`;
}

function postgresStorage(): Promise<Storage> {
  return postgresStorageAt(new URL(inject('postgresUrl')));
}

/** A database of its own on a PostgreSQL server, whose user must be allowed to create databases. */
export async function postgresStorageAt(url: URL): Promise<Storage> {
  const database = databaseName();
  await onceOn(url, `create database ${database}`);
  const { hostname: host, port, username: user, password } = url;
  return storageOf(
    'postgres',
    ({ postgres: options, postgresSession }) => {
      const pool = new pg.Pool({ host, port: Number(port), user, password, database, ...options });
      // Without listeners, a lost connection would take the process down.
      pool.on('error', () => {});
      pool.on('connect', (client) => {
        client.on('error', () => {});
        if (postgresSession !== undefined) void client.query(postgresSession);
      });
      return new PostgresDialect({ pool });
    },
    () => onceOn(url, `drop database ${database} with (force)`),
  );
}

async function onceOn(url: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const LOCAL_MYSQL = new URL('mysql://127.0.0.1');

function mysqlStorage(asked?: (dialect: Dialect) => Dialect): Promise<Storage> {
  return mysqlStorageAt([mysqlUrl() ?? LOCAL_MYSQL], null, asked);
}

/**
 * A database of its own on MySQL, where one server or several hold the same data. Each pool of connections is to the
 * next server in turn.
 *
 * @param everySession what every session begins with, before what is asked for a pool
 * @param asked how the server is asked
 */
export async function mysqlStorageAt(
  servers: readonly URL[],
  everySession: string | null = null,
  asked: (dialect: Dialect) => Dialect = (dialect) => dialect,
): Promise<Storage> {
  const database = databaseName();
  const onEach = async (statement: RawBuilder<unknown>): Promise<void> => {
    for (const { href } of servers) {
      const admin = new Kysely<unknown>({ dialect: new MysqlDialect({ pool: createPool(href) }) });
      await statement.execute(admin);
      await admin.destroy();
    }
  };
  // What an application leaves as it is: an order of words that ignores case, accents and spaces at the end.
  const collation = sql`character set utf8mb4 collate utf8mb4_general_ci`;
  // On each server: another one may get the database later, and this waits for that.
  await onEach(sql`create database if not exists ${sql.id(database)} ${collation}`);
  let pools = 0;
  return storageOf(
    'mysql',
    ({ mysql: options, mysqlSession = null }) => {
      const { hostname: host, port, username: user, password } = servers[pools % servers.length] ?? LOCAL_MYSQL;
      pools += 1;
      const pool = createPool({ host, port: Number(port || 3306), user, password, database, ...options });
      for (const statement of [everySession, mysqlSession]) {
        if (statement !== null) pool.on('connection', (connection) => connection.query(statement));
      }
      return asked(new MysqlDialect({ pool }));
    },
    () => onEach(sql`drop database if exists ${sql.id(database)}`),
  );
}

async function sqliteStorage(): Promise<Storage> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-relationships-'));
  return storageOf(
    'sqlite',
    () => new SqliteDialect({ database: sqliteDatabase(join(folder, 'portal.db')) }),
    () => rm(folder, { recursive: true, force: true }),
  );
}

/**
 * A file opened with libsql, which waits for no lock: in one process that would be in vain. It has the interface of
 * better-sqlite3, and says so nowhere. A prepared statement of its that found the file locked stays under way until
 * it is run again: with the next read of its connection it would lock the file in turn, and keep others from committing.
 * So what begins and ends a transaction is not prepared, a transaction takes the lock as it begins, and everything else
 * is kept and run again.
 */
export function sqliteDatabase(file: string): SqliteDatabase {
  const opened = new Database(file);
  const database = opened as unknown as SqliteDatabase;
  const prepared = new Map<string, SqliteStatement>();
  const atOnce = (text: string): SqliteStatement => ({
    reader: false,
    all: () => [],
    run: () => {
      opened.exec(text);
      return { changes: 0, lastInsertRowid: 0 };
    },
    iterate: () => [][Symbol.iterator](),
  });
  // Nothing has to survive a crash of the machine.
  database.prepare('pragma synchronous = off').run([]);
  return {
    close: () => database.close(),
    prepare: (text) => {
      if (['begin', 'commit', 'rollback'].includes(text)) return atOnce(text === 'begin' ? 'begin immediate' : text);
      const statement = prepared.get(text) ?? database.prepare(text);
      prepared.set(text, statement);
      return statement;
    },
  };
}

function storageOf(
  dialect: SqlDialect,
  dialectOf: (options: OpenOptions) => Dialect,
  drop: () => Promise<void>,
): Storage {
  const opened: Kysely<unknown>[] = [];
  return {
    dialect,
    open: (options = {}) => {
      const given = dialectOf(options);
      const held = options.beforeCommit === undefined ? given : holding(given, options.beforeCommit);
      const used = options.lockless === undefined ? held : lockless(held, options.lockless);
      const db = new Kysely<unknown>({ dialect: used, ...(options.log && { log: options.log }) });
      opened.push(db);
      return db;
    },
    remove: async () => {
      await Promise.all(opened.map((db) => db.destroy()));
      await drop();
    },
  };
}

/** The names of the tables without their prefix. */
export const TABLES: readonly string[] = [
  'partners',
  'partner_changes',
  'customers',
  'customer_changes',
  'customer_entries',
  'feed',
];

export async function rowsOf<Row>(db: Kysely<unknown>, statement: RawBuilder<Row>): Promise<readonly Row[]> {
  const { rows } = await statement.execute(db);
  return rows;
}

/** Runs the printed SQL, as people do who want no migrations. */
export async function createTables(db: Kysely<unknown>, dialect: SqlDialect, tablePrefix: string): Promise<void> {
  for (const statement of relationshipSchemaSql({ dialect, tablePrefix })._unsafeUnwrap().split(';\n')) {
    if (statement !== '') await sql.raw(statement).execute(db);
  }
}

/** Where the MySQL of this run listens on this machine. */
export function mysqlPort(): number {
  return Number(mysqlUrl()?.port ?? 3306);
}
