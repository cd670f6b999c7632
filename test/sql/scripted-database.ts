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
  | 'whole'
  | 'step'
  | 'forget'
  | 'end when idle';

/** What speaks to the repository: `mysql` is a server that is no MariaDB. */
export type Speaker = SqlDialect | 'mariadb';

/** In which dialect it is spoken to. */
export function dialectOf(speaker: Speaker): SqlDialect {
  return speaker === 'mariadb' ? 'mysql' : speaker;
}

/** What it says then: nothing, so that all goes well, or an error, which it throws. */
export type Script = (moment: Moment, times: number) => Failing | undefined;

/** The steps of a commit in one statement, as MariaDB is told them. */
export const STEPS = { refused: 0, begun: 1, committing: 2, over: 3 } as const;

interface Failing {
  readonly error: unknown;
  /** How far a whole commit in one statement has come by then. */
  readonly step?: keyof typeof STEPS;
}

export interface ScriptedDatabase {
  readonly db: Kysely<unknown>;
  /** What was asked for so far, in order. */
  readonly asked: readonly Moment[];
}

/** What is said of a statement that writes. */
export type Counts = Pick<QueryResult<unknown>, 'numAffectedRows'>;

/** A database that finds every write in order, one row each, until its script says otherwise. */
export function scriptedDatabase(
  speaker: Speaker,
  script: Script,
  counts: Counts = { numAffectedRows: 1n },
): ScriptedDatabase {
  const asked: Moment[] = [];
  let last = { name: '', step: 0 };
  const follow = (moment: Moment, sql = ''): void => {
    asked.push(moment);
    const failing = script(moment, asked.filter((other) => other === moment).length);
    if (moment === 'forget') last = { name: '', step: 0 };
    const step = STEPS[failing === undefined ? 'over' : (failing.step ?? 'refused')];
    if (moment === 'whole' && step > 0) last = { name: commitIn(sql), step };
    if (failing !== undefined) throw failing.error;
  };
  const rows = (moment: Moment, sql: string): readonly object[] =>
    moment === 'step' ? stepsTaken(sql, last) : rowsAt(moment, speaker, sql);
  return { db: new Kysely<unknown>({ dialect: scripted(dialectOf(speaker), follow, rows, counts) }), asked };
}

/** Which commit a statement is or asks about. */
export function commitIn(statement: string): string {
  const [, name] = /@partner_relationships = (?:binary )?(_ascii x?'[^']*')/.exec(statement) ?? [];
  if (name === undefined) throw new Error(`no commit in ${statement}`);
  return name;
}

/** A row for each step that the last commit has taken, if it is the one that is asked about. */
export function stepsTaken(asking: string, last: { readonly name: string; readonly step: number }): readonly object[] {
  return last.name === commitIn(asking) ? Array<object>(last.step).fill({}) : [];
}

function scripted(
  dialect: SqlDialect,
  follow: (moment: Moment, sql?: string) => void,
  rows: (moment: Moment, sql: string) => readonly object[],
  counts: Counts,
): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql }: { readonly sql: string }): Promise<QueryResult<R>> => {
      const moment = momentOf(sql.trim());
      follow(moment, sql);
      return { rows: rows(moment, sql).map((row) => row as R), ...counts };
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
 * With one row a commit in one statement says that it was carried out, MySQL how its session is set or that it is no
 * MariaDB, and a load that nothing is stored.
 */
export function rowsAt(moment: Moment, speaker: Speaker, statement: string): readonly object[] {
  if (moment === 'guarded write') return [{ committed: 1 }];
  if (moment === 'look') return [{ alone: 1 }];
  if (moment === 'whole') return speaker === 'mariadb' ? [] : [{ answer: 'no MariaDB' }];
  if (moment !== 'read') return [];
  const session = dialectOf(speaker) === 'mysql' ? { of_this_moment: '1' } : null;
  if (statement.includes('as place_0')) return [{ ...session, ...NOTHING_STORED }];
  return session === null ? [] : [session];
}

const NOTHING_STORED = { revision_0: null, state_0: null, revision_1: null, state_1: null };

export function momentOf(statement: string): Moment {
  if (statement === 'begin' || statement === 'commit' || statement === 'rollback') return statement;
  if (statement.startsWith('set session wait_timeout')) return 'end when idle';
  if (/^(?:set \/\*|select case)/.test(statement)) return 'look';
  if (statement.startsWith('/*M!begin')) return 'whole';
  if (statement.startsWith('set statement sql_select_limit')) return 'step';
  if (statement.startsWith('set @partner_relationships')) return 'forget';
  if (statement.startsWith('savepoint')) return 'savepoint';
  if (statement.startsWith('release')) return 'release';
  if (statement.startsWith('insert into outbox')) return 'alongside';
  if (/^\(?select/.test(statement)) return 'read';
  if (statement.startsWith('with session')) return 'guarded write';
  if (/^[^(]*_changes\b/.test(statement)) return 'record';
  if (/^[^(]*_entries\b/.test(statement)) return 'list';
  return 'guarded write';
}
