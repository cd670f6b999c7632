import { DummyDriver, Kysely } from 'kysely';
import type { Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import { dialectOver } from './dialect-over';
import { schemaSettings, type SqlSchemaOptions } from './options';
import { createTable, tableShapes } from './schema';

/**
 * The SQL that creates the tables of {@link sqlRepository}, for those who run it by hand or with a tool of their own:
 * one statement a line, the same that {@link migrateRelationships} runs. Running it twice does no harm. A schema must
 * exist already.
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
    // It compiles statements and runs none.
    const { schema } = new Kysely<unknown>({ dialect: dialectOver(settings.dialect, () => new DummyDriver()) });
    return tableShapes(settings)
      .map((shape) => `${createTable(schema, settings, shape).compile().sql};\n`)
      .join('');
  });
}
