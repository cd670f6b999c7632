/** What Kysely 0.29 has as `kysely/migration`, where the tests take it from; Kysely 0.28 has it in its main entry. */
export { Migrator, NO_MIGRATIONS } from 'kysely';
