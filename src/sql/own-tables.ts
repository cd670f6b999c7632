import type { SchemaSettings, Session, SqlDialect } from './options';
import type { ColumnKind, TableShape } from './schema';
import { asTexts } from './selection';
import { listed, nameOf, scalarText, send, sql, textValue, type Row, type Sql } from './statement';

/** The tables of this library in a database. */
export interface OwnTables {
  /**
   * The settings that name them: on PostgreSQL with the schema that has the tables which are there already, because
   * another may come before it on the search path.
   */
  readonly settings: SchemaSettings;
  readonly missing: readonly TableShape[];
  /** The columns of the tables that are there, by the name of the table; there may be more than the shape has. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Finds the tables with these names as statements would find them, and checks that this library made them. A user who
 * may only read them can call this too.
 *
 * @throws with the name of the table if this library did not make it, or if it must be there and is not
 */
export async function ownTables(
  session: Session,
  settings: SchemaSettings,
  shapes: readonly TableShape[],
  which: 'all there' | 'if there',
): Promise<OwnTables> {
  const names = listed(shapes.map(({ name }) => textValue(name)));
  const { rows } = await send(session, settings.dialect, columnsOf(settings, names));
  const columns = rows.map((row) => columnIn(asTexts(row)));
  const schemas = new Set<string>();
  const missing: TableShape[] = [];
  const columnsOfTables = new Map<string, ReadonlySet<string>>();
  for (const shape of shapes) {
    const found = columns.filter(({ table }) => table.toLowerCase() === shape.name.toLowerCase());
    const [first] = found;
    if (first === undefined) {
      if (which === 'all there') throw new Error(`the table ${shape.name} is not there`);
      missing.push(shape);
      continue;
    }
    const fault = faultOf(settings.dialect, shape, first.form, found);
    if (fault !== null) throw new Error(`the table ${shape.name} was not made by this library: ${fault}`);
    schemas.add(first.schema);
    columnsOfTables.set(shape.name, new Set(found.map(({ name }) => name)));
    if (schemas.size > 1) throw new Error(`the table ${shape.name} is in another schema than others of this library`);
  }
  const [schema] = schemas;
  const isPlaced = settings.dialect === 'postgres' && schema !== undefined;
  return { settings: isPlaced ? { ...settings, schema } : settings, missing, columns: columnsOfTables };
}

/** A column as the database describes it. */
interface Column {
  readonly schema: string;
  readonly table: string;
  /** A table, a view, or something else. */
  readonly form: string;
  readonly name: string;
  readonly type: string;
  /** Whether a row can be written without a value for it. */
  readonly isOptional: boolean;
  /** Its place in the primary key, from 1; 0 if it is not part of it. */
  readonly placeInKey: number;
}

function faultOf(
  dialect: SqlDialect,
  { columns, key, laterKey = key }: TableShape,
  form: string,
  found: readonly Column[],
): string | null {
  if (form !== FORMS[dialect]) return `it is ${form}, not ${FORMS[dialect]}`;
  for (const [name, kind] of Object.entries(columns)) {
    const column = found.find((other) => other.name === name);
    if (column === undefined) return `it has no column ${name}`;
    if (!TYPES[dialect][kind].test(column.type)) return `its column ${name} is ${column.type}`;
  }
  const surplus = found.find(({ name, isOptional }) => !isOptional && !Object.hasOwn(columns, name));
  if (surplus !== undefined) return `every row would need a ${surplus.name}`;
  const inKey = found.filter(({ placeInKey }) => placeInKey > 0);
  const foundKey = inKey.sort((one, other) => one.placeInKey - other.placeInKey).map(({ name }) => name);
  if ([key.join(), laterKey.join()].includes(foundKey.join())) return null;
  return `its primary key is (${foundKey.join(', ')}), not (${key.join(', ')})`;
}

const FORMS: Readonly<Record<SqlDialect, string>> = {
  postgres: 'BASE TABLE',
  sqlite: 'table',
  mysql: 'BASE TABLE InnoDB',
};

/** How a database describes the column types of `schema.ts`: the type, its length, the collation. */
const TYPES: Readonly<Record<SqlDialect, Readonly<Record<ColumnKind, RegExp>>>> = {
  postgres: { id: /^text C$/, json: /^text/, count: /^bigint/, label: /^character varying 255/ },
  // A collation is that of a key; a column outside of keys has none.
  sqlite: { id: /^text(?: BINARY)?$/i, json: /^text/i, count: /^integer/i, label: /^varchar\(255\)/i },
  mysql: { id: /^varchar 128 ascii_bin$/, json: /^longtext \d+ utf8mb4_bin$/, count: /^bigint/, label: /^varchar 255/ },
};

/** The names have no underscore, so a plugin that respells the names of columns leaves them as they are. */
function columnIn(row: Row): Column {
  const text = (name: string): string => scalarText(row[name]).trim();
  return {
    schema: text('place'),
    table: text('holder'),
    form: text('form'),
    name: text('label'),
    // PostgreSQL has a setting that quotes all names, those of types too.
    type: text('type').replaceAll('"', ''),
    isOptional: text('optional') === '1',
    placeInKey: Number(text('rank')),
  };
}

function columnsOf({ dialect, schema }: SchemaSettings, names: Sql): Sql {
  switch (dialect) {
    case 'postgres': {
      const oid = sql`to_regclass(format('%I.%I', c.table_schema, c.table_name))`;
      return informationOf(dialect, names, {
        isThere: schema === null ? sql`pg_table_is_visible(${oid})` : sql`c.table_schema = ${textValue(schema)}`,
        form: sql`t.table_type`,
        isGiven: sql`c.is_identity = 'YES' or c.is_generated = 'ALWAYS'`,
        rank: sql`(
          select array_position(p.conkey, c.ordinal_position::smallint) from pg_catalog.pg_constraint as p
          where p.contype = 'p' and p.conrelid = ${oid})`,
        joined: sql``,
      });
    }
    case 'mysql':
      return informationOf(dialect, names, {
        isThere: sql`c.table_schema = ${schema === null ? sql`database()` : textValue(schema)}`,
        form: sql`concat_ws(' ', t.table_type, t.engine)`,
        isGiven: sql`c.extra like '%auto_increment%' or c.extra like '%GENERATED%'`,
        rank: sql`k.ordinal_position`,
        joined: sql`
          left join (
            select table_schema, table_name, column_name, ordinal_position
            from information_schema.key_column_usage where constraint_name = 'PRIMARY') as k
          on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name`,
      });
    case 'sqlite':
      return sql`
        select '' as place, m.name as holder, m.type as form, c.name as label, c.pk as rank,
          c.type || ' ' || coalesce((
            select x.coll from pragma_index_list(m.name) as i join pragma_index_xinfo(i.name) as x
            where i.origin <> 'c' and x.name = c.name and x."key" = 1), '') as type,
          (c."notnull" = 0 or c.dflt_value is not null) as optional
        from sqlite_master as m join pragma_table_info(m.name) as c where m.name collate nocase in (${names})`;
  }
}

interface Information {
  readonly isThere: Sql;
  readonly form: Sql;
  /** Whether the database itself sets the column. */
  readonly isGiven: Sql;
  /**
   * The place of the column in the primary key. Not from `table_constraints`, which PostgreSQL and MariaDB hide from a
   * user who may only read.
   */
  readonly rank: Sql;
  /** What else is needed for that. */
  readonly joined: Sql;
}

/**
 * The part of the standard's information schema that PostgreSQL and MySQL share. The limit is more than the rows there
 * are; a session of MySQL can have a lower one of its own.
 */
function informationOf(
  dialect: SqlDialect,
  names: Sql,
  { isThere, form, isGiven, rank, joined }: Information,
): Sql {
  return sql`
    select c.table_schema as place, c.table_name as holder, ${form} as form,
      c.column_name as label, ${rank} as ${nameOf(dialect, 'rank')},
      concat_ws(' ', c.data_type, c.character_maximum_length, c.collation_name) as type,
      case when c.is_nullable = 'YES' or c.column_default is not null or ${isGiven} then 1 else 0 end as optional
    from information_schema.columns as c
    join information_schema.tables as t on t.table_schema = c.table_schema and t.table_name = c.table_name ${joined}
    where ${isThere} and c.table_name in (${names}) limit 100000`;
}
