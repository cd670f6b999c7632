import { CompiledQuery, type QueryExecutorProvider, type QueryResult } from 'kysely';
import type { Result } from 'neverthrow';
import {
  alongsideFailed,
  outcomeUnknown,
  type AlongsideFailed,
  type OutcomeUnknown,
} from '../repository/storage-error';
import { writeByStatement } from './commit-by-statement';
import { writeInTransaction } from './commit-by-transaction';
import type { Alongside, AnyKysely, Committed, OpenTransaction, SqlDialect } from './options';
import { send, sql, type Row } from './statement';
import type { DocumentTables } from './tables';
import { inTransaction, type Ending } from './transaction';
import { contentionIn, isConnectionGone, isTransactionAborted, type Failure } from './verdict';
import type { Writing, Written } from './writing';

/** How a commit ended together with what the application writes. */
export type Ended = Written | AlongsideFailed | OutcomeUnknown;

/** A database, and what the application writes in its transactions. */
interface Together<Transaction extends OpenTransaction> {
  /** With the plugins of the application, which are meant for its own statements. */
  readonly db: AnyKysely<Transaction>;
  readonly dialect: SqlDialect;
  readonly alongside: Alongside<Transaction>;
}

/**
 * A commit in a transaction in which the application writes too. A savepoint tells whether the transaction is still the
 * same afterwards: the application may not have noticed, or not have passed on, that a statement failed with which
 * PostgreSQL takes back all others at COMMIT, or with which MySQL and SQLite have already done so.
 */
export function commitAlongside<Transaction extends OpenTransaction>(
  { db, dialect, alongside }: Together<Transaction>,
  tables: DocumentTables,
  writing: Writing,
  committed: Committed,
): Promise<Result<Ended, Failure>> {
  return inTransaction(db, dialect, async (transaction): Promise<Ending<Ended>> => {
    const session = withoutPlugins(transaction);
    const isWritten = await (dialect === 'postgres'
      ? writeByStatement(session, tables, writing)
      : writeInTransaction(session, dialect, tables, writing));
    if (!isWritten) return { end: 'rollback', answer: 'conflict' };
    await send(session, dialect, sql`savepoint relationship_alongside`);
    try {
      await alongside(transaction, committed);
    } catch (error) {
      const contention = contentionIn(error, dialect);
      if (contention !== null) throw contention;
      return { end: 'rollback', answer: alongsideFailed(error) };
    }
    try {
      await send(session, dialect, sql`release savepoint relationship_alongside`);
      return { end: 'commit', answer: 'committed' };
    } catch (error) {
      if (isConnectionGone(error, dialect)) throw error;
      // Whether the application has put the transaction in force before it lost it is not known.
      const isNothingInForce = isTransactionAborted(error, dialect);
      return { end: 'rollback', answer: isNothingInForce ? alongsideFailed(error) : outcomeUnknown(error) };
    }
  });
}

/**
 * Sends statements in a transaction that `alongside` is given, without Kysely: what another query builder makes, or
 * texts of your own. The text has the placeholders of the driver: `$1` on PostgreSQL, `?` on the others. Rows come as
 * the driver gives them.
 *
 * @returns a function of a text and its values; what it returns rejects with the error of the driver
 * @example
 * ```ts
 * import { Kysely, SqliteDialect } from 'kysely';
 * import Database from 'libsql';
 * import { queryOf, sqlRepository } from 'partner-relationships/sql';
 *
 * const database = new Database('portal.db');
 * const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
 * const repository = sqlRepository({
 *   db,
 *   dialect: 'sqlite',
 *   alongside: async (transaction, { document, revision }) => {
 *     const query = queryOf(transaction);
 *     await query('insert into outbox (document_id, revision) values (?, ?)', [
 *       document.id,
 *       revision,
 *     ]);
 *   },
 * });
 * ```
 */
export function queryOf(
  transaction: QueryExecutorProvider,
): (text: string, values?: readonly unknown[]) => Promise<QueryResult<Row>> {
  const executor = transaction.getExecutor().withoutPlugins();
  return (text, values = []) => executor.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
}

function withoutPlugins(transaction: QueryExecutorProvider): QueryExecutorProvider {
  const executor = transaction.getExecutor().withoutPlugins();
  return { getExecutor: () => executor };
}
