import type { QueryExecutorProvider } from 'kysely';
import { err, ok, type Result } from 'neverthrow';
import { attempted, onConnection } from './connection';
import { elapsedInBackground } from './elapsed';
import type { AnyKysely, ConnectedSession, OpenTransaction, SqlDialect } from './options';
import { send, sql, type Sql } from './statement';
import { refuseForeignTransaction } from './foreign-transaction';
import { isTransactionOver, withoutEffect, type Failure } from './verdict';

/** How a transaction is to end, and the answer after that. */
export interface Ending<T> {
  readonly end: 'commit' | 'rollback';
  readonly answer: T;
}

/** What came of something that was sent over a connection. */
export interface Attempt<T> {
  /** Is asked for once it was tried to take back what is left open. */
  readonly result: () => Result<T, Failure>;
  /** Takes back what may be open on the connection, and is rejected if it may still be; null if nothing is open. */
  readonly takeBack: (() => Promise<unknown>) | null;
}

/**
 * Runs something in a transaction, and tells by the statement that failed what is in force: COMMIT's own error counts,
 * whatever ROLLBACK says after it. Before COMMIT is sent nothing is in force, whether the database has answered or not.
 *
 * @param level for MySQL, the isolation level, if not that of the session
 */
export function inTransaction<T, Transaction extends OpenTransaction>(
  db: AnyKysely<Transaction>,
  dialect: SqlDialect,
  run: (transaction: Transaction) => Promise<Ending<T>>,
  level?: Sql,
): Promise<Result<T, Failure>> {
  return keepingConnection(db, dialect, async (line, connection) => {
    // Whatever is open before our BEGIN is not ours to end.
    await refuseForeignTransaction(connection, dialect, level);
    const begun = await attempted(dialect, () => connection.startTransaction().execute());
    const transaction = begun.isOk() ? begun.value : null;
    const result = begun.isOk()
      ? await carriedOut(begun.value, dialect, run)
      : err(withoutEffect(begun.error, dialect));
    // A BEGIN without an answer may be carried out all the same, and later.
    const isOver = begun.isOk() ? begun.value.isCommitted : begun.error.verdict !== 'unanswered';
    return { result: () => result, takeBack: isOver ? null : () => rolledBack(line, dialect, transaction) };
  });
}

/**
 * Runs something on a connection, which is kept until no transaction is open on it: the server has answered ROLLBACK,
 * or the connection is gone. A server may refuse ROLLBACK, as a node of a cluster does that has lost its quorum, and
 * with MySQL the next BEGIN on that connection would commit half of what was written. The answer does not wait for
 * that.
 */
export function keepingConnection<T, Transaction extends OpenTransaction>(
  db: AnyKysely<Transaction>,
  dialect: SqlDialect,
  run: (line: QueryExecutorProvider, connection: ConnectedSession<Transaction>) => Promise<Attempt<T>>,
): Promise<Result<T, Failure>> {
  return new Promise((resolve) => {
    const held = onConnection(db, dialect, async (connection) => {
      const line = await bareLine(connection);
      const { result, takeBack } = await run(line, connection);
      const isLeft = takeBack !== null && !(await isTakenBack(takeBack, dialect));
      resolve(result());
      if (isLeft) await untilTakenBack(line, takeBack, dialect);
    });
    // What fails outside is getting a connection, and making sure that no transaction is open on it.
    void held.then((outcome) => {
      if (outcome.isErr()) resolve(err(withoutEffect(outcome.error, dialect)));
    });
  });
}

/**
 * The connection itself, to end its transaction: after a BEGIN or ROLLBACK that failed, most versions of Kysely reserve
 * the connection for that transaction, and all other statements over it wait for ever.
 */
async function bareLine(connection: ConnectedSession): Promise<QueryExecutorProvider> {
  const executor = connection.getExecutor();
  const bare = await executor.provideConnection((provided) => Promise.resolve(provided));
  const bareExecutor = executor.withConnectionProvider({ provideConnection: (use) => use(bare) });
  return { getExecutor: () => bareExecutor };
}

async function carriedOut<T, Transaction extends OpenTransaction>(
  transaction: Transaction,
  dialect: SqlDialect,
  run: (transaction: Transaction) => Promise<Ending<T>>,
): Promise<Result<T, Failure>> {
  const written = await attempted(dialect, () => run(transaction));
  if (written.isErr()) return err(beforeCommit(written.error));
  const { end, answer } = written.value;
  if (end === 'rollback') return ok(answer);
  return (await attempted(dialect, () => transaction.commit().execute())).map(() => answer);
}

/** The failure of a statement before COMMIT, without which nothing is in force. */
export function beforeCommit(failed: Failure): Failure {
  return failed.verdict === 'unanswered' ? { ...failed, verdict: 'refused' } : failed;
}

/** Sends ROLLBACK for a transaction of Kysely, or for one whose BEGIN was not answered. */
function rolledBack(
  line: QueryExecutorProvider,
  dialect: SqlDialect,
  transaction: OpenTransaction | null,
): Promise<unknown> {
  // From 0.28.18 on, Kysely treats a refused ROLLBACK as done, and sends no other.
  const isKyselyDone = transaction === null || transaction.isRolledBack;
  return isKyselyDone ? send(line, dialect, sql`rollback`) : transaction.rollback().execute();
}

/** Whether no transaction is open any more after this. */
async function isTakenBack(takeBack: () => Promise<unknown>, dialect: SqlDialect): Promise<boolean> {
  try {
    await takeBack();
    return true;
  } catch (error) {
    return isTransactionOver(error, dialect);
  }
}

const FIRST_PAUSE_MILLISECONDS = 10;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
/** Longer than the second after which an idle session of MySQL then ends. */
const PAUSE_TO_END_IDLE_MILLISECONDS = 2_000;

/**
 * Sends ROLLBACK until the transaction is over. MySQL is soon asked to end the session, which rolls back as well: a
 * pool has few places, and a cluster may be without its quorum for long.
 */
async function untilTakenBack(
  line: QueryExecutorProvider,
  takeBack: () => Promise<unknown>,
  dialect: SqlDialect,
): Promise<void> {
  let pause = FIRST_PAUSE_MILLISECONDS;
  do {
    if (dialect === 'mysql' && pause > PAUSE_TO_END_IDLE_MILLISECONDS) await endWhenIdle(line);
    await elapsedInBackground(pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
  } while (!(await isTakenBack(takeBack, dialect)));
}

/** A node without quorum refuses ROLLBACK and KILL, but accepts this. */
async function endWhenIdle(line: QueryExecutorProvider): Promise<void> {
  try {
    await send(line, 'mysql', sql`set session wait_timeout = 1`);
  } catch {
    // Then the next ROLLBACK decides.
  }
}
