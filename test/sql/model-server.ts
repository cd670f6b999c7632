import { Kysely, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';
import type { SqlDialect } from 'partner-relationships/sql';
import { dialectOver } from './dialect-over';
import { mysqlSays, sqliteSays, thrown } from './errors';
import { momentOf, rowsAt, type Moment } from './scripted-database';

/** How a statement goes wrong. */
export interface Fault {
  readonly error: unknown;
  /** What becomes of the statement, or of the whole transaction that it is part of. */
  readonly effect: 'carried out' | 'not carried out' | 'rolled back';
  /** Whether the connection ends with it, and with the connection the transaction. */
  readonly isLast: boolean;
  /** Whether the error leaves open what the effect was. */
  readonly isVague: boolean;
}

/** Says what goes wrong with a statement; undefined when nothing does. */
export type Faults = (moment: Moment) => Fault | undefined;

/** What a commit writes; each is there or not. */
const PARTS = ['guarded write', 'record', 'list'] as const;
type Part = (typeof PARTS)[number];

/** What a driver says of a connection that it knows to be gone. */
const GONE: Readonly<Record<SqlDialect, () => Error>> = {
  postgres: () => thrown('Client has encountered a connection error and is not queryable'),
  mysql: () => thrown("Can't add new command when connection is in closed state", { fatal: true }),
  sqlite: () => new TypeError('The database connection is not open'),
};

interface Connection extends DatabaseConnection {
  isAlive: boolean;
  /** What the open transaction has written; null while none is open. */
  written: Set<Part> | null;
  /** After how many idle milliseconds the server ends it, and since when it is idle. */
  patience: number;
  idleSince: number;
}

export interface ModelServer {
  readonly db: Kysely<unknown>;
  /** What was asked for so far, in order. */
  readonly asked: readonly Moment[];
  /** What is in force of the one commit. */
  readonly inForce: () => readonly Part[];
  /** Whether the sender of some COMMIT was not told whether it took effect. */
  readonly isInDoubt: () => boolean;
  /** What went back to the pool inside a transaction. */
  readonly misplaced: () => number;
  /** How many connections are neither in the pool nor gone. */
  readonly kept: () => number;
  /** Somebody else begins a transaction on each connection of the pool, and takes it back. */
  readonly useByOthers: () => void;
}

/**
 * A database server that knows transactions and nothing else, and its pool: what the tests of a commit take for the
 * truth. It holds one row to update, by one commit; `isOutOfDate` is for a row that has moved on, and `beginsByItself`
 * for sessions of MySQL that commit nothing by themselves, where reading begins a transaction.
 */
export function modelServer(
  dialect: SqlDialect,
  faults: Faults,
  { isOutOfDate = false, beginsByItself = false } = {},
): ModelServer {
  const asked: Moment[] = [];
  const inForce = new Set<Part>();
  const all = new Set<Connection>();
  const free: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  let isInDoubt = false;
  let misplaced = 0;

  const isLocked = (by: Connection): boolean =>
    [...all].some((other) => other !== by && other.written?.has('guarded write') === true);

  const end = (connection: Connection): void => {
    connection.isAlive = false;
    connection.written = null;
    all.delete(connection);
  };

  /** What the statement does when nothing goes wrong; gives how many rows it found. */
  const carryOut = (connection: Connection, moment: Moment): bigint => {
    switch (moment) {
      case 'begin':
        if (connection.written !== null && dialect === 'sqlite')
          throw sqliteSays('SQLITE_ERROR', 'cannot start a transaction within a transaction');
        // As MySQL does: it commits what was open.
        for (const part of connection.written ?? []) inForce.add(part);
        connection.written = new Set();
        return 0n;
      case 'commit':
        for (const part of connection.written ?? []) inForce.add(part);
        connection.written = null;
        return 0n;
      case 'rollback':
        if (connection.written === null && dialect === 'sqlite')
          throw sqliteSays('SQLITE_ERROR', 'cannot rollback - no transaction is active');
        connection.written = null;
        return 0n;
      case 'end when idle':
        connection.patience = 1000;
        return 0n;
      case 'guarded write':
        if (isOutOfDate || inForce.has('guarded write')) return 0n;
        if (isLocked(connection)) throw mysqlSays(1205, 'ER_LOCK_WAIT_TIMEOUT');
        for (const part of dialect === 'postgres' ? PARTS : [moment]) (connection.written ?? inForce).add(part);
        return 1n;
      case 'record':
      case 'list':
        (connection.written ?? inForce).add(moment);
        return 1n;
      case 'read':
        if (beginsByItself) connection.written ??= new Set();
        return 0n;
      default:
        return 0n;
    }
  };

  const ask = (connection: Connection, moment: Moment): bigint => {
    asked.push(moment);
    if (Date.now() - connection.idleSince > connection.patience) end(connection);
    connection.idleSince = Date.now();
    if (!connection.isAlive) throw GONE[dialect]();
    const fault = faults(moment);
    if (fault === undefined) return carryOut(connection, moment);
    const ends = moment === 'commit' || (dialect === 'postgres' && moment === 'guarded write');
    if (ends && fault.isVague) isInDoubt = true;
    if (fault.effect === 'carried out') carryOut(connection, moment);
    if (fault.effect === 'rolled back') connection.written = null;
    if (fault.isLast) end(connection);
    throw fault.error;
  };

  const connect = (): Connection => {
    const connection: Connection = {
      isAlive: true,
      written: null,
      patience: Infinity,
      idleSince: Date.now(),
      executeQuery: async <R>({ sql }: { readonly sql: string }): Promise<QueryResult<R>> => {
        const moment = momentOf(sql.trim());
        const numAffectedRows = ask(connection, moment);
        const rows = moment === 'guarded write' && numAffectedRows === 0n ? [] : rowsAt(moment, dialect);
        const told = sql.includes('of_this_moment') ? [{ of_this_moment: '0' }] : [];
        return { rows: (beginsByItself ? told : rows).map((row) => row as R), numAffectedRows };
      },
      streamQuery: () => {
        throw new Error('nothing is streamed');
      },
    };
    all.add(connection);
    return connection;
  };

  const send = async (connection: DatabaseConnection, sql: string): Promise<void> => {
    await connection.executeQuery({ sql, parameters: [] } as never);
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: () => {
      const ready = free.pop() ?? (dialect === 'sqlite' && all.size > 0 ? undefined : connect());
      return ready === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(ready);
    },
    beginTransaction: (connection) => send(connection, 'begin'),
    commitTransaction: (connection) => send(connection, 'commit'),
    rollbackTransaction: (connection) => send(connection, 'rollback'),
    releaseConnection: async (released) => {
      const connection = [...all].find((known) => known === released);
      if (connection === undefined) {
        const next = waiting.shift();
        if (next !== undefined) next(connect());
        return;
      }
      if (connection.written !== null) misplaced += 1;
      const next = waiting.shift();
      if (next === undefined) free.push(connection);
      else next(connection);
    },
    destroy: async () => {},
  };

  return {
    db: new Kysely<unknown>({ dialect: dialectOver(dialect, () => driver) }),
    asked,
    inForce: () => [...inForce],
    isInDoubt: () => isInDoubt,
    misplaced: () => misplaced,
    kept: () => all.size - free.length,
    useByOthers: () => {
      if (dialect === 'postgres') return;
      for (const connection of free) {
        for (const moment of ['begin', 'rollback'] as const) carryOut(connection, moment);
      }
    },
  };
}
