import type { Result } from 'neverthrow';
import { onConnection } from './connection';
import { whileContended } from './contention';
import { isInForeignTransaction, isTraced } from './foreign-transaction';
import type { AnyKysely, Session, SqlDialect } from './options';
import { asTexts, unusualRows } from './selection';
import { counterOf, countValue, scalarText, send, sql, textValue, type Row, type Sql } from './statement';
import type { Table } from './tables';
import { inTransaction, type Ending } from './transaction';
import { withinTransaction, withoutEffect, type Failure } from './verdict';

/** Where the feed is: its one row, and the changes. */
export interface FeedTables {
  readonly db: AnyKysely;
  readonly dialect: SqlDialect;
  /** One row: `id`, and on a server `last`, the last number that was given. */
  readonly head: Table;
  /** Those of partners, and those of customers. */
  readonly changes: readonly [Table, Table];
}

/** How many changes of each table are numbered at a time: on PostgreSQL as many as a page has. */
const MOST_ON_POSTGRES = 1000;
/** Each is named twice in a statement, which stays well below a megabyte. */
const MOST_ON_MYSQL = 500;

/** The last number on SQLite, where a change has its number from its commit. */
export function lastNumber(changes: readonly [Table, Table]): Sql {
  const [one, other] = changes.map((table) => sql`coalesce((select max(number) from ${table}), 0)`);
  return sql`max(${one ?? []}, ${other ?? []})`;
}

/**
 * Gives numbers to changes that are committed and have none yet, on a server. What a commit writes becomes visible at
 * another time than it was written, so only here the order is decided, by one at a time: who numbers keeps the row of
 * the feed locked until the numbers are in force. If somebody else has it locked, nothing happens. A change that is not
 * visible yet is numbered later, and the changes of a document become visible in their order.
 */
export async function numberChanges(tables: FeedTables): Promise<Result<unknown, Failure>> {
  const { db, dialect } = tables;
  return whileContended(async () => {
    const numbered: Result<unknown, Failure> = await (dialect === 'postgres'
      ? onConnection(db, dialect, (connection) => numberOnPostgres(connection, tables))
      : inTransaction(db, dialect, (transaction) => numberOnMysql(transaction, tables), sql`'READ-COMMITTED'`));
    // Numbers that are in force without an answer are found by the next reading.
    return numbered.mapErr((failed) => withoutEffect(failed, dialect));
  });
}

/** In a transaction of the application the numbers would not be in force, so none are given. */
async function numberOnPostgres(session: Session, tables: FeedTables): Promise<void> {
  const { rows } = await send(session, 'postgres', numberingStatement(tables));
  if (counterOf(rows[0]?.['refused']) !== null) throw withinTransaction();
}

/**
 * Numbering on PostgreSQL: one statement. It sees the changes as they were before it waited for nobody, but somebody
 * else may have numbered them just before it locked the row, so each is written only if it still has no number: that
 * leaves a gap. The index of those without a number does not serve this condition as it is written, so that each is
 * found by its key: however many there are, the statistics may say that there are none.
 */
function numberingStatement({ head, changes }: FeedTables): Sql {
  const [partners, customers] = changes;
  const pendingOf = (table: Table, kind: string): Sql => sql`
    (select ${[kind]} as kind, c.id, c.position from ${table} as c, head
    where c.number is null order by c.id, c.position limit ${countValue(MOST_ON_POSTGRES)})`;
  const numbering = (table: Table, kind: string): Sql => sql`
    update ${table} as c set number = head.last + pending.place from head, pending
    where pending.kind = ${[kind]} and c.id = pending.id and c.position = pending.position and coalesce(c.number, 0) = 0`;
  return sql`
    with head as (select last from ${head} where not ${isInForeignTransaction} for update skip locked),
    pending as (
      select kind, id, position, row_number() over (order by kind, id, position) as place
      from (${pendingOf(partners, '0')} union all ${pendingOf(customers, '1')}) as found),
    partners as (${numbering(partners, '0')}),
    customers as (${numbering(customers, '1')}),
    numbered as (
      update ${head} set last = last + (select count(*) from pending) where exists (select 1 from pending))
    select 1 as refused where ${isTraced}`;
}

/**
 * Numbering on MySQL: a transaction. The changes are found by a plain SELECT, which waits for no open commit, after the
 * row of the feed is locked; then they are written by their keys, and at last the row of the feed.
 */
async function numberOnMysql(session: Session, { head, changes }: FeedTables): Promise<Ending<null>> {
  const last = await lockedLast(session, head);
  if (last === null) return { end: 'rollback', answer: null };
  let next = last;
  for (const table of changes) {
    const pending = await pendingOnMysql(session, table);
    if (pending.length === 0) continue;
    const places = pending.map(
      ({ id, position }) =>
        sql`id = ${textValue(scalarText(id))} and position = ${countValue(counterOf(position) ?? 0)}`,
    );
    const numbers = places.flatMap((place) => sql` when ${place} then ${countValue((next += 1))}`);
    const found = places.flatMap((place, at) => (at === 0 ? sql`(${place})` : sql` or (${place})`));
    const byKey = sql`update ${table} force index (primary)`;
    await send(session, 'mysql', sql`${byKey} set number = case${numbers} end where ${found}`);
  }
  const isKept = next === last || (await isLastReplaced(session, head, last, next));
  return { end: isKept ? 'commit' : 'rollback', answer: null };
}

/** The last number, with its row locked; null if somebody else has it locked. Earlier servers wait for them instead. */
async function lockedLast(session: Session, head: Table): Promise<number | null> {
  const skipping = sql`/*!80001 skip locked */ /*M!100600 skip locked */`;
  const { rows } = await send(
    session,
    'mysql',
    sql`select cast(last as binary) as last from ${head} where one = 1 limit 1 for update ${skipping}`,
  );
  const [row] = rows.map(asTexts);
  if (row === undefined) return null;
  const last = scalarText(row['last']);
  if (!/^\d{1,15}$/.test(last)) throw unusualRows();
  return Number(last);
}

/**
 * Writes the last number in place of the one that was locked. Some servers take SKIP LOCKED and lock nothing, as TiDB
 * does: then somebody else may have numbered meanwhile, and these numbers are taken.
 */
async function isLastReplaced(session: Session, head: Table, last: number, next: number): Promise<boolean> {
  const { numAffectedRows } = await send(
    session,
    'mysql',
    sql`update ${head} set last = ${countValue(next)} where one = 1 and last = ${countValue(last)}`,
  );
  return numAffectedRows === 1n;
}

async function pendingOnMysql(session: Session, table: Table): Promise<readonly Row[]> {
  const { rows } = await send(
    session,
    'mysql',
    sql`
      select cast(c.id as binary) as id, cast(c.position as binary) as position from ${table} as c
      where c.number is null order by c.id, c.position limit ${countValue(MOST_ON_MYSQL)}`,
  );
  return rows.map(asTexts);
}
