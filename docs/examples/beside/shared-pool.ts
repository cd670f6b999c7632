import { Kysely, PostgresDialect } from 'kysely';
import {
  createRelationshipService,
  type RelationshipService,
} from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import type { Pool } from 'pg';

/** A service over the pool that the rest of the application uses. */
export function serviceOver(pool: Pool): RelationshipService {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return createRelationshipService({
    repository: sqlRepository({ db, dialect: 'postgres' }),
    linkBaseUrl: 'https://portal.example/invitation',
  });
}
