import { Kysely, PostgresDialect, SqliteDialect, type ControlledTransaction } from 'kysely';
import Database from 'libsql';
import pg from 'pg';
import { createRelationshipService, valueOrThrow, type RelationshipService } from 'partner-relationships';
import { createRoleService, partnerCenterGdap, type RoleService } from 'partner-relationships/roles';
import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
import { writeMails } from './mails';
import { eraseSubscriptions } from './subscriptions';
import { createPortalTables, type PortalTables } from './tables';

/** What every page works with. */
export interface Portal {
  readonly service: RelationshipService;
  /** Beside it, on the same repository: what has a term. */
  readonly roles: RoleService;
  readonly db: Kysely<PortalTables>;
  /** Where browsers find it, such as `https://portal.example`. */
  readonly origin: string;
}

/**
 * Makes what is missing in the database, and the service on it.
 *
 * @param database the URL of a PostgreSQL database, or the path of an SQLite file
 */
export async function openPortal(database: string, origin: string): Promise<Portal> {
  const dialect = /^postgres(?:ql)?:/.test(database) ? 'postgres' : 'sqlite';
  const db = new Kysely<PortalTables>({ dialect: dialect === 'postgres' ? postgres(database) : sqlite(database) });
  valueOrThrow(await migrateRelationships({ db, dialect }));
  await createPortalTables(db);
  const repository = sqlRepository<ControlledTransaction<PortalTables>>({
    db,
    dialect,
    alongside: async (transaction, committed) => {
      await writeMails(transaction, committed);
      await eraseSubscriptions(transaction, committed);
    },
  });
  const service = createRelationshipService({ repository, linkBaseUrl: `${origin}/invitation` });
  const profile = partnerCenterGdap;
  const roles = createRoleService({ repository, linkBaseUrl: `${origin}/offer`, profile });
  return { service, roles, db, origin };
}

function postgres(connectionString: string): PostgresDialect {
  return new PostgresDialect({ pool: new pg.Pool({ connectionString }) });
}

function sqlite(path: string): SqliteDialect {
  const database = new Database(path, { timeout: 5_000 });
  database.pragma('journal_mode = wal');
  return new SqliteDialect({ database });
}
