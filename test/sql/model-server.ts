import { Kysely, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';
import type { SqlDialect } from 'partner-relationships/sql';
import { turn } from '../fixtures/turn';
import { dialectOver } from './dialect-over';
import { mysqlSays, postgresSays, sqliteSays, thrown } from './errors';
import {
  commitIn,
  dialectOf,
  momentOf,
  rowsAt,
  STEPS,
  stepsTaken,
  type Moment,
  type Speaker,
} from './scripted-database';

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

/**
 * Says what goes wrong with a statement, which may be part of a whole commit in one statement; undefined when nothing
 * does.
 */
export type Faults = (moment: Moment, isInWhole: boolean) => Fault | undefined;

/** What a commit writes; each is there or not. */
const PARTS = ['guarded write', 'record', 'list'] as const;
/** What an application writes together with it is one more. */
type Part = (typeof PARTS)[number] | 'alongside';

/** What a server says of a savepoint that is not there, as the transaction has ended in which it was set. */
const NO_SAVEPOINT: Readonly<Record<SqlDialect, () => Error>> = {
  postgres: () => postgresSays('25P01'),
  mysql: () => mysqlSays(1305, 'ER_SP_DOES_NOT_EXIST'),
  sqlite: () => sqliteSays('SQLITE_ERROR', 'no such savepoint: relationship_alongside'),
};

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
  /** Whether a savepoint is set in the open transaction. */
  hasSavepoint: boolean;
  /** Whether the open transaction can only be taken back, as it is on PostgreSQL once a statement has failed. */
  isAborted: boolean;
  /** Which was the last commit in one statement, and how far it has come, as it left that in variables of MariaDB. */
  last: { readonly name: string; readonly step: number };
  /** Whether it is under way. */
  isInWhole: boolean;
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
 * truth. It holds one row to update, by one commit; `isOutOfDate` is for a row that has moved on.
 */
export function modelServer(speaker: Speaker, faults: Faults, { isOutOfDate = false } = {}): ModelServer {
  const dialect = dialectOf(speaker);
  const asked: Moment[] = [];
  const inForce = new Set<Part>();
  const all = new Set<Connection>();
  const free: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  let isInDoubt = false;
  let misplaced = 0;

  const isLocked = (by: Connection): boolean =>
    [...all].some((other) => other !== by && other.written?.has('guarded write') === true);

  const takeBack = (connection: Connection): void => {
    connection.written = null;
    connection.hasSavepoint = false;
    connection.isAborted = false;
  };

  const putInForce = (connection: Connection): void => {
    for (const part of connection.isAborted ? [] : (connection.written ?? [])) inForce.add(part);
    takeBack(connection);
  };

  const end = (connection: Connection): void => {
    connection.isAlive = false;
    takeBack(connection);
    all.delete(connection);
  };

  /** What the statement does when nothing goes wrong; gives how many rows it found. */
  const carryOut = (connection: Connection, moment: Moment): bigint => {
    switch (moment) {
      case 'look':
        if (connection.written !== null) throw mysqlSays(1568, 'ER_CANT_CHANGE_TX_CHARACTERISTICS');
        return 0n;
      case 'begin':
        if (connection.written !== null && dialect === 'sqlite')
          throw sqliteSays('SQLITE_ERROR', 'cannot start a transaction within a transaction');
        // As MySQL does: it commits what was open.
        putInForce(connection);
        connection.written = new Set();
        return 0n;
      case 'commit':
        putInForce(connection);
        return 0n;
      case 'rollback':
        if (connection.written === null && dialect === 'sqlite')
          throw sqliteSays('SQLITE_ERROR', 'cannot rollback - no transaction is active');
        takeBack(connection);
        return 0n;
      case 'savepoint':
        connection.hasSavepoint = true;
        return 0n;
      case 'release':
        if (connection.hasSavepoint) return 0n;
        // It is not told how the transaction has ended.
        isInDoubt = true;
        throw NO_SAVEPOINT[dialect]();
      case 'forget':
        connection.last = { name: '', step: 0 };
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
      case 'alongside':
        (connection.written ?? inForce).add(moment);
        return 1n;
      default:
        return 0n;
    }
  };

  /** What MariaDB does with the one statement of a commit: an error ends it, and leaves open what it has begun. */
  const carryOutWhole = (connection: Connection, sql: string): bigint => {
    const leave = (step: keyof typeof STEPS): void => {
      connection.last = { name: commitIn(sql), step: STEPS[step] };
    };
    connection.isInWhole = true;
    try {
      ask(connection, 'look');
      leave('begun');
      ask(connection, 'begin');
      if (ask(connection, 'guarded write') === 0n) {
        ask(connection, 'rollback');
        ask(connection, 'forget');
        throw mysqlSays(45001, 'ER_SIGNAL_EXCEPTION');
      }
      ask(connection, 'record');
      ask(connection, 'list');
      leave('committing');
      ask(connection, 'commit');
      leave('over');
      return 1n;
    } finally {
      connection.isInWhole = false;
    }
  };

  const ask = (connection: Connection, moment: Moment, sql = ''): bigint => {
    asked.push(moment);
    if (Date.now() - connection.idleSince > connection.patience) end(connection);
    connection.idleSince = Date.now();
    if (!connection.isAlive) throw GONE[dialect]();
    if (connection.isAborted && moment !== 'commit' && moment !== 'rollback') throw postgresSays('25P02');
    const isWhole = moment === 'whole' && speaker === 'mariadb';
    const fault = faults(moment, connection.isInWhole);
    if (fault === undefined) return isWhole ? carryOutWhole(connection, sql) : carryOut(connection, moment);
    const isStatement = dialect === 'postgres' && moment === 'guarded write' && connection.written === null;
    const isDeciding = moment === 'commit' || isStatement || moment === 'whole';
    // With the connection of a whole commit goes the answer to how far it has come.
    const isUntold = moment === 'step' || (connection.isInWhole && fault.isLast);
    if ((isDeciding && fault.isVague) || isUntold) isInDoubt = true;
    if (fault.effect === 'carried out') {
      if (isWhole) carryOutWhole(connection, sql);
      else carryOut(connection, moment);
    }
    if (fault.effect === 'rolled back') takeBack(connection);
    if (dialect === 'postgres' && fault.effect === 'not carried out')
      connection.isAborted = connection.written !== null;
    if (fault.isLast) end(connection);
    throw fault.error;
  };

  const connect = (): Connection => {
    const connection: Connection = {
      isAlive: true,
      written: null,
      hasSavepoint: false,
      isAborted: false,
      last: { name: '', step: 0 },
      isInWhole: false,
      patience: Infinity,
      idleSince: Date.now(),
      executeQuery: async <R>({ sql }: { readonly sql: string }): Promise<QueryResult<R>> => {
        const moment = momentOf(sql.trim());
        const numAffectedRows = ask(connection, moment, sql);
        const isRefused = moment === 'guarded write' && numAffectedRows === 0n;
        const answered = moment === 'step' ? stepsTaken(sql, connection.last) : rowsAt(moment, speaker, sql);
        const rows = isRefused ? [] : answered;
        return { rows: rows.map((row) => row as R), numAffectedRows };
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

/** What is not as it has to be after a commit of so many parts that was answered with this. */
export function wrongAfter(server: ModelServer, answer: string, parts: number): readonly string[] {
  const inForce = server.inForce().length;
  const isTrue =
    answer === 'committed' ? inForce === parts : answer === 'outcome-unknown' ? server.isInDoubt() : inForce === 0;
  return [
    ...(inForce === 0 || inForce === parts ? [] : [`only ${server.inForce().join()} in force`]),
    ...(isTrue ? [] : [`answered ${answer}`]),
    ...(server.misplaced() === 0 ? [] : ['given back inside a transaction']),
    ...(server.kept() === 0 ? [] : ['never given back']),
  ];
}

/** Lets happen what is under way in the background. */
export async function settled(server: ModelServer): Promise<void> {
  for (let turns = 0; turns < 100 && server.kept() > 0; turns += 1) await turn();
}
