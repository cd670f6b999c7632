import { Kysely, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely';
import type { SqlDialect } from 'partner-relationships/sql';
import { dialectOver } from './dialect-over';

/** What a driver that follows a script is asked for. */
export type Moment =
  | 'connect'
  | 'begin'
  | 'read'
  | 'guarded write'
  | 'record'
  | 'list'
  | 'savepoint'
  | 'alongside'
  | 'release'
  | 'commit'
  | 'rollback'
  | 'look'
  | 'end when idle';

/** What it says then: nothing, so that all goes well, or an error, which it throws. */
export type Script = (moment: Moment, times: number) => { readonly error: unknown } | undefined;

export interface ScriptedDatabase {
  readonly db: Kysely<unknown>;
  /** What was asked for so far, in order. */
  readonly asked: readonly Moment[];
}

/** What is said of a statement that writes. */
export type Counts = Pick<QueryResult<unknown>, 'numAffectedRows'>;

/** A database that finds every write in order, one row each, until its script says otherwise. */
export function scriptedDatabase(
  dialect: SqlDialect,
  script: Script,
  counts: Counts = { numAffectedRows: 1n },
): ScriptedDatabase {
  const asked: Moment[] = [];
  const follow = (moment: Moment): void => {
    asked.push(moment);
    const failing = script(moment, asked.filter((other) => other === moment).length);
    if (failing !== undefined) throw failing.error;
  };
  return { db: new Kysely<unknown>({ dialect: scripted(dialect, follow, counts) }), asked };
}

function scripted(dialect: SqlDialect, follow: (moment: Moment) => void, counts: Counts): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql }: { readonly sql: string }): Promise<QueryResult<R>> => {
      const moment = momentOf(sql.trim());
      follow(moment);
      return { rows: rowsAt(moment, dialect, sql).map((row) => row as R), ...counts };
    },
    streamQuery: () => {
      throw new Error('nothing is streamed');
    },
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => {
      follow('connect');
      return connection;
    },
    beginTransaction: async () => follow('begin'),
    commitTransaction: async () => follow('commit'),
    rollbackTransaction: async () => follow('rollback'),
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return dialectOver(dialect, () => driver);
}

/**
 * With one row a commit in one statement says that it was carried out, MySQL how its session is set, and a load that
 * nothing is stored.
 */
export function rowsAt(moment: Moment, dialect: SqlDialect, statement: string): readonly object[] {
  if (moment === 'guarded write') return [{ committed: 1 }];
  if (moment === 'look') return [{ alone: 1 }];
  if (moment !== 'read') return [];
  const session = dialect === 'mysql' ? { of_this_moment: '1' } : null;
  if (statement.includes('as place_0')) return [{ ...session, ...NOTHING_STORED }];
  return session === null ? [] : [session];
}

const NOTHING_STORED = { revision_0: null, state_0: null, revision_1: null, state_1: null };

export function momentOf(statement: string): Moment {
  if (statement === 'begin' || statement === 'commit' || statement === 'rollback') return statement;
  if (statement.startsWith('set session wait_timeout')) return 'end when idle';
  if (/^(?:set \/\*|select case)/.test(statement)) return 'look';
  if (statement.startsWith('savepoint')) return 'savepoint';
  if (statement.startsWith('release')) return 'release';
  if (statement.startsWith('insert into outbox')) return 'alongside';
  if (/^\(?select/.test(statement)) return 'read';
  if (statement.startsWith('with session')) return 'guarded write';
  if (/^[^(]*_changes\b/.test(statement)) return 'record';
  if (/^[^(]*_entries\b/.test(statement)) return 'list';
  return 'guarded write';
}
