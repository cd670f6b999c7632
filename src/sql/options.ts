import type { QueryExecutorProvider, SchemaModule } from 'kysely';
import { err, ok, type Result } from 'neverthrow';
import { defaulted, isObject, nullable, object, oneOf, text, type Decoder } from '../model/decode';
import { malformedInput, within, type MalformedInput } from '../model/malformed-input';

/** The dialects of SQL that the repository speaks, also for other engines that understand one of them. */
export type SqlDialect = 'postgres' | 'sqlite' | 'mysql';

/** Which tables, in which dialect. */
export interface SqlSchemaOptions {
  /** `mysql` also means MariaDB. */
  readonly dialect: SqlDialect;
  /** The beginning of every table's name: at most 40 letters, digits and underscores; `relationship_` by default. */
  readonly tablePrefix?: string | undefined;
  /**
   * The schema of the tables (with MySQL: the database): 1 to 63 letters, digits, underscores and hyphens. By default
   * the one of `withSchema`, or else the one that the connection uses. SQLite has none.
   */
  readonly schema?: string | undefined;
}

/** Where statements run: a Kysely instance, one of its connections, or a transaction. */
export interface Session extends QueryExecutorProvider {
  readonly schema: SchemaModule;
}

/** A session on one connection. */
export interface ConnectedSession extends Session {
  /** Begins a transaction on it. */
  startTransaction(): {
    /** Sends BEGIN. */
    execute(): Promise<OpenTransaction>;
  };
}

/** A session inside a transaction. */
export interface OpenTransaction extends Session {
  /** Whether COMMIT was answered. */
  readonly isCommitted: boolean;
  /** Whether ROLLBACK was answered. */
  readonly isRolledBack: boolean;
  /** Ends it, and puts in force what it wrote. */
  commit(): {
    /** Sends COMMIT. */
    execute(): Promise<void>;
  };
  /** Ends it, and takes back what it wrote. */
  rollback(): {
    /** Sends ROLLBACK. */
    execute(): Promise<void>;
  };
}

/** Runs something in a session, and ends it afterwards. */
export interface SessionBuilder {
  /** Runs it, and returns its result. */
  execute<T>(run: (session: ConnectedSession) => Promise<T>): Promise<T>;
}

/**
 * A Kysely instance: `Kysely<Database>` for any `Database`. A transaction is refused, because an acknowledged commit
 * could still be rolled back. Its plugins are not used, except for the schema that `withSchema` gives: the tables are
 * in that schema unless the option `schema` names another.
 */
export interface AnyKysely extends Session {
  readonly isTransaction: boolean;
  /** The same database without its plugins, which could change statements and rows. */
  withoutPlugins(): AnyKysely;
  /** Runs something on one connection. */
  connection(): SessionBuilder;
}

/** Where partners and customers are kept. */
export interface SqlRepositoryOptions extends SqlSchemaOptions {
  readonly db: AnyKysely;
}

/** Checked options without a database. */
export interface SchemaSettings {
  readonly dialect: SqlDialect;
  readonly tablePrefix: string;
  readonly schema: string | null;
}

const DIALECTS: readonly SqlDialect[] = ['postgres', 'sqlite', 'mysql'];
const DEFAULT_PREFIX = 'relationship_';

const decodeFields: Decoder<SchemaSettings> = /* @__PURE__ */ object<SchemaSettings>('the options of SQL tables', {
  dialect: /* @__PURE__ */ oneOf(DIALECTS),
  tablePrefix: /* @__PURE__ */ defaulted(
    text('at most 40 letters, digits and underscores', (value) => /^\w{0,40}$/.test(value)),
    DEFAULT_PREFIX,
  ),
  schema: /* @__PURE__ */ defaulted(
    nullable(text('1 to 63 letters, digits, underscores and hyphens', (value) => /^[\w-]{1,63}$/.test(value))),
    null,
  ),
});

/**
 * @returns the settings, or {@link MalformedInput} naming the first malformed option
 */
export function schemaSettings(options: SqlSchemaOptions): Result<SchemaSettings, MalformedInput> {
  return decodeFields(options)
    .andThen((settings) =>
      settings.dialect === 'sqlite' && settings.schema !== null
        ? err(within('schema', malformedInput('nothing, as SQLite has no schemas', settings.schema)))
        : ok(settings),
    )
    .mapErr((error) => within('options', error));
}

/** A database, and which tables in it. */
export interface Place {
  readonly db: AnyKysely;
  readonly settings: SchemaSettings;
}

/**
 * @returns the database without its plugins, and the settings with the schema that a plugin may give; or
 *   {@link MalformedInput} naming the first malformed option
 */
export function placeOf(options: SqlRepositoryOptions): Result<Place, MalformedInput> {
  return schemaSettings(options).andThen((settings) =>
    databaseOf(options.db)
      .andThen((db) => inSchemaOf(options.db, settings).map((placed) => ({ db, settings: placed })))
      .mapErr((error) => within('options', within('db', error))),
  );
}

/**
 * Plugins do not apply to the statements of this library. So that none is silently ignored, the plugin of `withSchema`,
 * or one like it, is asked for its schema, and a plugin that renames tables is refused. A plugin that only spells names
 * differently, as CamelCasePlugin does, is meant for the names of the application.
 *
 * @returns the settings, with that schema unless they have one; or {@link MalformedInput}
 */
export function inSchemaOf({ schema }: Session, settings: SchemaSettings): Result<SchemaSettings, MalformedInput> {
  const name = `${settings.tablePrefix}customers`;
  const { table } = schema.createTable(name).toOperationNode().table;
  if (lettersOf(table.identifier.name) !== lettersOf(name))
    return err(malformedInput('a Kysely instance without a plugin that renames tables', table.identifier.name));
  if (table.schema === undefined || settings.schema !== null) return ok(settings);
  const given = table.schema.name;
  return schemaSettings({ ...settings, schema: given }).mapErr(() =>
    malformedInput('a Kysely instance that is not in a schema, or in one that the option `schema` could name', given),
  );
}

function lettersOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/**
 * @returns the database without plugins, or {@link MalformedInput} if it is not one to commit to
 */
function databaseOf(db: AnyKysely): Result<AnyKysely, MalformedInput> {
  const given: unknown = db;
  if (!isObject(given) || typeof given['withoutPlugins'] !== 'function')
    return err(malformedInput('a Kysely instance', given));
  if (db.isTransaction) return err(malformedInput('a Kysely instance that is not a transaction', given));
  return ok(db.withoutPlugins());
}
