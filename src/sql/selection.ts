import type { Result } from 'neverthrow';
import { storageFailed, type StorageFailed } from '../repository/storage-error';
import { onConnection } from './connection';
import { whileContended } from './contention';
import { leavingTrace, refuseForeignTransaction, SESSION_LEVEL } from './foreign-transaction';
import type { AnyKysely, ConnectedSession, Session, SqlDialect } from './options';
import { countValue, listed, nameOf, send, sql, type Row, type Sql } from './statement';
import type { Table } from './tables';
import { utf8 } from './utf-8';
import { withoutEffect, type Failure } from './verdict';

/** What is to be read. */
export interface Selection {
  readonly columns: readonly string[];
  readonly table: Table;
  readonly where: Sql;
  /** By which column the rows are ordered, and how many there are at most; null for one row, found by its whole key. */
  readonly page: { readonly order: string; readonly limit: number } | null;
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
    dialect === 'mysql' ? rowsOfThisMoment(connection, selection) : rowsOf(connection, dialect, selection),
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

/** The rows of a selection as the session sees them, which may be in a transaction. */
export async function rowsOf(session: Session, dialect: SqlDialect, selection: Selection): Promise<readonly Row[]> {
  const columns = columnsOf(dialect, selection);
  const { rows } = await send(session, dialect, selecting(dialect, columns, selection));
  switch (dialect) {
    case 'sqlite':
      return rows;
    case 'mysql':
      return rows.map(asTexts);
    case 'postgres':
      // ASCII is the same in every encoding of a client.
      return rows.every(isAscii) ? rows : rowsInUtf8(session, selection);
  }
}

/** The rows of a selection on PostgreSQL, which have been converted to the encoding that the session has. */
async function rowsInUtf8(session: Session, selection: Selection): Promise<readonly Row[]> {
  const columns = [sql`pg_client_encoding() as client_encoding`, ...columnsOf('postgres', selection)];
  const { rows } = await send(session, 'postgres', selecting('postgres', columns, selection));
  return rows.map(({ client_encoding: encoding, ...stored }) => {
    if (encoding !== 'UTF8' && !isAscii(stored))
      throw new Error(`client_encoding is ${String(encoding)}; what is stored there can be read as UTF8 only`);
    return stored;
  });
}

function isAscii(row: Row): boolean {
  return Object.values(row).every((value) => typeof value !== 'string' || !/[^\0-\x7f]/.test(value));
}

/**
 * The rows of a selection on MySQL, but none that is not committed. A session may read what is not committed, or be in
 * a transaction though nobody has begun one, and then reads what was there when that began. So the statement reads only
 * if its session does neither, and tells whether it has read. If not, it is sent again at another isolation level,
 * which can be set only outside of a transaction.
 */
async function rowsOfThisMoment(session: ConnectedSession, selection: Selection): Promise<readonly Row[]> {
  const rows = await rowsIfOfThisMoment(session, selection);
  if (rows !== null) return rows;
  await refuseForeignTransaction(session, 'mysql', sql`'READ-COMMITTED'`);
  return rowsOf(session, 'mysql', selection);
}

/** One more row, wherever it comes, tells how the session is set, even if there is nothing to read. */
async function rowsIfOfThisMoment(session: Session, selection: Selection): Promise<readonly Row[] | null> {
  const level = sql`concat('at ', ${SESSION_LEVEL})`;
  const isOfThisMoment = sql`
    @@autocommit = 1 and ${level} in ('at READ-COMMITTED', 'at REPEATABLE-READ', 'at SERIALIZABLE')`;
  const columns = [sql`null as of_this_moment`, ...columnsOf('mysql', selection)];
  const where = sql`${isOfThisMoment} and ${selection.where}`;
  const nothing = [selection.columns.map(() => 'null').join()];
  const statement = sql`
    (${selecting('mysql', columns, { ...selection, where })})
    union all (select cast(${isOfThisMoment} as binary), ${nothing})
    limit ${countValue((selection.page?.limit ?? 1) + 1)}`;
  const answered = (await send(session, 'mysql', statement)).rows.map(asTexts);
  const rows = answered.filter((row) => row['of_this_moment'] === null);
  const [setting] = answered.filter((row) => typeof row['of_this_moment'] === 'string');
  if (setting === undefined || rows.length !== answered.length - 1)
    throw new Error('the driver gives rows in another form than its usual one');
  return setting['of_this_moment'] === '1' ? rows : null;
}

function selecting(dialect: SqlDialect, columns: readonly Sql[], selection: Selection): Sql {
  const { table, where, page, isLocking = false } = selection;
  const trace = dialect === 'postgres' ? sql`${leavingTrace} and ` : sql``;
  const found = sql`select ${listed(columns)} from ${table} as kept where ${trace}${where}`;
  // A session of MySQL can have a limit of its own, and with that it would find no row.
  if (page === null) return dialect === 'mysql' ? sql`${found} limit 1` : found;
  // The order names its column with the table: MySQL would otherwise take the text of it that is read.
  const rows = sql`${found} order by ${nameOf(dialect, 'kept', page.order)} limit ${countValue(page.limit)}`;
  return isLocking && dialect !== 'sqlite' ? sql`${rows} for update` : rows;
}

/**
 * MySQL gives every column as bytes, numbers too: otherwise it would convert them to the character set of the session.
 */
function columnsOf(dialect: SqlDialect, { columns }: Selection): readonly Sql[] {
  return columns.map((column) => {
    const name = nameOf(dialect, column);
    return dialect === 'mysql' ? sql`cast(${name} as binary) as ${name}` : name;
  });
}

/** Reads bytes as the text that they are. */
export function asTexts(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? utf8.decode(value) : value]),
  );
}
