import { err, errAsync, ok, ResultAsync, type Result } from 'neverthrow';
import type { ErrorData } from '../model/error-data';
import type { MalformedInput } from '../model/malformed-input';
import { storageFailed, type StorageContext } from '../repository/storage-error';
import { customerCodec } from '../repository/codec';
import { entryInsertions } from './commit-by-transaction';
import { whileContended } from './contention';
import { BEFORE_ALL_IDS, customerListing } from './customer-entries';
import {
  inSchemaOf,
  placeOf,
  schemaSettings,
  type Place,
  type SchemaSettings,
  type Session,
  type SqlRepositoryOptions,
  type SqlSchemaOptions,
} from './options';
import { ownTables } from './own-tables';
import {
  createTable,
  documentShapes,
  earlierListShape,
  entriesShape,
  migrationTableShape,
  tableShapes,
  type TableShape,
} from './schema';
import { rowsOf } from './selection';
import { listed, nameOf, scalarText, send, sql, textValue, type Row } from './statement';
import { tableIn, tableNames } from './tables';
import { inTransaction } from './transaction';
import type { Failure } from './verdict';

/** Some tables are missing or out of date. It is safe to ask again once the cause is gone. */
export type MigrationFailed = ErrorData<'storage', 'migration-failed', StorageContext>;

/** One step from no tables to the present ones, in the shape of a Kysely `Migration`. */
export interface RelationshipMigration {
  /** Creates the tables of this step. */
  up(db: Session): Promise<void>;
  /** Drops them, with everything in them. */
  down(db: Session): Promise<void>;
}

/** The steps by name, in the order of their names, in the shape of a Kysely `MigrationProvider`. */
export interface RelationshipMigrations {
  /** Rejects if an option is malformed; a `Migrator` answers that as its `error`. */
  getMigrations(): Promise<Record<string, RelationshipMigration>>;
}

/**
 * The tables of {@link sqlRepository} as migrations for your own Kysely `Migrator`. It needs a migration table of its
 * own. With the names of the example, {@link migrateRelationships} continues where the `Migrator` stopped, and the
 * other way round.
 *
 * @example
 * ```ts
 * // Since Kysely 0.29, from 'kysely/migration'.
 * import { Migrator, type Kysely } from 'kysely';
 * import { relationshipMigrations } from 'partner-relationships/sql';
 *
 * declare const db: Kysely<unknown>;
 * const migrator = new Migrator({
 *   db,
 *   provider: relationshipMigrations({ dialect: 'postgres' }),
 *   migrationTableName: 'relationship_migrations',
 *   migrationLockTableName: 'relationship_migration_lock',
 * });
 * await migrator.migrateToLatest();
 * ```
 */
export function relationshipMigrations(options: SqlSchemaOptions): RelationshipMigrations {
  const settings = schemaSettings(options);
  return {
    getMigrations: () =>
      settings.isErr()
        ? Promise.reject(new Error(settings.error.message, { cause: settings.error }))
        : Promise.resolve(migrationsOf(settings.value)),
  };
}

/**
 * Brings the tables of {@link sqlRepository} up to date. It creates missing tables and leaves existing ones as they
 * are, after checking by columns, types and keys that this library made them. It takes the same options as the
 * repository. It records its migrations in a table of its own, so the migrations of your application are not involved.
 * Several processes may call it at the same time. The schema must already exist. On PostgreSQL without the option
 * `schema`, tables are found on the search path, as statements find them, and missing ones are created beside the
 * others.
 *
 * @returns the names of the migrations that were carried out now, in order; empty if everything was up to date. As
 *   errors: {@link MalformedInput} if an option is malformed; {@link MigrationFailed} if the database refused, or if
 *   one of the names belongs to a table that this library did not make; the message names it
 * @example
 * ```ts
 * import type { Kysely } from 'kysely';
 * import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
 *
 * declare const db: Kysely<unknown>;
 * const options = { db, dialect: 'postgres' } as const;
 * const migrated = await migrateRelationships(options);
 * if (migrated.isErr()) console.error(migrated.error.message);
 * const repository = sqlRepository(options);
 * ```
 */
export function migrateRelationships(
  options: SqlRepositoryOptions,
): ResultAsync<readonly string[], MalformedInput | MigrationFailed> {
  const place = placeOf(options);
  return place.isErr() ? errAsync(place.error) : new ResultAsync(migrate(place.value));
}

function migrationsOf(settings: SchemaSettings): Record<string, RelationshipMigration> {
  return {
    '0001_partners_and_customers': {
      up: (session) => createOwn(session, settings, documentShapes(settings)),
      down: (session) => dropOwn(session, settings, documentShapes(settings)),
    },
    '0002_customer_entries': {
      up: async (session) => {
        const placed = placedSettings(session, settings);
        await createOwn(session, placed, [entriesShape(placed)]);
        await fillEntries(session, placed);
        await dropOwn(session, placed, [earlierListShape(placed)]);
      },
      down: async (session) => {
        const placed = placedSettings(session, settings);
        const earlier = earlierListShape(placed);
        await createOwn(session, placed, [earlier]);
        const entries = tableIn(placed, entriesShape(placed).name);
        const name = nameOf(placed.dialect, 'list');
        await send(session, placed.dialect, sql`
          insert into ${tableIn(placed, earlier.name)} (partner_id, customer_id)
          select partner_id, customer_id from ${entries} where ${name} = 'related'`);
        await dropOwn(session, placed, [entriesShape(placed)]);
      },
    },
  };
}

const DOCUMENTS_PER_STEP = 100;

/** Derives the lists from the documents that are there. Filling them again changes nothing. */
async function fillEntries(session: Session, settings: SchemaSettings): Promise<void> {
  const { dialect } = settings;
  const { customers, customerEntries: entries } = tableNames(settings);
  let after: string | null = BEFORE_ALL_IDS;
  while (after !== null) {
    const rows: readonly Row[] = await rowsOf(session, dialect, {
      columns: ['id', 'state'],
      table: tableIn(settings, customers),
      where: sql`id > ${textValue(after)}`,
      page: { order: 'id', limit: DOCUMENTS_PER_STEP },
    });
    for (const row of rows) {
      const listing = customerCodec.decode(row['state']).andThen((state) => customerListing(null, state, []));
      if (listing.isErr()) throw new Error(`the customer ${scalarText(row['id'])}: ${listing.error.message}`);
      const id = textValue(scalarText(row['id']));
      for (const statement of entryInsertions(dialect, tableIn(settings, entries), id, listing.value.listed)) {
        await send(session, dialect, statement);
      }
    }
    after = rows.length < DOCUMENTS_PER_STEP ? null : scalarText(rows.at(-1)?.['id']);
  }
}

/** Creates those of these tables that are missing, beside the others, but only beside tables of this library. */
async function createOwn(session: Session, settings: SchemaSettings, shapes: readonly TableShape[]): Promise<void> {
  const found = await ownTables(session, placedSettings(session, settings), shapes, 'if there');
  await createMissing(session, found.settings, found.missing);
}

/** Creates these tables, and then checks them: something else may have made one of the same name meanwhile. */
async function createMissing(
  session: Session,
  settings: SchemaSettings,
  missing: readonly TableShape[],
): Promise<void> {
  for (const shape of missing) await send(session, settings.dialect, createTable(settings, shape));
  if (missing.length > 0) await ownTables(session, settings, missing, 'all there');
}

async function dropOwn(session: Session, settings: SchemaSettings, shapes: readonly TableShape[]): Promise<void> {
  const placed = placedSettings(session, settings);
  for (const { name } of [...shapes].reverse())
    await send(session, placed.dialect, sql`drop table if exists ${tableIn(placed, name)}`);
}

/** A `Migrator` hands over a session with the plugins of its database. */
function placedSettings(session: Session, settings: SchemaSettings): SchemaSettings {
  const placed = inSchemaOf(session, settings);
  if (placed.isErr()) throw new Error(placed.error.message);
  return placed.value;
}

const MOST_ATTEMPTS = 3;
/** More than there will be. */
const MOST_MIGRATIONS = 1000;

/** If two begin at the same time, one may fail. It tries again, and finds the tables there. */
async function migrate(place: Place): Promise<Result<readonly string[], MigrationFailed>> {
  for (let attempt = 1; ; attempt += 1) {
    const migrated = await whileContended(() => attemptToMigrate(place));
    if (migrated.isOk()) return ok(migrated.value);
    if (attempt === MOST_ATTEMPTS) return err(migrationFailed(migrated.error.cause));
  }
}

function attemptToMigrate({ db, settings }: Place): Promise<Result<readonly string[], Failure>> {
  // MySQL commits after each table that it creates; the next run continues from there.
  return inTransaction(db, settings.dialect, async (session) => ({
    end: 'commit',
    answer: await carryOutMissing(session, settings),
  }));
}

async function carryOutMissing(session: Session, given: SchemaSettings): Promise<readonly string[]> {
  const migrationTable = migrationTableShape(given);
  const shapes = tableShapes(given);
  // A write locks the file; if two had both read it first, neither could write.
  if (given.dialect === 'sqlite') await send(session, given.dialect, createTable(given, migrationTable));
  const found = await ownTables(session, given, [migrationTable, ...shapes], 'if there');
  const { settings } = found;
  await createMissing(session, settings, found.missing.filter((shape) => shape === migrationTable));
  const carriedOut = tableIn(settings, migrationTable.name);
  const rows = await rowsOf(session, settings.dialect, {
    columns: ['name'],
    table: carriedOut,
    where: sql`name is not null`,
    page: { order: 'name', limit: MOST_MIGRATIONS },
  });
  const known = new Set(rows.map((row) => row['name']));
  const missing = Object.entries(migrationsOf(settings)).filter(([name]) => !known.has(name));
  for (const [name, migration] of missing) {
    await migration.up(session);
    const values = listed([name, new Date().toISOString()].map(textValue));
    const timestamp = nameOf(settings.dialect, 'timestamp');
    await send(session, settings.dialect, sql`insert into ${carriedOut} (name, ${timestamp}) values (${values})`);
  }
  if (missing.length === 0) await ownTables(session, settings, shapes, 'all there');
  return Object.freeze(missing.map(([name]) => name));
}

function migrationFailed(error: unknown): MigrationFailed {
  const { context } = storageFailed(error);
  return Object.freeze({
    kind: 'storage',
    code: 'migration-failed',
    message: `the tables could not be brought up to date: ${context.cause}`,
    context,
  });
}
