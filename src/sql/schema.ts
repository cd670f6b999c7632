import { sql, type CreateTableBuilder, type RawBuilder, type SchemaModule } from 'kysely';
import type { SchemaSettings, SqlDialect } from './options';
import { tableNames } from './tables';

/**
 * What a column holds: an id, which is visible ASCII and compared and ordered byte for byte; JSON, kept as the text that
 * it is; a count; or a label, as a Kysely `Migrator` keeps it.
 */
export type ColumnKind = 'id' | 'json' | 'count' | 'label';

/** A table: its columns, and which of them are its primary key. */
export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly key: readonly string[];
}

/** What a database holds for this library, table by table. */
export function tableShapes(settings: SchemaSettings): readonly TableShape[] {
  const names = tableNames(settings);
  return [
    documents(names.partners),
    changes(names.partnerChanges),
    documents(names.customers),
    changes(names.customerChanges),
    {
      name: names.customerList,
      columns: { partner_id: 'id', customer_id: 'id' },
      key: ['partner_id', 'customer_id'],
    },
  ];
}

/** Which migrations were carried out, as a Kysely `Migrator` keeps it. */
export function migrationTableShape(settings: SchemaSettings): TableShape {
  return { name: tableNames(settings).migrations, columns: { name: 'label', timestamp: 'label' }, key: ['name'] };
}

/** The statement that creates a table. Where a run was cut short after some of them, the next one creates the others. */
export function createTable(
  schema: SchemaModule,
  settings: SchemaSettings,
  { name, columns, key }: TableShape,
): CreateTableBuilder<string, string> {
  const types = columnTypes(settings.dialect);
  const isByItself = key.length === 1;
  let table: CreateTableBuilder<string, string> = schema.createTable(qualified(settings, name)).ifNotExists();
  for (const [column, kind] of Object.entries(columns)) {
    table = table.addColumn(column, types[kind], (definition) =>
      isByItself && key.includes(column) ? definition.notNull().primaryKey() : definition.notNull(),
    );
  }
  if (!isByItself) table = table.addPrimaryKeyConstraint(`${name}_pkey`, [...key]);
  switch (settings.dialect) {
    case 'mysql':
      // Only InnoDB has transactions, and an older server may have another default.
      return table.modifyEnd(sql`engine = InnoDB`);
    case 'sqlite':
      // Rows lie in the order of their key, so that a page of them is read in one place. InnoDB does that by itself.
      // Documents, whose key is one column, would be too large for it.
      return isByItself ? table : table.modifyEnd(sql`without rowid`);
    case 'postgres':
      return table;
  }
}

/** The names of the tables with their schema, the one created last first. */
export function tablesToDrop(settings: SchemaSettings): readonly string[] {
  return [...tableShapes(settings)].reverse().map(({ name }) => qualified(settings, name));
}

function documents(name: string): TableShape {
  return { name, columns: { id: 'id', revision: 'count', state: 'json' }, key: ['id'] };
}

function changes(name: string): TableShape {
  return { name, columns: { id: 'id', position: 'count', revision: 'count', change: 'json' }, key: ['id', 'position'] };
}

function qualified({ schema }: SchemaSettings, name: string): string {
  return schema === null ? name : `${schema}.${name}`;
}

function columnTypes(dialect: SqlDialect): Readonly<Record<ColumnKind, RawBuilder<unknown>>> {
  const label = sql`varchar(255)`;
  switch (dialect) {
    case 'postgres':
      return { id: sql`text collate "C"`, json: sql`text`, count: sql`bigint`, label };
    case 'sqlite':
      return { id: sql`text collate binary`, json: sql`text`, count: sql`integer`, label };
    case 'mysql':
      return {
        id: sql`varchar(128) character set ascii collate ascii_bin`,
        json: sql`longtext character set utf8mb4 collate utf8mb4_bin`,
        count: sql`bigint`,
        label,
      };
  }
}
