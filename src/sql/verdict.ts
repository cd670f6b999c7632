import { isObject } from '../model/decode';
import type { SqlDialect } from './options';
import { scalarText } from './statement';

/**
 * What an error of a driver says about the statement that was sent:
 *
 * - `contended`: rolled back because of a simultaneous statement. It may be sent again.
 * - `busy`: not carried out, because another connection holds the database file. It may be sent again.
 * - `gone`: not carried out, because the connection is gone. It may be sent again, over another one.
 * - `refused`: not carried out.
 * - `unanswered`: carried out or not. Also every error that is not known to mean anything else.
 */
export type Verdict = 'contended' | 'busy' | 'gone' | 'refused' | 'unanswered';

/** Why a statement or a transaction came to nothing, or to something unknown. */
export interface Failure {
  readonly verdict: Verdict;
  readonly cause: unknown;
}

export function failure(error: unknown, dialect: SqlDialect): Failure {
  return isWithinTransaction(error, dialect)
    ? { verdict: 'refused', cause: withinTransaction() }
    : { verdict: verdictOn(error, dialect), cause: error };
}

/** The failure of a statement that changes nothing, such as SELECT or BEGIN, so that it can be sent again. */
export function withoutEffect(failed: Failure, dialect: SqlDialect): Failure {
  if (failed.verdict !== 'unanswered') return failed;
  return { ...failed, verdict: isConnectionGone(failed.cause, dialect) ? 'gone' : 'refused' };
}

function verdictOn(error: unknown, dialect: SqlDialect): Verdict {
  switch (dialect) {
    case 'postgres':
      return verdictOfPostgres(error);
    case 'mysql':
      return verdictOfMysql(error);
    case 'sqlite':
      return verdictOfSqlite(error);
  }
}

/** Whether the primary key of a new row is taken: on MySQL and MariaDB this tells a conflict. */
export function isDuplicateKey(error: unknown, dialect: SqlDialect): boolean {
  return dialect === 'mysql' && errorNumberOfMysql(error) === 1062;
}

/**
 * Syntax error; nothing to carry out; packet too large; unknown variable of the server; not possible as a prepared
 * statement; several results not wanted; text in a character set of two bytes where only ASCII may be.
 */
const UNREAD_NUMBERS = [1064, 1065, 1153, 1193, 1295, 1312, 1407];

/** Whether MySQL or MariaDB did not begin a statement, because it, or mysql2 before it, could not make sense of it. */
export function isUnread(error: unknown): boolean {
  const isUnencoded = messageOf(error).startsWith('Encoding not recognized');
  return isUnencoded || UNREAD_NUMBERS.includes(errorNumberOfMysql(error) ?? 0);
}

/** Whether a table or a column that a statement names is not there. */
export function isMissing(error: unknown, dialect: SqlDialect): boolean {
  switch (dialect) {
    case 'postgres':
      return /^42(?:P01|703)$/.test(codeOf(error));
    case 'mysql':
      return [1146, 1054].includes(errorNumberOfMysql(error) ?? 0);
    case 'sqlite':
      return /no such (?:table|column)/.test(messageOf(error));
  }
}

/**
 * Codes for a connection that is broken or was closed: of Node.js; of postgres.js, mysql2 and Bun; of MariaDB's driver;
 * of libSQL's. The code of a driver that has only stopped waiting is not among them, as its connection lives on.
 */
const GONE_CODES = [
  /^(?:ECONNRESET|ECONNABORTED|EPIPE|ENOTCONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ERR_STREAM_DESTROYED)$/,
  /^(?:\w+_)?CONNECTION_(?:CLOSED|ENDED|DESTROYED|LOST)$/,
  /^ER_SOCKET_UNEXPECTED_CLOSE$/,
  /^HRANA_(?:WEBSOCKET|CLOSED)_ERROR$/,
];

/** SQLSTATEs with which a session of PostgreSQL ends: connection exceptions, shutting down, timeouts of a session. */
const GONE_STATE = /^(?:08[0-9A-Z]{3}|57P0[1-5]|25P0[34])$/;

/** The messages of node-postgres for a connection that ended during a statement. */
const ENDED = ['Connection terminated', 'Connection terminated unexpectedly'];

/** Shutdown; killed, on MariaDB and on MySQL; idle for too long; server gone or lost, as C clients say it. */
const GONE_NUMBERS = [1053, 1927, 3169, 4031, 2006, 2013];

/**
 * Whether an error says that the connection is gone, with everything that was under way on it. False for every error
 * that is not known to say so.
 */
export function isConnectionGone(error: unknown, dialect: SqlDialect): boolean {
  const code = codeOf(error);
  if (GONE_CODES.some((pattern) => pattern.test(code))) return true;
  switch (dialect) {
    case 'postgres':
      if (endsSession(error)) return true;
      return [...NOT_SENT, ...ENDED].includes(messageOf(error));
    case 'mysql':
      return fieldsOf(error)['fatal'] === true || GONE_NUMBERS.includes(errorNumberOfMysql(error) ?? 0);
    case 'sqlite':
      return false;
  }
}

/** Whether it ends the session of PostgreSQL. The severity alone does not tell, because servers translate it. */
function endsSession(error: unknown): boolean {
  const { severity } = fieldsOf(error);
  return severity === 'FATAL' || severity === 'PANIC' || GONE_STATE.test(codeOf(error));
}

/** Whether PostgreSQL says that the transaction can only be taken back, because an earlier statement in it failed. */
export function isTransactionAborted(error: unknown, dialect: SqlDialect): boolean {
  return dialect === 'postgres' && codeOf(error) === '25P02';
}

/** How many errors may stand between one of the database and what the application rejects with. */
const MOST_WRAPPINGS = 5;

/**
 * The error of the database that says that a simultaneous statement is in the way, if this is one or was caused by one:
 * query builders pass on the error of the driver as the cause of their own. Null for every other error.
 */
export function contentionIn(error: unknown, dialect: SqlDialect): Error | null {
  let cause = error;
  for (let wrappings = 0; wrappings <= MOST_WRAPPINGS && cause instanceof Error; wrappings += 1) {
    const verdict = verdictOn(cause, dialect);
    if (verdict === 'contended' || verdict === 'busy') return cause;
    cause = cause.cause;
  }
  return null;
}

/** SQLSTATE of what is not possible inside a transaction. */
const ACTIVE_TRANSACTION = '25001';

/** Says that the application has begun a transaction on the connection, so that nothing was carried out. */
export function withinTransaction(): Error {
  const message =
    'the application has begun a transaction on the connection of `db` (with autocommit = 0, its session has)';
  return Object.assign(new Error(message), { code: ACTIVE_TRANSACTION });
}

/** Whether a statement was refused because of a transaction on this connection that somebody else has begun. */
function isWithinTransaction(error: unknown, dialect: SqlDialect): boolean {
  switch (dialect) {
    case 'postgres':
      return codeOf(error) === ACTIVE_TRANSACTION;
    case 'mysql':
      return errorNumberOfMysql(error) === 1568;
    case 'sqlite':
      return messageOf(error).includes('within a transaction');
  }
}

/** Whether no transaction is open after ROLLBACK failed with this error. */
export function isTransactionOver(error: unknown, dialect: SqlDialect): boolean {
  if (isConnectionGone(error, dialect)) return true;
  if (dialect !== 'sqlite') return false;
  // SQLite has ended it by itself, as it may when a disk is full; or the file was closed.
  return codeOf(error) === 'TRANSACTION_CLOSED' || /no transaction|not open/i.test(messageOf(error));
}

/** Serialization failure, deadlock. */
const CONTENDED_STATES = ['40001', '40P01'];

/**
 * SQLSTATEs after which nothing is in force, as one statement is one transaction. Those that do not say how the
 * statement ended are left out: connection exceptions (08), statement completion unknown (40003), operator intervention
 * (57) except a cancelled query, system errors (58), internal errors (XX) and classes that this library does not know.
 * Codes of Node.js such as EPIPE begin with a letter.
 */
const REFUSED_STATE = /^(?:(?!08|40003|57|58)\d[0-9A-Z]{4}|57014|P0[0-9A-Z]{3})$/;

/** The messages of node-postgres and of mysql2 for a statement that they did not send. */
const NOT_SENT = [
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  "Can't add new command when connection is in closed state",
];

function verdictOfPostgres(error: unknown): Verdict {
  if (NOT_SENT.includes(messageOf(error))) return 'gone';
  const code = codeOf(error);
  // It does not say how the statement ended.
  if (endsSession(error)) return 'unanswered';
  if (CONTENDED_STATES.includes(code)) return 'contended';
  return REFUSED_STATE.test(code) ? 'refused' : 'unanswered';
}

/** Deadlock; row changed since the snapshot (MariaDB); rolled back during the commit, as by group replication. */
const CONTENDED_NUMBERS = [1213, 1020, 3101];

/**
 * Node of a cluster without quorum, which carries out no statement; lock wait timeout; read-only server, database or
 * transaction; refused by a hook before the commit.
 */
const REFUSED_NUMBERS = [1047, 1205, 1290, 1792, 1836, 3100];

function verdictOfMysql(error: unknown): Verdict {
  if (NOT_SENT.includes(messageOf(error))) return 'gone';
  const number = errorNumberOfMysql(error);
  if (number === null) return 'unanswered';
  if (CONTENDED_NUMBERS.includes(number)) return 'contended';
  return REFUSED_NUMBERS.includes(number) ? 'refused' : 'unanswered';
}

/** Drivers that reach Vitess over HTTP have it only in the message. */
export function errorNumberOfMysql(error: unknown): number | null {
  const { errno } = fieldsOf(error);
  if (typeof errno === 'number') return errno;
  const [, found] = /\(errno (\d{4})\)/.exec(messageOf(error)) ?? [];
  return found === undefined ? null : Number(found);
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;
/** At COMMIT as well, if a foreign key is checked only then: the transaction stays open. */
const SQLITE_CONSTRAINT = 19;

function verdictOfSqlite(error: unknown): Verdict {
  const { errcode } = fieldsOf(error);
  // An extended result code adds a word to the primary one, or in the number the bits above its eight.
  const [word = ''] = /^SQLITE_[A-Z]+/.exec(codeOf(error)) ?? [];
  const number = typeof errcode === 'number' ? errcode & 0xff : 0;
  if (word === 'SQLITE_BUSY' || word === 'SQLITE_LOCKED' || number === SQLITE_BUSY || number === SQLITE_LOCKED)
    return 'busy';
  if (['SQLITE_READONLY', 'SQLITE_FULL', 'SQLITE_CONSTRAINT'].includes(word)) return 'refused';
  return [SQLITE_READONLY, SQLITE_FULL, SQLITE_CONSTRAINT].includes(number) ? 'refused' : 'unanswered';
}

function fieldsOf(error: unknown): Readonly<Record<string, unknown>> {
  return isObject(error) ? error : {};
}

/** The code of an error of a driver; empty if it has none. */
function codeOf(error: unknown): string {
  return scalarText(fieldsOf(error)['code']);
}

/** The message of an error of a driver; empty if it has none. */
function messageOf(error: unknown): string {
  return scalarText(fieldsOf(error)['message']);
}
