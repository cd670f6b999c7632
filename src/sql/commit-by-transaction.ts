import type { QueryExecutorProvider } from 'kysely';
import type { Result } from 'neverthrow';
import { CUSTOMER_LISTS } from '../repository/customer-entry';
import { guardedWrite } from './guarded-write';
import { lastNumber } from './numbering';
import type { AnyKysely, SqlDialect } from './options';
import { countValue, listed, nameOf, send, sql, textValue, type Sql } from './statement';
import type { DocumentTables, Table } from './tables';
import { inTransaction } from './transaction';
import { isDuplicateKey, type Failure } from './verdict';
import type { ListedEntry, Writing, Written } from './writing';

/** How many rows one statement inserts, to stay below every limit on parameters. */
const ROWS_PER_STATEMENT = 200;
/**
 * How many characters of JSON go into one statement: MySQL may get two digits for each, which stays well below the
 * megabyte that every server accepts.
 */
const CHARACTERS_PER_STATEMENT = 200_000;

/**
 * A commit on MySQL and SQLite, and on MariaDB if it is too long for one statement: a short transaction whose first
 * statement is the guarded write. That statement locks the row (in SQLite: the file) and sees what is committed now, so
 * nothing is read before it, at any isolation level. It is a conflict if the write found no row, or if a new row's key
 * is taken.
 */
export async function commitByTransaction(
  db: AnyKysely,
  dialect: SqlDialect,
  tables: DocumentTables,
  writing: Writing,
): Promise<Result<Written, Failure>> {
  return inTransaction(db, dialect, async (transaction) =>
    (await writeInTransaction(transaction, dialect, tables, writing))
      ? { end: 'commit', answer: 'committed' }
      : { end: 'rollback', answer: 'conflict' },
  );
}

/** Sends its statements; whether the stored revision was the expected one. If not, only the first was sent. */
export async function writeInTransaction(
  session: QueryExecutorProvider,
  dialect: SqlDialect,
  tables: DocumentTables,
  writing: Writing,
): Promise<boolean> {
  if (!(await isWritten(session, dialect, tables, writing))) return false;
  for (const statement of recordings(dialect, tables, writing)) await send(session, dialect, statement);
  return true;
}

/** Sends the guarded write; whether the stored revision was the expected one. */
async function isWritten(
  session: QueryExecutorProvider,
  dialect: SqlDialect,
  tables: DocumentTables,
  writing: Writing,
): Promise<boolean> {
  try {
    const { numAffectedRows } = await send(session, dialect, guardedWrite(dialect, tables.documents, writing));
    if (numAffectedRows === undefined) throw new Error('the driver does not say how many rows were written');
    return numAffectedRows > 0n;
  } catch (error) {
    if (writing.expected === null && isDuplicateKey(error, dialect)) return false;
    throw error;
  }
}

/** What a commit writes after the guarded write, in as many statements as it takes. */
export function recordings(dialect: SqlDialect, tables: DocumentTables, writing: Writing): readonly Sql[] {
  const { changes, otherChanges, customerEntries } = tables;
  const id = textValue(writing.id);
  const revision = countValue(writing.revision);
  const expected = writing.expected ?? 0;
  let position = expected;
  const first = sql`1 + ${lastNumber([changes, otherChanges])}`;
  const row = (change: string): Sql => {
    // SQLite gives each further row of a table the number after its last.
    const number = position === expected ? first : sql`null`;
    const values = sql`${countValue((position += 1))}, ${revision}, ${textValue(change)}`;
    return dialect === 'sqlite' ? sql`(${id}, ${values}, ${number})` : sql`(${id}, ${values})`;
  };
  const columns = sql`id, position, revision, ${nameOf(dialect, 'change')}`;
  const written = dialect === 'sqlite' ? sql`${columns}, number` : columns;
  const statements = inParts(writing.changes, (text) => text.length).map(
    (part) => sql`insert into ${changes} (${written}) values ${listed(part.map(row))}`,
  );
  // Afterwards: the last number of the feed must not be given out again.
  if (writing.entry === null && writing.expected !== null)
    statements.push(sql`delete from ${changes} where id = ${id} and position <= ${countValue(expected)}`);
  return customerEntries === null ? statements : [...statements, ...listing(dialect, customerEntries, writing)];
}

function listing(
  dialect: SqlDialect,
  table: Table,
  { id: customerId, expected, listed: entries, unlisted }: Writing,
): readonly Sql[] {
  const ofCustomer = sql`delete from ${table} where customer_id = ${textValue(customerId)}`;
  if (unlisted === 'all') return expected === null ? [] : [ofCustomer];
  const name = nameOf(dialect, 'list');
  const deletions = inParts(unlisted, ({ partnerId }) => partnerId.length).map((part) => {
    const lists = CUSTOMER_LISTS.flatMap((list) => {
      const partnerIds = part.filter((place) => place.list === list).map(({ partnerId }) => textValue(partnerId));
      const places = sql`${name} = ${textValue(list)} and partner_id in (${listed(partnerIds)})`;
      return partnerIds.length === 0 ? [] : [places];
    });
    return sql`${ofCustomer} and (${lists.flatMap((places, at) => (at === 0 ? places : sql` or ${places}`))})`;
  });
  const listedEntries = entries.map((entry) => ({ ...entry, customerId }));
  return [...deletions, ...entryInsertions(dialect, table, listedEntries)];
}

/** Statements that put entries of customers into lists, in place of those that are there. */
export function entryInsertions(
  dialect: SqlDialect,
  table: Table,
  entries: readonly (ListedEntry & { readonly customerId: string })[],
): readonly Sql[] {
  const name = nameOf(dialect, 'list');
  const sizeOf = ({ partnerId, customerId, entry }: (typeof entries)[number]): number =>
    `${partnerId}${customerId}${entry}`.length;
  return inParts(entries, sizeOf).map((part) => {
    const rows = part.map(({ partnerId, list, customerId, entry }) => {
      return sql`(${listed([partnerId, list, customerId, entry].map(textValue))})`;
    });
    const insertion = sql`insert into ${table} (partner_id, ${name}, customer_id, entry) values ${listed(rows)}`;
    return dialect === 'mysql'
      ? sql`${insertion} on duplicate key update entry = values(entry)`
      : sql`${insertion} on conflict (partner_id, ${name}, customer_id) do update set entry = excluded.entry`;
  });
}

function inParts<T>(items: readonly T[], sizeOf: (item: T) => number): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let room = 0;
  for (const item of items) {
    room -= sizeOf(item);
    const part = parts.at(-1);
    if (part !== undefined && part.length < ROWS_PER_STATEMENT && room >= 0) {
      part.push(item);
      continue;
    }
    parts.push([item]);
    room = CHARACTERS_PER_STATEMENT - sizeOf(item);
  }
  return parts;
}
