import type { CompiledQuery, Dialect } from 'kysely';
import { executing } from './executing';

/** A dialect of MySQL whose server is no MariaDB: what only MariaDB carries out is a comment there. */
export function noMariadb(dialect: Dialect): Dialect {
  return executing(
    dialect,
    (execute) =>
      async <R>(query: CompiledQuery) =>
        query.sql.startsWith('/*M!begin') ? { rows: [{ answer: 'no MariaDB' } as R] } : execute<R>(query),
  );
}
