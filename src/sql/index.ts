/**
 * A repository for PostgreSQL, SQLite, MySQL and MariaDB, and for engines that speak their protocols. It needs
 * [Kysely](https://kysely.dev). {@link sqlRepository} is the repository; {@link migrateRelationships} creates its
 * tables.
 *
 * @module partner-relationships/sql
 */

export { sqlRepository } from './sql-repository';
export { queryOf } from './alongside';
export { migrateRelationships, relationshipMigrations } from './migrations';
export type { MigrationFailed, RelationshipMigration, RelationshipMigrations } from './migrations';
export { relationshipSchemaSql } from './schema';
export type {
  Alongside,
  AnyKysely,
  Committed,
  ConnectedSession,
  OpenTransaction,
  Session,
  SessionBuilder,
  SqlDatabaseOptions,
  SqlDialect,
  SqlRepositoryOptions,
  SqlSchemaOptions,
} from './options';
