import { err, ok, type Result } from 'neverthrow';
import { decodeCustomerId, decodePartnerId } from '../model/identifiers';
import type { MalformedInput } from '../model/malformed-input';
import {
  customerCodec,
  listedCustomerCodec,
  listedPartnerCodec,
  partnerChangeCodec,
  partnerCodec,
  relationshipChangeCodec,
} from '../repository/codec';
import type { ChangeFeed } from '../repository/feed';
import type { RelationshipRepository, VersionedStore } from '../repository/repository';
import { storageFailed, type StorageFailed } from '../repository/storage-error';
import { commitAlone } from './commit-alone';
import { commitAlongside } from './alongside';
import { customerListing, customersOf } from './customer-entries';
import { changeFeed } from './feed';
import {
  alongsideOf,
  placeOf,
  type Alongside,
  type AnyKysely,
  type OpenTransaction,
  type Place,
  type SqlRepositoryOptions,
} from './options';
import { readerOf } from './selection';
import { orStorageFailed, sqlStore, versioned } from './sql-store';
import { tableIn, tableNames } from './tables';

/**
 * A repository in PostgreSQL, SQLite, MySQL or MariaDB, or an engine that speaks like one of them, over your
 * [Kysely](https://kysely.dev) instance. {@link migrateRelationships} creates its tables, with the same options;
 * without them every method answers `StorageFailed`, which says which table is missing.
 *
 * Each round trip is bounded by a key, however much is stored. A load and a page take one. A commit takes one on
 * PostgreSQL, and on MariaDB up to a million characters of JSON; on MySQL five, one more if customer lists get entries
 * and one more if they lose some, and seven if it erases a customer; on SQLite one statement less, without a network.
 * Where it takes several, it takes one more for each further 200 changes or entries, or 200,000 characters of their
 * JSON. The first commit of a repository takes one more on MySQL, to find out that it is no MariaDB.
 *
 * Its feed needs the right to update, except on SQLite: a page takes one round trip, and if there are changes that
 * nobody has read, on PostgreSQL two more, on MySQL and MariaDB up to ten. Without the last migration the feed
 * answers `StorageFailed`, which says so, as does every commit on SQLite.
 *
 * With the option `alongside` the application writes in the transaction of each commit, which then takes six round
 * trips on PostgreSQL (seven with a driver that sends each statement in several messages), on MySQL and SQLite two more
 * than without, and on MariaDB as many as on MySQL, besides those of the application.
 *
 * It needs no session, so it works behind a pooler, and neither the isolation level nor the character set of a session
 * matters: the stored text is ASCII. If something else has stored other characters, reading them takes one more round
 * trip on PostgreSQL. On a session of MySQL that reads uncommitted data, a page or a load takes two more.
 *
 * A statement that the database rolled back because of a simultaneous one is sent again for a quarter of a second, and
 * at least three times. So is a read, over another connection, if its connection turns out to be gone, and a commit
 * that has not yet sent anything to be written. A commit that is rolled back every time is a `RevisionConflict`; with
 * every connection gone, it is `StorageFailed`. Any other error of a commit is judged by the statement that failed: if
 * it came before the one that puts the commit in force, or if its answer says that nothing is in force, it is
 * `StorageFailed`; without an answer it is `OutcomeUnknown`. MariaDB is asked how far its one statement came. Nothing
 * rejects. With a malformed option every method answers `StorageFailed`, which names the option.
 *
 * With SQLite, use one Kysely instance per process and file: drivers that wait for a lock block the whole process, so
 * two in one process would wait for each other. If several processes use the file, set `journal_mode = wal`: without
 * it, a reader blocks a COMMIT.
 *
 * @example PostgreSQL
 * ```ts
 * import { Kysely, PostgresDialect } from 'kysely';
 * import pg from 'pg';
 * import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
 *
 * const pool = new pg.Pool({
 *   connectionString: 'postgres://localhost/portal',
 *   connectionTimeoutMillis: 5_000,
 * });
 * // Without these listeners node-postgres ends the process when a connection is
 * // lost.
 * pool.on('error', (error) => console.error(error));
 * pool.on('connect', (client) =>
 *   client.on('error', (error) => console.error(error)),
 * );
 * const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
 * const options = { db, dialect: 'postgres' } as const;
 * const migrated = await migrateRelationships(options);
 * if (migrated.isErr()) console.error(migrated.error.message);
 * const repository = sqlRepository(options);
 * ```
 * @example SQLite
 * ```ts
 * import { Kysely, SqliteDialect } from 'kysely';
 * import Database from 'libsql'; // or better-sqlite3
 * import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
 *
 * const database = new Database('portal.db');
 * database.pragma('journal_mode = wal');
 * const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
 * const options = { db, dialect: 'sqlite' } as const;
 * const migrated = await migrateRelationships(options);
 * if (migrated.isErr()) console.error(migrated.error.message);
 * const repository = sqlRepository(options);
 * ```
 * @example MySQL or MariaDB
 * ```ts
 * import { Kysely, MysqlDialect } from 'kysely';
 * import { createPool } from 'mysql2';
 * import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
 *
 * const db = new Kysely<unknown>({
 *   dialect: new MysqlDialect({ pool: createPool('mysql://localhost/portal') }),
 * });
 * const options = { db, dialect: 'mysql' } as const;
 * const migrated = await migrateRelationships(options);
 * if (migrated.isErr()) console.error(migrated.error.message);
 * const repository = sqlRepository(options);
 * ```
 */
export function sqlRepository<Transaction extends OpenTransaction>(
  options: SqlRepositoryOptions<Transaction>,
): RelationshipRepository {
  return placeOf(options)
    .andThen((place) => alongsideOf(options).map((alongside) => repositoryIn(place, options.db, alongside)))
    .match((repository) => repository, unusable);
}

function repositoryIn<Transaction extends OpenTransaction>(
  { db, settings }: Place,
  plugged: AnyKysely<Transaction>,
  alongside: Alongside<Transaction> | null,
): RelationshipRepository {
  const { dialect } = settings;
  const names = tableNames(settings);
  const customerEntries = tableIn(settings, names.customerEntries);
  const partnerChanges = tableIn(settings, names.partnerChanges);
  const customerChanges = tableIn(settings, names.customerChanges);
  const alone = commitAlone(db, dialect);
  const together = alongside === null ? null : { db: plugged, dialect, alongside };
  const partnerTables = {
    documents: tableIn(settings, names.partners),
    changes: partnerChanges,
    otherChanges: customerChanges,
    customerEntries: null,
  };
  const customerTables = {
    documents: tableIn(settings, names.customers),
    changes: customerChanges,
    otherChanges: partnerChanges,
    customerEntries,
  };
  const readParties = readerOf(db, dialect, [customerTables.documents, partnerTables.documents]);
  return Object.freeze<RelationshipRepository>({
    partners: sqlStore({
      db,
      dialect,
      tables: partnerTables,
      states: partnerCodec,
      entries: listedPartnerCodec,
      entryOf: ({ partner }) => partner,
      changes: partnerChangeCodec,
      listing: () => ok({ listed: [], unlisted: [] }),
      ids: decodePartnerId,
      alone,
      together:
        together &&
        ((writing, { id, next: state, changes }, revision) => {
          const document = { kind: 'partner', id } as const;
          return commitAlongside(together, partnerTables, writing, { document, revision, state, changes });
        }),
    }),
    customers: sqlStore({
      db,
      dialect,
      tables: customerTables,
      states: customerCodec,
      entries: listedCustomerCodec,
      entryOf: ({ customer }) => customer,
      changes: relationshipChangeCodec,
      listing: customerListing,
      ids: decodeCustomerId,
      alone,
      together:
        together &&
        ((writing, { id, next: state, changes }, revision) => {
          const document = { kind: 'customer', id } as const;
          return commitAlongside(together, customerTables, writing, { document, revision, state, changes });
        }),
    }),
    customersOf: (list, partnerId, page) =>
      orStorageFailed(() => customersOf({ db, dialect, customerEntries }, list, partnerId, page)),
    loadParties: (customerId, partnerId) =>
      orStorageFailed(async () => {
        const found = await readParties([customerId, partnerId]);
        return found.andThen(([customer = null, partner = null]) =>
          versioned(customer, customerCodec).andThen((one) =>
            versioned(partner, partnerCodec).map((other) => Object.freeze({ customer: one, partner: other })),
          ),
        );
      }),
    feed: changeFeed({
      ...{ db, dialect, head: tableIn(settings, names.feed) },
      changes: [partnerChanges, customerChanges],
    }),
  });
}

function unusable({ message }: MalformedInput): RelationshipRepository {
  const refuse = (): Promise<Result<never, StorageFailed>> => Promise.resolve(err(storageFailed(message)));
  const store: VersionedStore<string, never, never, never> = Object.freeze({
    load: refuse,
    commit: refuse,
    history: refuse,
    list: refuse,
  });
  const feed: ChangeFeed = Object.freeze({ read: refuse });
  return Object.freeze<RelationshipRepository>({
    ...{ partners: store, customers: store, customersOf: refuse, loadParties: refuse, feed },
  });
}
