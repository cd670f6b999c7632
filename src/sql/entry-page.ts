import { err, ok, Result } from 'neverthrow';
import type { Decoder } from '../model/decode';
import type { Codec } from '../repository/codec';
import { pageOf, type Page, type PageRequest } from '../repository/page';
import { unknownCursor, type PageError } from '../repository/storage-error';
import type { AnyKysely, SqlDialect } from './options';
import { read } from './selection';
import { nameOf, sql, textValue, type Sql } from './statement';
import type { Table } from './tables';

/** A list: rows of a table, each with the entry that the list shows, in the order of a column of ids. */
export interface EntryList<Entry> {
  readonly db: AnyKysely;
  readonly dialect: SqlDialect;
  readonly table: Table;
  /** The column of the ids. */
  readonly order: string;
  /** Which rows of the table the list has. */
  readonly where: Sql;
  readonly ids: Decoder<string>;
  readonly entries: Codec<Entry>;
  readonly idOf: (entry: Entry) => string;
}

/** Ids are visible characters. An empty text would not do: MariaDB has a mode in which it is null. */
export const BEFORE_ALL_IDS = ' ';

/** A page of a list, in the order of the ids. The cursor is the last id of the page before. */
export async function entryPage<Entry>(
  { db, dialect, table, order, where, ids, entries, idOf }: EntryList<Entry>,
  { after, limit }: PageRequest,
): Promise<Result<Page<Entry>, PageError>> {
  // What had this id may have left the list since, so the cursor only has to be an id.
  if (after !== null && ids(after).isErr()) return err(unknownCursor(after));
  const found = await read(db, dialect, {
    columns: ['entry'],
    table,
    where: sql`${where} and ${nameOf(dialect, order)} > ${textValue(after ?? BEFORE_ALL_IDS)}`,
    page: { order, limit: limit + 1 },
  });
  if (found.isErr()) return err(found.error);
  const items = Result.combine(found.value.slice(0, limit).map((row) => entries.decode(row['entry'])));
  if (items.isErr()) return err(items.error);
  const last = items.value.at(-1);
  return ok(pageOf(items.value, found.value.length > limit && last !== undefined ? idOf(last) : null));
}
