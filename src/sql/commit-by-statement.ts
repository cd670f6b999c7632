import type { QueryExecutorProvider } from 'kysely';
import type { Result } from 'neverthrow';
import { onConnection } from './connection';
import { isInForeignTransaction } from './foreign-transaction';
import { guardedWrite } from './guarded-write';
import type { AnyKysely } from './options';
import { counterOf, countValue, listed, send, sql, textValue, type Sql } from './statement';
import type { DocumentTables } from './tables';
import { withinTransaction, type Failure } from './verdict';
import type { Writing, Written } from './writing';

/**
 * A commit on PostgreSQL: one statement, so one round trip, and atomic without a transaction around it. Everything it
 * writes depends on the row that the guarded write returned, so without that row it is a conflict. Lists are sent as
 * JSON, so that the text does not depend on their lengths. In a transaction of the application it writes nothing, and
 * says so.
 *
 * All its parts see the tables as they were before it, and no row is written by two of them: what an erasure forgets
 * lies before what it records, and an entry is either listed or unlisted.
 */
export async function commitByStatement(
  db: AnyKysely,
  tables: DocumentTables,
  writing: Writing,
): Promise<Result<Written, Failure>> {
  const written = await onConnection(db, 'postgres', (connection) => writeByStatement(connection, tables, writing));
  return written.map((isWritten) => (isWritten ? 'committed' : 'conflict'));
}

/** Sends that statement; whether the stored revision was the expected one. */
export async function writeByStatement(
  session: QueryExecutorProvider,
  tables: DocumentTables,
  writing: Writing,
): Promise<boolean> {
  const { rows } = await send(session, 'postgres', commitStatement(tables, writing));
  const [row] = rows;
  if (row !== undefined && counterOf(row['committed']) === null) throw withinTransaction();
  return row !== undefined;
}

function commitStatement(tables: DocumentTables, writing: Writing): Sql {
  const isAllowed = sql`not (select is_foreign from session)`;
  const parts = [
    sql`session as (select ${isInForeignTransaction} as is_foreign)`,
    sql`written as (${guardedWrite('postgres', tables.documents, writing, isAllowed)} returning id)`,
    sql`recorded as (${recording(tables, writing)})`,
    ...forgetting(tables, writing),
    ...listing(tables, writing),
  ];
  return sql`
    with ${listed(parts)} select 1 as committed from written union all select 0 from session where is_foreign`;
}

function recording({ changes }: DocumentTables, { expected, revision, ...writing }: Writing): Sql {
  return sql`
    insert into ${changes} (id, position, revision, change)
    select written.id, ${countValue(expected ?? 0)} + entry.place, ${countValue(revision)}, entry.item
    from written cross join ${elements(writing.changes)} with ordinality as entry(item, place)`;
}

function listing({ customerEntries }: DocumentTables, { id, listed: entries, unlisted }: Writing): readonly Sql[] {
  const parts: Sql[] = [];
  if (customerEntries === null) return parts;
  if (entries.length > 0) {
    parts.push(sql`listed as (
      insert into ${customerEntries} (partner_id, list, customer_id, entry)
      select place.partner, place.list, written.id, place.entry from written cross join
      unnest(
        array(select * from ${elements(entries.map(({ partnerId }) => partnerId))}),
        array(select * from ${elements(entries.map(({ list }) => list))}),
        array(select * from ${elements(entries.map(({ entry }) => entry))})
      ) as place(partner, list, entry)
      on conflict (partner_id, list, customer_id) do update set entry = excluded.entry)`);
  }
  if (unlisted === 'all') {
    parts.push(sql`unlisted as (
      delete from ${customerEntries}
      where customer_id = ${textValue(id)} and exists (select 1 from written))`);
  } else if (unlisted.length > 0) {
    parts.push(sql`unlisted as (
      delete from ${customerEntries}
      where customer_id = ${textValue(id)}
      and (partner_id, list) in (select * from unnest(
        array(select * from ${elements(unlisted.map(({ partnerId }) => partnerId))}),
        array(select * from ${elements(unlisted.map(({ list }) => list))})
      ))
      and exists (select 1 from written))`);
  }
  return parts;
}

/** What an erasure takes from the history: the changes before those that the same statement records. */
function forgetting({ changes }: DocumentTables, { id, entry, expected }: Writing): readonly Sql[] {
  if (entry !== null || expected === null) return [];
  return [
    sql`forgotten as (
      delete from ${changes}
      where id = ${textValue(id)} and position <= ${countValue(expected)}
      and exists (select 1 from written))`,
  ];
}

function elements(texts: readonly string[]): Sql {
  return sql`json_array_elements_text(cast(${textValue(JSON.stringify(texts))} as json))`;
}
