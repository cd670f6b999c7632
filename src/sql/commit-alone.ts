import { err, ok, type Result } from 'neverthrow';
import { commitByCompound } from './commit-by-compound';
import { commitByStatement } from './commit-by-statement';
import { commitByTransaction } from './commit-by-transaction';
import type { AnyKysely, SqlDialect } from './options';
import type { DocumentTables } from './tables';
import type { Failure } from './verdict';
import type { Writing, Written } from './writing';

/** Commits, with nothing besides. */
export type CommitAlone = (tables: DocumentTables, writing: Writing) => Promise<Result<Written, Failure>>;

/**
 * Commits in one statement where the database takes one, and in a transaction elsewhere. Whether a server of MySQL is a
 * MariaDB shows with the first commit, and is not asked again.
 */
export function commitAlone(db: AnyKysely, dialect: SqlDialect): CommitAlone {
  if (dialect === 'postgres') return (tables, writing) => commitByStatement(db, tables, writing);
  let isMariadb = dialect === 'mysql';
  return async (tables, writing) => {
    if (isMariadb) {
      const answer = await commitByCompound(db, tables, writing);
      if (answer.isErr()) return err(answer.error);
      if (answer.value === 'committed' || answer.value === 'conflict') return ok(answer.value);
      isMariadb = answer.value === 'too long';
    }
    return commitByTransaction(db, dialect, tables, writing);
  };
}
