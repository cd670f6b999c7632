import { err, errAsync, ok, ResultAsync, type Result } from 'neverthrow';
import type { ErrorData } from '../model/error-data';
import type { MalformedInput } from '../model/malformed-input';
import { customerCodec, listedCustomerCodec, listedPartnerCodec, partnerCodec } from '../repository/codec';
import { storageFailed, type StorageContext } from '../repository/storage-error';
import { entryInsertions } from './commit-by-transaction';
import { whileContended } from './contention';
import { customerListing } from './customer-entries';
import { BEFORE_ALL_IDS } from './entry-page';
import {
  inSchemaOf,
  placeOf,
  schemaSettings,
  type Place,
  type SchemaSettings,
  type Session,
  type SqlDialect,
  type SqlDatabaseOptions,
  type SqlSchemaOptions,
} from './options';
import { ownTables, type OwnTables } from './own-tables';
import {
  addColumn,
  addNumbers,
  changeShapes,
  createTable,
  dropColumn,
  earlierChangeShapes,
  earlierDocumentShapes,
  earlierListShape,
  entriesShape,
  feedRow,
  feedShape,
  migrationTableShape,
  tableShapes,
  type TableShape,
} from './schema';
import { rowsOf } from './selection';
import { countValue, listed, nameOf, scalarText, send, sql, textValue, type Sql } from './statement';
import { tableIn, tableNames, type Table } from './tables';
import { inTransaction } from './transaction';
import type { Failure } from './verdict';
import { asciiJson, ERASED, type ListedEntry } from './writing';

/** Some tables are missing or out of date. It is safe to ask again once the cause is gone. */
export type MigrationFailed = ErrorData<'storage', 'migration-failed', StorageContext>;

/** One step from no tables to the present ones, in the shape of a Kysely `Migration`. */
export interface RelationshipMigration {
  /** Creates the tables of this step, fills them from what is there, and drops those that they replace. */
  up(db: Session): Promise<void>;
  /** Takes that back: creates and fills what was dropped, and drops what was created, with everything in it. */
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
 * Brings the tables of {@link sqlRepository} up to date. It creates missing tables; those that are there it first checks
 * by columns, types and keys, whether this library made them. Tables of an earlier release it changes into those of
 * today, with all that is in them: let no process of the earlier release write meanwhile or later, as it would leave
 * lists as they are. It takes the same options as the repository. It records its migrations in a table of its own, so
 * the migrations of your application are not involved. Several processes may call it at the same time. The schema must
 * already exist. On PostgreSQL without the option `schema`, tables are found on the search path, as statements find
 * them, and missing ones are created beside the others.
 *
 * @returns the names of the migrations that were carried out now, in order; empty if everything was up to date. As
 *   errors: {@link MalformedInput} if an option is malformed; {@link MigrationFailed} if the database refused, if one
 *   of the names belongs to a table that this library did not make, or if a stored partner or customer does not decode;
 *   the message names it
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
  options: SqlDatabaseOptions,
): ResultAsync<readonly string[], MalformedInput | MigrationFailed> {
  const place = placeOf(options);
  return place.isErr() ? errAsync(place.error) : new ResultAsync(migrate(place.value));
}

function migrationsOf(settings: SchemaSettings): Record<string, RelationshipMigration> {
  const earlier = [...earlierDocumentShapes(settings), earlierListShape(settings)];
  const { partners, customers } = tableNames(settings);
  return {
    '0001_partners_and_customers': {
      up: async (session) => {
        await createOwn(session, settings, earlier);
      },
      down: (session) => dropOwn(session, settings, earlier),
    },
    '0002_entries_of_lists': {
      up: async (session) => {
        const { settings: placed, columns } = await createOwn(session, settings, [entriesShape(settings)]);
        for (const table of [partners, customers]) {
          const isThere = columns.get(table)?.has('entry') === true;
          if (!isThere) await send(session, placed.dialect, addColumn(placed, table, 'entry', 'json'));
        }
        for (const table of [partners, customers]) await fillEntries(session, placed, table);
        await dropOwn(session, settings, [earlierListShape(settings)]);
      },
      down: async (session) => {
        const { settings: placed, columns } = await createOwn(session, settings, [earlierListShape(settings)]);
        if (columns.has(entriesShape(settings).name)) await fillEarlierList(session, placed);
        for (const table of [partners, customers]) {
          const isThere = columns.get(table)?.has('entry') === true;
          if (isThere) await send(session, placed.dialect, dropColumn(placed, table, 'entry'));
        }
        await dropOwn(session, settings, [entriesShape(settings)]);
      },
    },
    '0003_feed_of_changes': {
      up: async (session) => {
        const { settings: placed, columns } = await createOwn(session, settings, [feedShape(settings)]);
        const isNumbered = ({ name }: TableShape): boolean => columns.get(name)?.has('number') === true;
        const shapes = changeShapes(placed);
        const numbered = shapes.filter(isNumbered);
        for (const shape of shapes) {
          if (isNumbered(shape)) continue;
          if (placed.dialect === 'sqlite') {
            mustHaveNoMore(shape, columns.get(shape.name));
            await remakeChanges(session, placed, shape, numbered[0] ?? null);
          } else {
            for (const statement of addNumbers(placed, shape)) await send(session, placed.dialect, statement);
          }
          numbered.push(shape);
        }
        await send(session, placed.dialect, feedRow(placed));
      },
      down: async (session) => {
        const { settings: placed, columns } = await foundOwn(session, settings);
        for (const shape of earlierChangeShapes(placed)) {
          if (columns.get(shape.name)?.has('number') !== true) continue;
          if (placed.dialect === 'sqlite') await remakeChanges(session, placed, shape, null);
          else await send(session, placed.dialect, dropColumn(placed, shape.name, 'number'));
        }
        await dropOwn(session, settings, [feedShape(settings)]);
      },
    },
  };
}

/**
 * Makes a table of changes of SQLite once more in another shape, with all its rows, because their order in the file
 * cannot be changed otherwise. If they get numbers, these come after those that `numbered` has.
 */
async function remakeChanges(
  session: Session,
  settings: SchemaSettings,
  shape: TableShape,
  numbered: TableShape | null,
): Promise<void> {
  const { dialect } = settings;
  const table = tableIn(settings, shape.name);
  const kept = tableIn(settings, `${shape.name}_kept`);
  const names = Object.keys(shape.columns);
  const others = numbered === null ? null : tableIn(settings, numbered.name);
  const before = others === null ? sql`0` : sql`(select coalesce(max(number), 0) from ${others})`;
  const values = names.map((name) =>
    name === 'number' ? sql`${before} + row_number() over (order by id, position)` : nameOf(dialect, name),
  );
  await inStep(session, dialect, async () => {
    for (const statement of [
      sql`create table ${kept} as select * from ${table}`,
      sql`drop table ${table}`,
      createTable(settings, shape),
      sql`
        insert into ${table} (${listed(names.map((name) => nameOf(dialect, name)))})
        select ${listed(values)} from ${kept} order by id, position`,
      sql`drop table ${kept}`,
    ])
      await send(session, dialect, statement);
  });
}

/** The table is made once more without columns that the application has added to it. */
function mustHaveNoMore({ name, columns }: TableShape, found: ReadonlySet<string> | undefined): void {
  const foreign = [...(found ?? [])].find((column) => column !== 'number' && !Object.hasOwn(columns, column));
  if (foreign === undefined) return;
  throw new Error(`the table ${name} is made once more and would lose its column ${foreign}`);
}

const DOCUMENTS_PER_STEP = 100;

/** Derives the entries of all lists from the documents that are there. Doing it again changes nothing. */
async function fillEntries(session: Session, settings: SchemaSettings, table: string): Promise<void> {
  let after: string | null = BEFORE_ALL_IDS;
  while (after !== null) {
    const from: string = after;
    after = await inStep(session, settings.dialect, () => fillEntriesAfter(session, settings, table, from));
  }
}

/** Derives the entries of the next documents; gives the last id of these, or null after the last of all. */
async function fillEntriesAfter(
  session: Session,
  settings: SchemaSettings,
  table: string,
  after: string,
): Promise<string | null> {
  const { dialect } = settings;
  const { customers, customerEntries } = tableNames(settings);
  const rows = await rowsOf(session, dialect, {
    columns: ['id', 'state'],
    table: tableIn(settings, table),
    where: sql`id > ${textValue(after)}`,
    page: { order: 'id', limit: DOCUMENTS_PER_STEP },
    // A process that has finished this migration may commit already, and keeps the entries from then on.
    isLocking: true,
  });
  const filled = rows
    .filter(({ state }) => state !== ERASED)
    .map(({ id, state }) => (table === customers ? customerEntriesIn : partnerEntryIn)(scalarText(id), state));
  if (filled.length > 0) await send(session, dialect, entryUpdate(tableIn(settings, table), filled));
  const listedEntries = filled.flatMap(({ id, ofLists }) => ofLists.map((entry) => ({ ...entry, customerId: id })));
  for (const statement of entryInsertions(dialect, tableIn(settings, customerEntries), listedEntries))
    await send(session, dialect, statement);
  return rows.length < DOCUMENTS_PER_STEP ? null : scalarText(rows.at(-1)?.['id']);
}

/** What lists show of a document: that of all documents, and those of the customers of partners. */
interface EntriesOfDocument {
  readonly id: string;
  readonly entry: string;
  readonly ofLists: readonly ListedEntry[];
}

function partnerEntryIn(id: string, state: unknown): EntriesOfDocument {
  const entry = partnerCodec.decode(state).andThen(({ partner }) => listedPartnerCodec.encode(partner));
  if (entry.isErr()) throw new Error(`the partner ${id}: ${entry.error.message}`);
  return { id, entry: asciiJson(entry.value), ofLists: [] };
}

function customerEntriesIn(id: string, state: unknown): EntriesOfDocument {
  const entries = customerCodec.decode(state).andThen((decoded) =>
    listedCustomerCodec
      .encode(decoded.customer)
      .andThen((entry) => customerListing(null, decoded, []).map(({ listed: ofLists }) => ({ entry, ofLists }))),
  );
  if (entries.isErr()) throw new Error(`the customer ${id}: ${entries.error.message}`);
  return { id, entry: asciiJson(entries.value.entry), ofLists: entries.value.ofLists };
}

function entryUpdate(table: Table, filled: readonly EntriesOfDocument[]): Sql {
  const cases = filled.flatMap(({ id, entry }) => sql` when ${textValue(id)} then ${textValue(entry)}`);
  const ids = listed(filled.map(({ id }) => textValue(id)));
  return sql`update ${table} set entry = case id${cases} end where id in (${ids})`;
}

/** Gives the earlier list those customers that partners have relationships with. Doing it again changes nothing. */
async function fillEarlierList(session: Session, settings: SchemaSettings): Promise<void> {
  const { dialect } = settings;
  const { customerEntries, earlierCustomerList } = tableNames(settings);
  const earlier = tableIn(settings, earlierCustomerList);
  await send(
    session,
    dialect,
    sql`
      insert into ${earlier} (partner_id, customer_id)
      select partner_id, customer_id from ${tableIn(settings, customerEntries)} as entries
      where ${nameOf(dialect, 'list')} = ${textValue('related')} and not exists (
        select 1 from ${earlier} as there
        where there.partner_id = entries.partner_id and there.customer_id = entries.customer_id)`,
  );
}

/** Creates those of these tables that are missing, beside the others, but only beside tables of this library. */
async function createOwn(
  session: Session,
  settings: SchemaSettings,
  shapes: readonly TableShape[],
): Promise<OwnTables> {
  const found = await foundOwn(session, settings);
  const names = new Set(shapes.map(({ name }) => name));
  await createMissing(session, found.settings, found.missing.filter(({ name }) => names.has(name)));
  return found;
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

/** Drops those of these tables that are there, but only if this library made them. */
async function dropOwn(session: Session, settings: SchemaSettings, shapes: readonly TableShape[]): Promise<void> {
  const found = await foundOwn(session, settings);
  for (const { name } of [...shapes].reverse())
    await send(session, settings.dialect, sql`drop table if exists ${tableIn(found.settings, name)}`);
}

/** Those tables which this library has, or had in an earlier release. */
function foundOwn(session: Session, settings: SchemaSettings): Promise<OwnTables> {
  const placed = placedSettings(session, settings);
  return ownTables(session, placed, [...knownShapes(placed), earlierListShape(placed)], 'if there');
}

/** The tables of today, as they are even before the last migration. */
function knownShapes(settings: SchemaSettings): readonly TableShape[] {
  return [...earlierDocumentShapes(settings), entriesShape(settings), feedShape(settings)];
}

/**
 * Runs something so that what it reads with locks stays locked until it has written. MySQL ends a transaction with each
 * table that it creates, and a `Migrator` begins one on PostgreSQL only.
 */
async function inStep<T>(session: Session, dialect: SqlDialect, run: () => Promise<T>): Promise<T> {
  const { begin, end, takeBack } = STEPS[dialect];
  for (const statement of begin) await send(session, dialect, statement);
  try {
    const result = await run();
    for (const statement of end) await send(session, dialect, statement);
    return result;
  } catch (error) {
    for (const statement of takeBack) await send(session, dialect, statement);
    throw error;
  }
}

interface StepStatements {
  readonly begin: readonly Sql[];
  readonly end: readonly Sql[];
  readonly takeBack: readonly Sql[];
}

const STEPS: Readonly<Record<SqlDialect, StepStatements>> = {
  postgres: { begin: [], end: [], takeBack: [] },
  mysql: {
    begin: [['begin']],
    end: [['commit and no chain no release']],
    takeBack: [['rollback and no chain no release']],
  },
  sqlite: {
    begin: [['savepoint relationship_step']],
    end: [['release relationship_step']],
    takeBack: [['rollback to relationship_step'], ['release relationship_step']],
  },
};

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
  return inTransaction(db, settings.dialect, async (session) => ({
    end: 'commit',
    answer: await (settings.dialect === 'mysql'
      ? oneAfterTheOther(session, settings, () => carryOutMissing(session, settings))
      : carryOutMissing(session, settings)),
  }));
}

/** An hour: more than a migration takes. A process that dies before gives its lock back. */
const LONGEST_WAIT_SECONDS = 3600;

/**
 * MySQL commits with each table that it creates, so that no transaction keeps two migrations apart. A run that is cut
 * short is continued by the next one.
 */
async function oneAfterTheOther<T>(session: Session, settings: SchemaSettings, run: () => Promise<T>): Promise<T> {
  const name = textValue(tableNames(settings).migrations);
  await send(session, 'mysql', sql`select get_lock(${name}, ${countValue(LONGEST_WAIT_SECONDS)})`);
  try {
    const result = await run();
    await send(session, 'mysql', sql`commit and no chain no release`);
    return result;
  } finally {
    await send(session, 'mysql', sql`select release_lock(${name})`);
  }
}

async function carryOutMissing(session: Session, given: SchemaSettings): Promise<readonly string[]> {
  const migrationTable = migrationTableShape(given);
  // A write locks the file; if two had both read it first, neither could write.
  if (given.dialect === 'sqlite') await send(session, given.dialect, createTable(given, migrationTable));
  const found = await ownTables(session, given, [migrationTable, ...knownShapes(given)], 'if there');
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
  if (missing.length === 0) await ownTables(session, settings, tableShapes(settings), 'all there');
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
