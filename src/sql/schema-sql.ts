import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Dialect,
} from 'kysely';
import type { Result } from 'neverthrow';
import type { InvalidInput } from '../model/invalid-input';
import { schemaSettings, type SqlDialect, type SqlSchemaOptions } from './options';
import { createTables } from './schema';

/**
 * The SQL that creates the tables of {@link sqlRepository}, for those who run it by hand or with a tool of their own:
 * one statement a line, the same that {@link migrateRelationships} runs. Running it twice does no harm. A schema must
 * exist already.
 *
 * @returns the SQL text, or {@link InvalidInput} naming the option that is malformed
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
export function relationshipSchemaSql(options: SqlSchemaOptions): Result<string, InvalidInput> {
  return schemaSettings(options).map((settings) => {
    const { schema } = new Kysely<unknown>({ dialect: withoutDatabase(settings.dialect) });
    return createTables(schema, settings)
      .map((table) => `${table.compile().sql};\n`)
      .join('');
  });
}

/** It compiles statements and runs none. */
function withoutDatabase(dialect: SqlDialect): Dialect {
  const createDriver = (): DummyDriver => new DummyDriver();
  switch (dialect) {
    case 'postgres':
      return {
        createDriver,
        createAdapter: () => new PostgresAdapter(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      };
    case 'sqlite':
      return {
        createDriver,
        createAdapter: () => new SqliteAdapter(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      };
    case 'mysql':
      return {
        createDriver,
        createAdapter: () => new MysqlAdapter(),
        createIntrospector: (db) => new MysqlIntrospector(db),
        createQueryCompiler: () => new MysqlQueryCompiler(),
      };
  }
}
