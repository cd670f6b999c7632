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
}

/** The tables of this library, in the order in which they are created. */
export function tableShapes(settings: SchemaSettings): readonly TableShape[] {
  return [...documentShapes(settings), entriesShape(settings)];
}

/** The tables of the documents and their changes. */
function documentShapes(settings: SchemaSettings): readonly TableShape[] {
  return earlierDocumentShapes(settings).map((shape) =>
    'state' in shape.columns ? { ...shape, columns: { ...shape.columns, entry: 'json' }, nullable: ['entry'] } : shape,
  );
}

/** The same tables in an earlier release, without the entries of lists. */
export function earlierDocumentShapes(settings: SchemaSettings): readonly TableShape[] {
  const names = tableNames(settings);
  return [
    documents(names.partners),
    changes(names.partnerChanges),
    documents(names.customers),
    changes(names.customerChanges),
  ];
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

function changes(name: string): TableShape {
  return { name, columns: { id: 'id', position: 'count', revision: 'count', change: 'json' }, key: ['id', 'position'] };
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
 * changes no table that is there: the tables of an earlier release need {@link migrateRelationships}. The schema must
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
  return schemaSettings(options).map((settings) =>
    tableShapes(settings)
      .map((shape) => `${rendered(settings.dialect, createTable(settings, shape)).text};\n`)
      .join(''),
  );
}
