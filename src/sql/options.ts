import type { QueryExecutorProvider, SchemaModule } from 'kysely';
import { err, ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import { defaulted, isObject, nullable, object, oneOf, text, type Decoder } from '../model/decode';
import type { CustomerId, PartnerId } from '../model/identifiers';
import { malformedInput, within, type MalformedInput } from '../model/malformed-input';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import type { RelationshipChange } from '../model/relationship-change';
import type { Revision } from '../repository/revision';

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
export interface ConnectedSession<Transaction extends OpenTransaction = OpenTransaction> extends Session {
  /** Begins a transaction on it. */
  startTransaction(): {
    /** Sends BEGIN. */
    execute(): Promise<Transaction>;
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
export interface SessionBuilder<Transaction extends OpenTransaction = OpenTransaction> {
  /** Runs it, and returns its result. */
  execute<T>(run: (session: ConnectedSession<Transaction>) => Promise<T>): Promise<T>;
}

/**
 * A Kysely instance: `Kysely<Database>` for any `Database`. Its plugins are not used, except for the schema that
 * `withSchema` gives: the tables are in that schema unless the option `schema` names another.
 *
 * A transaction is refused, because an acknowledged commit could still be rolled back. So is a commit over a connection
 * on which you have sent BEGIN by hand: it answers `StorageFailed`, writes nothing and leaves your transaction open; a
 * migration answers `MigrationFailed`. Only on PostgreSQL, and without `alongside`, a commit cannot be told from one by
 * itself if it is the first thing in your transaction: you have not written in it, and the repository has not read.
 * With MySQL, sessions that begin transactions by themselves (`autocommit = 0`, `completion_type = CHAIN`) are refused.
 */
export interface AnyKysely<Transaction extends OpenTransaction = OpenTransaction> extends Session {
  readonly isTransaction: boolean;
  /** The same database without its plugins, which could change statements and rows. */
  withoutPlugins(): AnyKysely<Transaction>;
  /** Runs something on one connection. */
  connection(): SessionBuilder<Transaction>;
}

/** In which database, and which tables there. */
export interface SqlDatabaseOptions extends SqlSchemaOptions {
  readonly db: AnyKysely;
}

/** Where partners and customers are kept, and what the application writes together with them. */
export interface SqlRepositoryOptions<Transaction extends OpenTransaction = OpenTransaction>
  extends SqlDatabaseOptions {
  readonly db: AnyKysely<Transaction>;
  /**
   * Writes what has to be in force together with a commit, such as a row of an outbox, in the transaction of the
   * commit: both are in force, or neither. It is called after the document was written, once for each transaction, and
   * not where nothing changes or somebody else was first. A transaction that the database rolled back because of a
   * simultaneous one is begun again, with another call. Do not end the transaction, and send nothing over `db` in it.
   *
   * If it rejects, nothing is in force and the commit answers `alongside-failed`; but a serialization failure or a
   * deadlock, also as the `cause` of what it rejects with, is treated as one of the commit itself.
   */
  readonly alongside?: Alongside<Transaction> | undefined;
}

/** Writes in the transaction of a commit. */
export type Alongside<Transaction> = (transaction: Transaction, committed: Committed) => Promise<void>;

/**
 * What a commit writes: the document after it, and its changes in order. The kind of a change belongs to one kind of
 * document, so `switch (change.kind)` narrows it; TypeScript does not narrow `changes` by `document.kind`.
 */
export type Committed = {
  /** The revision that the commit will answer. */
  readonly revision: Revision;
} & (
  | {
      readonly document: { readonly kind: 'partner'; readonly id: PartnerId };
      readonly state: PartnerAccount | null;
      readonly changes: readonly PartnerChange[];
    }
  | {
      readonly document: { readonly kind: 'customer'; readonly id: CustomerId };
      /** Null after an erasure. */
      readonly state: CustomerRelationships | null;
      readonly changes: readonly RelationshipChange[];
    }
);

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
        ? err(malformedInput('nothing, as SQLite has no schemas', settings.schema, 'schema'))
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
export function placeOf(options: SqlDatabaseOptions): Result<Place, MalformedInput> {
  return schemaSettings(options).andThen((settings) =>
    databaseOf(options.db)
      .andThen((db) => inSchemaOf(options.db, settings).map((placed) => ({ db, settings: placed })))
      .mapErr((error) => within('options', within('db', error))),
  );
}

/**
 * @returns what the application writes together with each commit, null if nothing; or {@link MalformedInput}
 */
export function alongsideOf<Transaction extends OpenTransaction>({
  alongside,
}: SqlRepositoryOptions<Transaction>): Result<Alongside<Transaction> | null, MalformedInput> {
  if (alongside === undefined || typeof alongside === 'function') return ok(alongside ?? null);
  return err(malformedInput('a function', alongside, 'options.alongside'));
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
