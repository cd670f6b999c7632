import { sql, type RawBuilder } from 'kysely';
import type { Result } from 'neverthrow';
import { onConnection } from './connection';
import type { Failure } from './contention';
import type { DocumentTables, Writing, Written } from './document-tables';
import type { AnyKysely } from './options';

/**
 * A commit on PostgreSQL: one statement, so one round trip, and atomic without a transaction around it. Whatever it
 * writes hangs on the row that the guarded write returned, and lists are sent as JSON, so that its text does not depend
 * on what is written. `customer_list` is written by at most one part of it unless partners both joined and left, which
 * no command of this library does: CockroachDB refuses two.
 */
export async function commitByStatement(
  db: AnyKysely,
  tables: DocumentTables,
  writing: Writing,
): Promise<Result<Written, Failure>> {
  const statement = commitStatement(tables, writing);
  const answer = await onConnection(db, 'postgres', (connection) => statement.execute(connection));
  return answer.map(({ rows }) => (rows.length > 0 ? 'committed' : 'conflict'));
}

function commitStatement(tables: DocumentTables, writing: Writing): RawBuilder<unknown> {
  const parts = [
    sql`written as (${guardedWrite(tables, writing)} returning id)`,
    sql`recorded as (${record(tables, writing)})`,
    ...listMoves(tables, writing),
  ];
  return sql`with ${sql.join(parts)} select 1 as committed from written`;
}

function guardedWrite({ documents }: DocumentTables, { id, before, after, state }: Writing): RawBuilder<unknown> {
  return before === null
    ? sql`
      insert into ${documents} (id, revision, state)
      values (${id}::text, ${after}::bigint, ${state}::text)
      on conflict do nothing`
    : sql`
      update ${documents} set revision = ${after}::bigint, state = ${state}::text
      where id = ${id}::text and revision = ${before}::bigint`;
}

function record({ changes }: DocumentTables, { before, after, ...writing }: Writing): RawBuilder<unknown> {
  return sql`
    insert into ${changes} (id, position, revision, change)
    select written.id, ${before ?? 0}::bigint + entry.place, ${after}::bigint, entry.item
    from written cross join ${elements(writing.changes)} with ordinality as entry(item, place)`;
}

function listMoves({ customerList }: DocumentTables, { id, joined, left }: Writing): readonly RawBuilder<unknown>[] {
  const moves: RawBuilder<unknown>[] = [];
  if (customerList === null) return moves;
  if (joined.length > 0) {
    moves.push(sql`joined as (
      insert into ${customerList} (partner_id, customer_id)
      select entry.item, written.id from written cross join ${elements(joined)} as entry(item)
      on conflict do nothing)`);
  }
  if (left.length > 0) {
    moves.push(sql`left_behind as (
      delete from ${customerList}
      where customer_id = ${id}::text and partner_id = any(array(select * from ${elements(left)}))
      and exists (select 1 from written))`);
  }
  return moves;
}

function elements(texts: readonly string[]): RawBuilder<unknown> {
  return sql`json_array_elements_text(cast(${JSON.stringify(texts)}::text as json))`;
}
