import { sql, type Kysely } from 'kysely';
import type { SqlDialect } from 'partner-relationships/sql';
import { rowsOf } from './storage';

/** All that the database knows of the tables with this prefix, in its own words. */
export async function definitionsOf(
  db: Kysely<unknown>,
  dialect: SqlDialect,
  prefix: string,
): Promise<readonly unknown[]> {
  switch (dialect) {
    case 'postgres': {
      const columns = sql`
        select table_schema, table_name, column_name, ordinal_position, data_type, collation_name, is_nullable
        from information_schema.columns where starts_with(table_name, ${prefix}) order by table_name, ordinal_position`;
      const indexes = sql`
        select tablename, indexdef from pg_indexes where starts_with(tablename, ${prefix}) order by indexdef`;
      return [...(await rowsOf(db, columns)), ...(await rowsOf(db, indexes))];
    }
    case 'sqlite': {
      const glob = `${prefix}*`;
      return rowsOf(db, sql`select name, sql from sqlite_master where name glob ${glob} order by name`);
    }
    case 'mysql': {
      const tables = sql<{ name: string }>`
        select table_name as name from information_schema.tables
        where table_schema = database() and left(table_name, ${prefix.length}) = ${prefix} order by table_name`;
      const names = await rowsOf(db, tables);
      return Promise.all(names.map(({ name }) => rowsOf(db, sql`show create table ${sql.id(name)}`)));
    }
  }
}
