export { sqlRepository } from './sql-repository';
export { migrateRelationships, relationshipMigrations } from './migrations';
export type { MigrationFailed, RelationshipMigration, RelationshipMigrations } from './migrations';
export { relationshipSchemaSql } from './schema-sql';
export type { AnyKysely, Session, SessionBuilder, SqlDialect, SqlRepositoryOptions, SqlSchemaOptions } from './options';
