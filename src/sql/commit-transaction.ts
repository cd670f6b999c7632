import { sql, type RawBuilder } from 'kysely';
import { err, ok, type Result } from 'neverthrow';
import { failure, type Failure } from './contention';
import type { DocumentTables, Writing, Written } from './document-tables';
import type { AnyKysely, Session, SqlDialect } from './options';
import { countValue, textValue } from './value';
import { isDuplicateKey } from './verdict';

/** How many rows one statement inserts, to stay below every limit on parameters. */
const ROWS_PER_STATEMENT = 200;

interface Progress {
  /** Set when everything is written and COMMIT is next. */
  complete: boolean;
  /** Set when the guarded write found another revision. */
  outOfDate: boolean;
  /** What the first failing statement said; rolling back can fail as well, and then hides it. */
  cause: unknown;
}

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
  const progress: Progress = { complete: false, outOfDate: false, cause: undefined };
  try {
    await db.transaction().execute(async (transaction) => {
      try {
        progress.outOfDate = !(await guardedWrite(transaction, dialect, tables, writing));
        if (progress.outOfDate) throw new Error('another revision is stored');
        for (const statement of recordings(dialect, tables, writing)) await statement.execute(transaction);
        progress.complete = true;
      } catch (error) {
        progress.cause = error;
        throw error;
      }
    });
    return ok('committed');
  } catch (error) {
    if (progress.outOfDate) return ok('conflict');
    return err(progress.complete ? failure(error, dialect) : beforeCommit(progress.cause ?? error, dialect));
  }
}

/** COMMIT has not been sent, so nothing is in force, whether the database has answered or not. */
function beforeCommit(error: unknown, dialect: SqlDialect): Failure {
  const failed = failure(error, dialect);
  return failed.verdict === 'unanswered' ? { ...failed, verdict: 'refused' } : failed;
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
  const recorded = writing.changes.map(
    (change, at) => sql`(${id}, ${countValue(dialect, first + at)}, ${after}, ${textValue(dialect, change)})`,
  );
  const statements = inParts(recorded).map(
    (rows) => sql`insert into ${changes} (id, position, revision, ${sql.id('change')}) values ${sql.join(rows)}`,
  );
  if (customerList === null) return statements;
  for (const partnerIds of inParts(left.map((partnerId) => textValue(dialect, partnerId)))) {
    statements.push(
      sql`delete from ${customerList} where customer_id = ${id} and partner_id in (${sql.join(partnerIds)})`,
    );
  }
  for (const partnerIds of inParts(joined.map((partnerId) => textValue(dialect, partnerId)))) {
    const rows = sql.join(partnerIds.map((partnerId) => sql`(${partnerId}, ${id})`));
    statements.push(
      dialect === 'sqlite'
        ? sql`insert into ${customerList} (partner_id, customer_id) values ${rows} on conflict do nothing`
        : sql`insert ignore into ${customerList} (partner_id, customer_id) values ${rows}`,
    );
  }
  return statements;
}

function inParts<T>(items: readonly T[]): readonly T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT) {
    parts.push(items.slice(from, from + ROWS_PER_STATEMENT));
  }
  return parts;
}
