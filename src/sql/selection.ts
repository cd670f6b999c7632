import type { Result } from 'neverthrow';
import { storageFailed, type StorageFailed } from '../repository/storage-error';
import { onConnection } from './connection';
import { whileContended } from './contention';
import { leavingTrace, refuseForeignTransaction, SESSION_LEVEL } from './foreign-transaction';
import type { AnyKysely, ConnectedSession, Session, SqlDialect } from './options';
import { countValue, listed, nameOf, send, sql, textValue, type Row, type Sql } from './statement';
import type { Table } from './tables';
import { utf8 } from './utf-8';
import { withoutEffect, type Failure } from './verdict';

/** What is to be read. */
export interface Selection {
  readonly columns: readonly string[];
  readonly table: Table;
  readonly where: Sql;
  /** By which column the rows are ordered, and how many there are at most. */
  readonly page: { readonly order: string; readonly limit: number };
  /** Whether nobody may write to the rows before the transaction ends. SQLite lets only one write anyway. */
  readonly isLocking?: boolean;
}

/** The rows of a selection. One round trip, and one more for each connection that turns out to be gone. */
export async function read(
  db: AnyKysely,
  dialect: SqlDialect,
  selection: Selection,
): Promise<Result<readonly Row[], StorageFailed>> {
  return (await attemptToRead(db, dialect, selection)).mapErr(({ cause }) => storageFailed(cause));
}

/** The same, with the error as the driver gave it. */
export function attemptToRead(
  db: AnyKysely,
  dialect: SqlDialect,
  selection: Selection,
): Promise<Result<readonly Row[], Failure>> {
  return ask(db, dialect, (connection) =>
    dialect === 'mysql'
      ? rowsOfThisMoment(connection, rowsIfOfThisMoment(connection, selection), selecting(dialect, selection))
      : rowsOf(connection, dialect, selection),
  );
}

/** Sends what changes nothing, again over another connection if one is gone. */
export function ask<T>(
  db: AnyKysely,
  dialect: SqlDialect,
  run: (connection: ConnectedSession) => Promise<T>,
): Promise<Result<T, Failure>> {
  return whileContended(async () =>
    (await onConnection(db, dialect, run)).mapErr((failed) => withoutEffect(failed, dialect)),
  );
}

/** A statement with these columns before its own. */
type Selecting = (more: readonly Sql[]) => Sql;

/** The rows of a selection as the session sees them, which may be in a transaction. */
export function rowsOf(session: Session, dialect: SqlDialect, selection: Selection): Promise<readonly Row[]> {
  return rowsGiven(session, dialect, selecting(dialect, selection));
}

async function rowsGiven(session: Session, dialect: SqlDialect, statement: Selecting): Promise<readonly Row[]> {
  const { rows } = await send(session, dialect, statement([]));
  switch (dialect) {
    case 'sqlite':
      return rows;
    case 'mysql':
      return rows.map(asTexts);
    case 'postgres':
      // ASCII is the same in every encoding of a client.
      return rows.every(isAscii) ? rows : rowsInUtf8(session, statement);
  }
}

/** The rows of a statement on PostgreSQL, which have been converted to the encoding that the session has. */
async function rowsInUtf8(session: Session, statement: Selecting): Promise<readonly Row[]> {
  const { rows } = await send(session, 'postgres', statement([sql`pg_client_encoding() as client_encoding`]));
  return rows.map(({ client_encoding: encoding, ...stored }) => {
    if (encoding !== 'UTF8' && !isAscii(stored))
      throw new Error(`client_encoding is ${String(encoding)}; what is stored there can be read as UTF8 only`);
    return stored;
  });
}

function isAscii(row: Row): boolean {
  return Object.values(row).every((value) => typeof value !== 'string' || !/[^\0-\x7f]/.test(value));
}

/** Whether the session reads nothing but what is committed, and what is so when a statement begins. */
const IS_OF_THIS_MOMENT: Sql = sql`
  @@autocommit = 1 and concat('at ', ${SESSION_LEVEL}) in ('at READ-COMMITTED', 'at REPEATABLE-READ', 'at SERIALIZABLE')`;

/**
 * The rows of a statement on MySQL, but none that is not committed. A session may read what is not committed, or be in
 * a transaction though nobody has begun one, and then reads what was there when that began. So the first attempt tells
 * whether its session does neither. If not, the statement is sent at another isolation level, which can be set only
 * outside of a transaction.
 *
 * @param attempt gives null if its session does either
 */
async function rowsOfThisMoment(
  session: ConnectedSession,
  attempt: Promise<readonly Row[] | null>,
  statement: Selecting,
): Promise<readonly Row[]> {
  const rows = await attempt;
  if (rows !== null) return rows;
  await refuseForeignTransaction(session, 'mysql', sql`'READ-COMMITTED'`);
  return rowsGiven(session, 'mysql', statement);
}

/** One more row, wherever it comes, tells how the session is set, even if there is nothing to read. */
async function rowsIfOfThisMoment(session: Session, selection: Selection): Promise<readonly Row[] | null> {
  const where = sql`${IS_OF_THIS_MOMENT} and ${selection.where}`;
  const nothing = [selection.columns.map(() => 'null').join()];
  const statement = sql`
    (${selecting('mysql', { ...selection, where })([sql`null as of_this_moment`])})
    union all (select cast(${IS_OF_THIS_MOMENT} as binary), ${nothing})
    limit ${countValue(selection.page.limit + 1)}`;
  const answered = (await send(session, 'mysql', statement)).rows.map(asTexts);
  const rows = answered.filter((row) => row['of_this_moment'] === null);
  const [setting] = answered.filter((row) => typeof row['of_this_moment'] === 'string');
  if (setting === undefined || rows.length !== answered.length - 1) throw unusualRows();
  return setting['of_this_moment'] === '1' ? rows : null;
}

export function unusualRows(): Error {
  return new Error('the driver gives rows in another form than its usual one');
}

/** What is stored of a document. */
export interface StoredDocument extends Row {
  readonly revision: unknown;
  readonly state: unknown;
}

/** Reads what is stored under an id of each table, of one moment; null where nothing is. */
export type ReadDocuments = (
  ids: readonly string[],
) => Promise<Result<readonly (StoredDocument | null)[], StorageFailed>>;

/** Makes a function that reads documents of these tables, in as many round trips as {@link read}. */
export function readerOf(db: AnyKysely, dialect: SqlDialect, tables: readonly Table[]): ReadDocuments {
  // Loads are what is sent most, so their statements are put together once; only the ids differ.
  const always = lookingUp(dialect, tables, dialect === 'postgres' ? leavingTrace : sql`1 = 1`);
  const ifOfThisMoment = lookingUp(dialect, tables, IS_OF_THIS_MOMENT);
  return async (asked) => {
    const ids = asked.map(textValue);
    const statement: Selecting = (more) => withIds(always(more), ids);
    const found = await ask(db, dialect, async (connection) => {
      const attempt = async (): Promise<readonly Row[] | null> => {
        const rows = await rowsGiven(connection, dialect, (more) => withIds(ifOfThisMoment(more), ids));
        // There would be one row, whatever is stored, so none tells how the session is set.
        return rows.length === 0 ? null : rows;
      };
      const [row, ...more] = await (dialect === 'mysql'
        ? rowsOfThisMoment(connection, attempt(), statement)
        : rowsGiven(connection, dialect, statement));
      if (row === undefined || more.length > 0) throw unusualRows();
      return tables.map((_, place) => documentIn(row, place));
    });
    return found.mapErr(({ cause }) => storageFailed(cause));
  };
}

function documentIn(row: Row, place: number): StoredDocument | null {
  const { [`revision_${place}`]: revision, [`state_${place}`]: state } = row;
  if (revision === undefined || state === undefined) throw unusualRows();
  return revision === null ? null : { revision, state };
}

/**
 * One row, in which the columns of a place are null if there is nothing. The ids are left open.
 *
 * @param condition if it does not hold, nothing is read, and there is no row
 */
function lookingUp(dialect: SqlDialect, tables: readonly Table[], condition: Sql): Selecting {
  const columns = tables.flatMap((_, place) =>
    ['revision', 'state'].map((name) =>
      columnOf(dialect, nameOf(dialect, `place_${place}`, name), `${name}_${place}`),
    ),
  );
  const joined = tables.flatMap((table, place) => {
    const name = [`place_${place}`];
    return sql` left join ${table} as ${name} on ${name}.id = ${textValue('')}`;
  });
  // A session of MySQL can have a limit of its own, and with that it would find no row.
  const limit = dialect === 'mysql' ? sql` limit 1` : sql``;
  const statement: Selecting = (more) =>
    sql`select ${listed([...more, ...columns])} from (select 1 as one) as always${joined} where ${condition}${limit}`;
  const usual = statement([]);
  return (more) => (more.length === 0 ? usual : statement(more));
}

/** The statement with these ids where they were left open. */
function withIds(statement: Sql, ids: readonly Sql[]): Sql {
  const left = [...ids];
  return statement.flatMap((part) => (typeof part === 'string' ? [part] : (left.shift() ?? [])));
}

function selecting(dialect: SqlDialect, { columns, table, where, page, isLocking = false }: Selection): Selecting {
  const trace = dialect === 'postgres' ? sql`${leavingTrace} and ` : sql``;
  // The order names its column with the table: MySQL would otherwise take the text of it that is read.
  const order = sql`order by ${nameOf(dialect, 'kept', page.order)} limit ${countValue(page.limit)}`;
  const lock = isLocking && dialect !== 'sqlite' ? sql` for update` : sql``;
  const own = columns.map((column) => columnOf(dialect, nameOf(dialect, column), column));
  return (more) =>
    sql`select ${listed([...more, ...own])} from ${table} as kept where ${trace}${where} ${order}${lock}`;
}

/**
 * MySQL gives every column as bytes, numbers too: otherwise it would convert them to the character set of the session.
 */
function columnOf(dialect: SqlDialect, column: Sql, name: string): Sql {
  return sql`${dialect === 'mysql' ? sql`cast(${column} as binary)` : column} as ${nameOf(dialect, name)}`;
}

/** Reads bytes as the text that they are. */
export function asTexts(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? utf8.decode(value) : value]),
  );
}
