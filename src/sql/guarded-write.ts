import type { SqlDialect } from './options';
import { countValue, listed, sql, textValue, type Sql } from './statement';
import type { Table } from './tables';
import type { Writing } from './writing';

/**
 * The first write of a commit: of the row with the expected revision, or of a new row. It finds no row if somebody else
 * was first; on MySQL a new row is then refused, because its key is taken.
 *
 * @param isAllowed without which nothing is written, though not on MySQL
 */
export function guardedWrite(
  dialect: SqlDialect,
  documents: Table,
  { expected, ...writing }: Writing,
  isAllowed: Sql = sql`1 = 1`,
): Sql {
  const id = textValue(writing.id);
  const revision = countValue(writing.revision);
  const state = textValue(writing.state);
  const entry = writing.entry === null ? sql`null` : textValue(writing.entry);
  if (expected !== null)
    return sql`
      update ${documents} set revision = ${revision}, state = ${state}, entry = ${entry}
      where id = ${id} and revision = ${countValue(expected)} and ${isAllowed}`;
  const insertion = sql`
    insert into ${documents} (id, revision, state, entry) select ${listed([id, revision, state, entry])}`;
  return dialect === 'mysql' ? insertion : sql`${insertion} where ${isAllowed} on conflict do nothing`;
}
