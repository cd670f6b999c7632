import type { Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import { schemaSettings, type SchemaSettings, type SqlDialect, type SqlSchemaOptions } from './options';
import { listed, nameOf, rendered, sql, type Sql } from './statement';
import { tableIn, tableNames } from './tables';

/**
 * What a column holds: an id, which is visible ASCII, compared and ordered byte for byte; JSON, kept as text; a count;
 * or a label, as a Kysely `Migrator` keeps it.
 */
export type ColumnKind = 'id' | 'json' | 'count' | 'label';

/** A table: its columns, and which of them are its primary key. */
export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly key: readonly string[];
  /** Which columns may be null. */
  readonly nullable?: readonly string[];
  /** The columns of the primary key in another order, if rows are also found in that order. */
  readonly otherOrder?: { readonly name: string; readonly columns: readonly string[] };
  /** The primary key after a later migration. */
  readonly laterKey?: readonly string[];
}

/** The tables of this library, in the order in which they are created. */
export function tableShapes(settings: SchemaSettings): readonly TableShape[] {
  return [...documentShapes(settings), entriesShape(settings), feedShape(settings)];
}

/** The tables of the documents and their changes. */
function documentShapes(settings: SchemaSettings): readonly TableShape[] {
  return earlierDocumentShapes(settings).map((shape) =>
    'state' in shape.columns
      ? { ...shape, columns: { ...shape.columns, entry: 'json' }, nullable: ['entry'] }
      : numbered(settings, shape),
  );
}

/** The tables of the changes. */
export function changeShapes(settings: SchemaSettings): readonly TableShape[] {
  return earlierChangeShapes(settings).map((shape) => numbered(settings, shape));
}

/** The same tables in an earlier release, in which no change had a number. */
export function earlierChangeShapes(settings: SchemaSettings): readonly TableShape[] {
  return earlierDocumentShapes(settings).filter(({ columns }) => 'change' in columns);
}

/** The same tables in an earlier release, without the entries of lists and the numbers of changes. */
export function earlierDocumentShapes(settings: SchemaSettings): readonly TableShape[] {
  const names = tableNames(settings);
  return [
    documents(names.partners),
    changes(settings, names.partnerChanges),
    documents(names.customers),
    changes(settings, names.customerChanges),
  ];
}

/**
 * A table of changes with their numbers in the feed. On SQLite, where one commit follows the other, a change has its
 * number from its commit, and its row lies in that order. On a server it gets it later, and has none until then.
 */
function numbered({ dialect }: SchemaSettings, { name, columns, key }: TableShape): TableShape {
  const nullable = ['number'];
  switch (dialect) {
    case 'sqlite':
      return {
        ...{ name, columns: { number: 'count', ...columns }, key: nullable, nullable },
        otherOrder: { name: indexOf(name, 'positions'), columns: key },
      };
    case 'mysql':
      return {
        ...{ name, columns: { ...columns, number: 'count' }, key, nullable },
        otherOrder: { name: indexOf(name, 'numbers'), columns: nullable },
      };
    case 'postgres':
      return { name, columns: { ...columns, number: 'count' }, key, nullable };
  }
}

/** The longest prefix leaves no room for more. */
function indexOf(changeTable: string, found: 'numbers' | 'pending' | 'positions'): string {
  return changeTable.replace(/changes$/, found);
}

/** The table of the feed: one row with the id of the feed, and on a server with the last number that was given. */
export function feedShape(settings: SchemaSettings): TableShape {
  const { feed: name } = tableNames(settings);
  const columns = { one: 'count', id: 'id' } as const;
  return { name, columns: settings.dialect === 'sqlite' ? columns : { ...columns, last: 'count' }, key: ['one'] };
}

/** The table of the lists of customers. */
export function entriesShape(settings: SchemaSettings): TableShape {
  return {
    name: tableNames(settings).customerEntries,
    columns: { partner_id: 'id', list: 'id', customer_id: 'id', entry: 'json' },
    key: ['partner_id', 'list', 'customer_id'],
    otherOrder: {
      name: tableNames(settings).entriesOfCustomer,
      columns: ['customer_id', 'partner_id', 'list'],
    },
  };
}

/** The table of the lists in an earlier release: only the customers that a partner has a relationship with. */
export function earlierListShape(settings: SchemaSettings): TableShape {
  return {
    name: tableNames(settings).earlierCustomerList,
    columns: { partner_id: 'id', customer_id: 'id' },
    key: ['partner_id', 'customer_id'],
  };
}

/** The table that records which migrations were carried out, in the form that a Kysely `Migrator` gives it. */
export function migrationTableShape(settings: SchemaSettings): TableShape {
  return { name: tableNames(settings).migrations, columns: { name: 'label', timestamp: 'label' }, key: ['name'] };
}

function documents(name: string): TableShape {
  return { name, columns: { id: 'id', revision: 'count', state: 'json' }, key: ['id'] };
}

function changes({ dialect }: SchemaSettings, name: string): TableShape {
  return {
    ...{ name, columns: { id: 'id', position: 'count', revision: 'count', change: 'json' }, key: ['id', 'position'] },
    ...(dialect === 'sqlite' && { laterKey: ['number'] }),
  };
}

/** The statement that creates a table unless it is there. */
export function createTable(settings: SchemaSettings, shape: TableShape): Sql {
  const { name, columns, key, nullable = [], otherOrder } = shape;
  const { dialect } = settings;
  const hasSimpleKey = key.length === 1;
  const parts = Object.entries(columns).map(([column, kind]) => {
    const typed = sql`${nameOf(dialect, column)} ${[COLUMN_TYPES[dialect][kind]]}`;
    const definition = nullable.includes(column) ? typed : sql`${typed} not null`;
    return hasSimpleKey && key.includes(column) ? sql`${definition} primary key` : definition;
  });
  if (!hasSimpleKey) {
    const keyColumns = listed(key.map((column) => nameOf(dialect, column)));
    parts.push(sql`constraint ${nameOf(dialect, `${name}_pkey`)} primary key (${keyColumns})`);
  }
  if (otherOrder !== undefined) {
    const index = nameOf(dialect, otherOrder.name);
    const indexed = listed(otherOrder.columns.map((column) => nameOf(dialect, column)));
    // Unique as the primary key is; only MySQL takes an index that is not unique within this statement.
    parts.push(dialect === 'mysql' ? sql`index ${index} (${indexed})` : sql`constraint ${index} unique (${indexed})`);
  }
  const table = sql`create table if not exists ${tableIn(settings, name)} (${listed(parts)})`;
  switch (dialect) {
    case 'mysql':
      // Only InnoDB has transactions, and an older server may have another default.
      return sql`${table} engine = InnoDB`;
    case 'sqlite':
      // The rows lie in the order of their key, so that a page of them is read in one place; InnoDB always does this.
      // Documents, whose key is one column, would be too large for it.
      return hasSimpleKey ? table : sql`${table} without rowid`;
    case 'postgres':
      return table;
  }
}

/** The statements that add numbers to a table of changes on a server. Doing it again changes nothing on PostgreSQL. */
export function addNumbers(settings: SchemaSettings, { name }: TableShape): readonly Sql[] {
  const { dialect } = settings;
  const table = tableIn(settings, name);
  const numbers = nameOf(dialect, indexOf(name, 'numbers'));
  if (dialect === 'mysql')
    return [sql`${addColumn(settings, name, 'number', 'count')}, add index ${numbers} (${nameOf(dialect, 'number')})`];
  const pending = nameOf(dialect, indexOf(name, 'pending'));
  return [
    sql`alter table ${table} add column if not exists "number" bigint`,
    sql`create index if not exists ${pending} on ${table} ("id", "position") where "number" is null`,
    sql`create unique index if not exists ${numbers} on ${table} ("number") where "number" is not null`,
  ];
}

/** The statement that gives the feed its id, unless it has one: 12 random hexadecimal digits. */
export function feedRow(settings: SchemaSettings): Sql {
  const { dialect } = settings;
  const table = tableIn(settings, feedShape(settings).name);
  switch (dialect) {
    case 'postgres': {
      const id = sql`left(replace(gen_random_uuid()::text, '-', ''), 12)`;
      return sql`insert into ${table} ("one", "id", "last") values (1, ${id}, 0) on conflict do nothing`;
    }
    case 'sqlite':
      return sql`insert into ${table} ("one", "id") values (1, lower(hex(randomblob(6)))) on conflict do nothing`;
    case 'mysql': {
      // A replica that is sent statements makes the same of them. Six digits each, none of them lost at the beginning.
      const half = sql`hex(0x100000 + floor(rand() * 0xf00000))`;
      const id = sql`lower(concat(${half}, ${half}))`;
      return sql`insert ignore into ${table} (\`one\`, \`id\`, \`last\`) values (1, ${id}, 0)`;
    }
  }
}

/** The statement that adds a column to a table which has rows already, so that the column may be null. */
export function addColumn(settings: SchemaSettings, table: string, column: string, kind: ColumnKind): Sql {
  const { dialect } = settings;
  const definition = sql`${nameOf(dialect, column)} ${[COLUMN_TYPES[dialect][kind]]}`;
  return sql`alter table ${tableIn(settings, table)} add column ${definition}`;
}

/** The statement that drops a column. */
export function dropColumn(settings: SchemaSettings, table: string, column: string): Sql {
  return sql`alter table ${tableIn(settings, table)} drop column ${nameOf(settings.dialect, column)}`;
}

const COLUMN_TYPES: Readonly<Record<SqlDialect, Readonly<Record<ColumnKind, string>>>> = {
  postgres: { id: 'text collate "C"', json: 'text', count: 'bigint', label: 'varchar(255)' },
  sqlite: { id: 'text collate binary', json: 'text', count: 'integer', label: 'varchar(255)' },
  mysql: {
    id: 'varchar(128) character set ascii collate ascii_bin',
    json: 'longtext character set utf8mb4 collate utf8mb4_bin',
    count: 'bigint',
    label: 'varchar(255)',
  },
};

/**
 * The SQL that creates the tables of {@link sqlRepository}, for those who run it by hand or with a tool of their own:
 * one statement a line, for the same tables that {@link migrateRelationships} makes. Running it twice does no harm. It
 * does not bring the tables of an earlier release up to date: these need {@link migrateRelationships}. The schema must
 * already exist.
 *
 * @returns the SQL text, or {@link MalformedInput} naming the option that is malformed
 * @example
 * ```ts
 * import { relationshipSchemaSql } from 'partner-relationships/sql';
 *
 * for (const dialect of ['postgres', 'sqlite', 'mysql'] as const) {
 *   const printed = relationshipSchemaSql({ dialect, tablePrefix: 'portal_' });
 *   console.log(printed.isOk() ? printed.value : printed.error.message);
 * }
 * ```
 */
export function relationshipSchemaSql(options: SqlSchemaOptions): Result<string, MalformedInput> {
  return schemaSettings(options).map((settings) => {
    const laterNumbered = settings.dialect === 'postgres' ? changeShapes(settings) : [];
    return [
      ...tableShapes(settings).map((shape) => createTable(settings, shape)),
      ...laterNumbered.flatMap((shape) => addNumbers(settings, shape)),
      feedRow(settings),
    ]
      .map((statement) => `${rendered(settings.dialect, statement).text};\n`)
      .join('');
  });
}
