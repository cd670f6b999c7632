import { sql, type RawBuilder } from 'kysely';
import type { Session, SqlDialect } from './options';
import type { Table } from './tables';
import { countValue } from './value';

/** A row as a driver gives it: nothing is known of it before it is decoded. */
export type Row = Readonly<Record<string, unknown>>;

/** What is to be read. */
export interface Selection {
  readonly columns: readonly string[];
  readonly table: Table;
  readonly where: RawBuilder<unknown>;
  /** By which column they are ordered. */
  readonly order: string;
  /** How many rows at most. Said of every statement, as a session can have a limit of its own. */
  readonly limit: number;
}

/**
 * The rows of a selection over one connection, of what is committed at this moment: in one statement, and so it is on
 * PostgreSQL and SQLite by itself. A session of MySQL can be in a transaction though nobody has begun one, and then
 * reads what was there when that began; or it may read what is not committed. So the statement reads only where its
 * session is set so that it does neither, and tells whether it was; if not, it is sent again in a transaction of its
 * own.
 *
 * @param mayBeOpen is called when a transaction may be open from now on, which somebody then has to roll back
 */
export async function select(
  connection: Session,
  dialect: SqlDialect,
  selection: Selection,
  mayBeOpen: () => void,
): Promise<readonly Row[]> {
  if (dialect !== 'mysql') return selectIn(connection, dialect, selection);
  const answer = await tellingSelect(connection, selection);
  if (answer.isOfThisMoment) return answer.rows;
  mayBeOpen();
  await sql`rollback and no chain no release`.execute(connection);
  await sql`set transaction isolation level read committed`.execute(connection);
  return selectIn(connection, dialect, selection);
}

/** The rows of a selection as the session sees them, which may be in a transaction. */
export async function selectIn(
  session: Session,
  dialect: SqlDialect,
  selection: Selection,
): Promise<readonly Row[]> {
  const columns = selection.columns.map((name) => column(dialect, name));
  if (dialect === 'postgres') columns.push(sql`pg_client_encoding() as client_encoding`);
  const { rows } = await sql<Row>`select ${sql.join(columns)} ${rest(dialect, selection)}`.execute(session);
  return rows.map(dialect === 'postgres' ? unspoilt : asTexts);
}

/**
 * Whether a statement of this session reads what is committed at this moment. The variable with the isolation level has
 * one name in MySQL, which takes what follows its version for SQL, and another in MariaDB, which takes what follows an M.
 */
const READS_THIS_MOMENT = sql`
  @@autocommit = 1 and @@completion_type = 'NO_CHAIN'
  and concat('at ' /*!50720 , @@transaction_isolation */ /*M! , @@tx_isolation */)
  in ('at READ-COMMITTED', 'at REPEATABLE-READ', 'at SERIALIZABLE')`;

interface Answer {
  readonly isOfThisMoment: boolean;
  readonly rows: readonly Row[];
}

/** One row more, wherever it comes, tells how the session is set: also where there is nothing to read. */
async function tellingSelect(session: Session, selection: Selection): Promise<Answer> {
  const wanted = selection.columns.map((name) => column('mysql', name));
  const nothing = selection.columns.map(() => sql`null`);
  const where = sql`${READS_THIS_MOMENT} and ${selection.where}`;
  const statement = sql<Row>`
    (select null as of_this_moment, ${sql.join(wanted)} ${rest('mysql', { ...selection, where })})
    union all (select cast(${READS_THIS_MOMENT} as binary), ${sql.join(nothing)})
    limit ${countValue('mysql', selection.limit + 1)}`;
  const answered = (await statement.execute(session)).rows.map(asTexts);
  const rows = answered.filter((row) => row['of_this_moment'] === null);
  const [setting] = answered.filter((row) => typeof row['of_this_moment'] === 'string');
  if (setting === undefined || rows.length !== answered.length - 1)
    throw new Error('the driver gives rows in another form than it does unless told so');
  return { isOfThisMoment: setting['of_this_moment'] === '1', rows };
}

/** The order names its column with the table: MySQL would else take the text of it that is read. */
function rest(dialect: SqlDialect, { table, where, order, limit }: Selection): RawBuilder<unknown> {
  return sql`from ${table} as kept where ${where} order by ${sql.id('kept', order)} limit ${countValue(dialect, limit)}`;
}

/** MySQL gives all as bytes, numbers too: anything else it would give in the character set that the session has. */
function column(dialect: SqlDialect, name: string): RawBuilder<unknown> {
  const quoted = sql.id(name);
  return dialect === 'mysql' ? sql`cast(${quoted} as binary) as ${quoted}` : quoted;
}

/** Bytes as the text that they are. */
export function asTexts(row: Row): Row {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? decoder.decode(value) : value]),
  );
}

/** Every runtime of JavaScript has it, though the language does not. */
declare class TextDecoder {
  constructor(encoding: 'utf-8', options: { readonly fatal: true });
  decode(bytes: Uint8Array): string;
}

/** What this version stores is ASCII, which comes right in every encoding; what earlier ones did needs the right one. */
function unspoilt(row: Row): Row {
  const { client_encoding: encoding, ...stored } = row;
  if (encoding !== 'UTF8' && Object.values(stored).some((value) => typeof value === 'string' && !isAscii(value)))
    throw new Error(`client_encoding is ${String(encoding)}; what is stored there can be read as UTF8 only`);
  return stored;
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
