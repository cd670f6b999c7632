import { sql, type CreateTableBuilder, type RawBuilder, type SchemaModule } from 'kysely';
import type { SchemaSettings, SqlDialect } from './options';
import { tableNames } from './tables';

interface ColumnTypes {
  /** An id: visible ASCII, compared and ordered byte for byte. */
  readonly id: RawBuilder<unknown>;
  /** JSON, kept as the text that it is. */
  readonly json: RawBuilder<unknown>;
  readonly count: RawBuilder<unknown>;
}

/** What a database holds for this library, table by table. */
export function createTables(
  schema: SchemaModule,
  settings: SchemaSettings,
): readonly CreateTableBuilder<string, string>[] {
  const names = tableNames(settings);
  const types = columnTypes(settings.dialect);
  return [
    documents(schema, settings, names.partners, types),
    changes(schema, settings, names.partnerChanges, types),
    documents(schema, settings, names.customers, types),
    changes(schema, settings, names.customerChanges, types),
    customerList(schema, settings, names.customerList, types),
  ];
}

/** Which migrations were carried out, as a Kysely `Migrator` keeps it. */
export function createMigrationTable(
  schema: SchemaModule,
  settings: SchemaSettings,
): CreateTableBuilder<string, string> {
  return table(schema, settings, tableNames(settings).migrations)
    .addColumn('name', 'varchar(255)', (column) => column.notNull().primaryKey())
    .addColumn('timestamp', 'varchar(255)', (column) => column.notNull());
}

/** The names of those tables with their schema, the one created last first. */
export function tablesToDrop(settings: SchemaSettings): readonly string[] {
  const { customerList, customerChanges, customers, partnerChanges, partners } = tableNames(settings);
  return [customerList, customerChanges, customers, partnerChanges, partners].map((name) => qualified(settings, name));
}

function documents(
  schema: SchemaModule,
  settings: SchemaSettings,
  name: string,
  { id, json, count }: ColumnTypes,
): CreateTableBuilder<string, string> {
  return table(schema, settings, name)
    .addColumn('id', id, (column) => column.notNull().primaryKey())
    .addColumn('revision', count, (column) => column.notNull())
    .addColumn('state', json, (column) => column.notNull());
}

function changes(
  schema: SchemaModule,
  settings: SchemaSettings,
  name: string,
  { id, json, count }: ColumnTypes,
): CreateTableBuilder<string, string> {
  return clustered(table(schema, settings, name), settings)
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('position', count, (column) => column.notNull())
    .addColumn('revision', count, (column) => column.notNull())
    .addColumn('change', json, (column) => column.notNull())
    .addPrimaryKeyConstraint(`${name}_pkey`, ['id', 'position']);
}

function customerList(
  schema: SchemaModule,
  settings: SchemaSettings,
  name: string,
  { id }: ColumnTypes,
): CreateTableBuilder<string, string> {
  return clustered(table(schema, settings, name), settings)
    .addColumn('partner_id', id, (column) => column.notNull())
    .addColumn('customer_id', id, (column) => column.notNull())
    .addPrimaryKeyConstraint(`${name}_pkey`, ['partner_id', 'customer_id']);
}

/** Where a run that created some of the tables was cut short, the next one creates the others. */
function table(schema: SchemaModule, settings: SchemaSettings, name: string): CreateTableBuilder<string, string> {
  const created: CreateTableBuilder<string, string> = schema.createTable(qualified(settings, name)).ifNotExists();
  // Only InnoDB has transactions, and an older server may have another default.
  return settings.dialect === 'mysql' ? created.modifyEnd(sql`engine = InnoDB`) : created;
}

/**
 * Rows lie in the order of their key, so that a page of them is read in one place. InnoDB does that by itself. Documents
 * would be too large for it.
 */
function clustered(
  created: CreateTableBuilder<string, string>,
  { dialect }: SchemaSettings,
): CreateTableBuilder<string, string> {
  return dialect === 'sqlite' ? created.modifyEnd(sql`without rowid`) : created;
}

function qualified({ schema }: SchemaSettings, name: string): string {
  return schema === null ? name : `${schema}.${name}`;
}

function columnTypes(dialect: SqlDialect): ColumnTypes {
  switch (dialect) {
    case 'postgres':
      return { id: sql`text collate "C"`, json: sql`text`, count: sql`bigint` };
    case 'sqlite':
      return { id: sql`text collate binary`, json: sql`text`, count: sql`integer` };
    case 'mysql':
      return {
        id: sql`varchar(128) character set ascii collate ascii_bin`,
        json: sql`longtext character set utf8mb4 collate utf8mb4_bin`,
        count: sql`bigint`,
      };
  }
}
