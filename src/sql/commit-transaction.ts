import { sql, type RawBuilder } from 'kysely';
import type { Result } from 'neverthrow';
import type { Failure } from './contention';
import type { DocumentTables, Writing, Written } from './document-tables';
import type { AnyKysely, Session, SqlDialect } from './options';
import { inTransaction } from './transaction';
import { countValue, textValue } from './value';
import { isDuplicateKey } from './verdict';

/** How many rows one statement inserts, to stay below every limit on parameters. */
const ROWS_PER_STATEMENT = 200;
/**
 * How many characters of JSON go into one statement: two digits each, they stay well below the megabyte that every
 * MySQL server accepts.
 */
const CHARACTERS_PER_STATEMENT = 200_000;

/**
 * A commit on MySQL, MariaDB and SQLite: a short transaction whose first statement is the guarded write. That one locks
 * the row (in SQLite: the file) and looks at what is committed now, so nothing is read before, at any isolation level.
 */
export async function commitByTransaction(
  db: AnyKysely,
  dialect: SqlDialect,
  tables: DocumentTables,
  writing: Writing,
): Promise<Result<Written, Failure>> {
  return inTransaction(db, dialect, async (session) => {
    if (!(await guardedWrite(session, dialect, tables, writing))) return { end: 'rollback', answer: 'conflict' };
    for (const statement of recordings(dialect, tables, writing)) await statement.execute(session);
    return { end: 'commit', answer: 'committed' };
  });
}

/** Whether the stored revision was the expected one. */
async function guardedWrite(
  transaction: Session,
  dialect: SqlDialect,
  { documents }: DocumentTables,
  { before, ...writing }: Writing,
): Promise<boolean> {
  const id = textValue(dialect, writing.id);
  const after = countValue(dialect, writing.after);
  const state = textValue(dialect, writing.state);
  const statement =
    before === null
      ? sql`insert into ${documents} (id, revision, state) values (${id}, ${after}, ${state})`
      : sql`
        update ${documents} set revision = ${after}, state = ${state}
        where id = ${id} and revision = ${countValue(dialect, before)}`;
  try {
    const unlessThere = before === null && dialect === 'sqlite' ? sql`${statement} on conflict do nothing` : statement;
    const { numAffectedRows } = await unlessThere.execute(transaction);
    if (numAffectedRows === undefined) throw new Error('the driver does not say how many rows were written');
    return numAffectedRows > 0n;
  } catch (error) {
    if (before === null && isDuplicateKey(error, dialect)) return false;
    throw error;
  }
}

function recordings(
  dialect: SqlDialect,
  { changes, customerList }: DocumentTables,
  { before, joined, left, ...writing }: Writing,
): readonly RawBuilder<unknown>[] {
  const id = textValue(dialect, writing.id);
  const after = countValue(dialect, writing.after);
  const first = (before ?? 0) + 1;
  const recorded = writing.changes.map((change, at) => ({
    row: sql`(${id}, ${countValue(dialect, first + at)}, ${after}, ${textValue(dialect, change)})`,
    length: change.length,
  }));
  const statements = inParts(recorded).map((part) => {
    const rows = sql.join(part.map(({ row }) => row));
    return sql`insert into ${changes} (id, position, revision, ${sql.id('change')}) values ${rows}`;
  });
  if (customerList === null) return statements;
  for (const part of inParts(left)) {
    const partnerIds = sql.join(part.map((partnerId) => textValue(dialect, partnerId)));
    statements.push(sql`delete from ${customerList} where customer_id = ${id} and partner_id in (${partnerIds})`);
  }
  for (const part of inParts(joined)) {
    const rows = sql.join(part.map((partnerId) => sql`(${textValue(dialect, partnerId)}, ${id})`));
    statements.push(
      dialect === 'sqlite'
        ? sql`insert into ${customerList} (partner_id, customer_id) values ${rows} on conflict do nothing`
        : sql`insert ignore into ${customerList} (partner_id, customer_id) values ${rows}`,
    );
  }
  return statements;
}

function inParts<T extends { readonly length: number }>(items: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let room = 0;
  for (const item of items) {
    room -= item.length;
    const part = parts.at(-1);
    if (part !== undefined && part.length < ROWS_PER_STATEMENT && room >= 0) {
      part.push(item);
      continue;
    }
    parts.push([item]);
    room = CHARACTERS_PER_STATEMENT - item.length;
  }
  return parts;
}
