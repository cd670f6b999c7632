import type { Result } from 'neverthrow';
import type { AnyKysely, Session, SqlDialect } from './options';
import { countValue, listed, nameOf, send, sql, textValue, type Sql } from './statement';
import type { DocumentTables } from './tables';
import { inTransaction } from './transaction';
import { isDuplicateKey, type Failure } from './verdict';
import type { Writing, Written } from './writing';

/** How many rows one statement inserts, to stay below every limit on parameters. */
const ROWS_PER_STATEMENT = 200;
/**
 * How many characters of JSON go into one statement: MySQL gets two digits for each, which stays well below the
 * megabyte that every server accepts.
 */
const CHARACTERS_PER_STATEMENT = 200_000;

/**
 * A commit on MySQL, MariaDB and SQLite: a short transaction whose first statement is the guarded write. That statement
 * locks the row (in SQLite: the file) and sees what is committed now, so nothing is read before it, at any isolation
 * level. It is a conflict if the write found no row, or if a new row's key is taken.
 */
export async function commitByTransaction(
  db: AnyKysely,
  dialect: SqlDialect,
  tables: DocumentTables,
  writing: Writing,
): Promise<Result<Written, Failure>> {
  return inTransaction(db, dialect, async (session) => {
    if (!(await isWritten(session, dialect, tables, writing))) return { end: 'rollback', answer: 'conflict' };
    for (const statement of recordings(dialect, tables, writing)) await send(session, dialect, statement);
    return { end: 'commit', answer: 'committed' };
  });
}

/** Sends the guarded write; whether the stored revision was the expected one. */
async function isWritten(
  session: Session,
  dialect: SqlDialect,
  tables: DocumentTables,
  writing: Writing,
): Promise<boolean> {
  try {
    const { numAffectedRows } = await send(session, dialect, guardedWrite(dialect, tables, writing));
    if (numAffectedRows === undefined) throw new Error('the driver does not say how many rows were written');
    return numAffectedRows > 0n;
  } catch (error) {
    if (writing.expected === null && isDuplicateKey(error, dialect)) return false;
    throw error;
  }
}

function guardedWrite(dialect: SqlDialect, { documents }: DocumentTables, { expected, ...writing }: Writing): Sql {
  const id = textValue(writing.id);
  const revision = countValue(writing.revision);
  const state = textValue(writing.state);
  if (expected !== null)
    return sql`
      update ${documents} set revision = ${revision}, state = ${state}
      where id = ${id} and revision = ${countValue(expected)}`;
  const insertion = sql`insert into ${documents} (id, revision, state) values (${id}, ${revision}, ${state})`;
  return dialect === 'sqlite' ? sql`${insertion} on conflict do nothing` : insertion;
}

function recordings(
  dialect: SqlDialect,
  { changes, customerList }: DocumentTables,
  { expected, joined, left, ...writing }: Writing,
): readonly Sql[] {
  const id = textValue(writing.id);
  const revision = countValue(writing.revision);
  let position = expected ?? 0;
  const row = (change: string): Sql => sql`(${id}, ${countValue((position += 1))}, ${revision}, ${textValue(change)})`;
  const statements = inParts(writing.changes).map((part) => {
    const rows = listed(part.map(row));
    return sql`insert into ${changes} (id, position, revision, ${nameOf(dialect, 'change')}) values ${rows}`;
  });
  if (customerList === null) return statements;
  for (const part of inParts(left)) {
    const partnerIds = listed(part.map(textValue));
    statements.push(sql`delete from ${customerList} where customer_id = ${id} and partner_id in (${partnerIds})`);
  }
  for (const part of inParts(joined)) {
    const rows = listed(part.map((partnerId) => sql`(${textValue(partnerId)}, ${id})`));
    statements.push(
      dialect === 'sqlite'
        ? sql`insert into ${customerList} (partner_id, customer_id) values ${rows} on conflict do nothing`
        : sql`insert ignore into ${customerList} (partner_id, customer_id) values ${rows}`,
    );
  }
  return statements;
}

function inParts(texts: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let room = 0;
  for (const text of texts) {
    room -= text.length;
    const part = parts.at(-1);
    if (part !== undefined && part.length < ROWS_PER_STATEMENT && room >= 0) {
      part.push(text);
      continue;
    }
    parts.push([text]);
    room = CHARACTERS_PER_STATEMENT - text.length;
  }
  return parts;
}
