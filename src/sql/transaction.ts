import { sql, type QueryExecutorProvider } from 'kysely';
import { err, ok, type Result } from 'neverthrow';
import { onConnection } from './connection';
import { failure, withoutEffect, type Failure } from './contention';
import { elapsedInBackground } from './elapsed';
import type { AnyKysely, ConnectedSession, OpenTransaction, Session, SqlDialect } from './options';
import { isTransactionOver } from './verdict';

/** How a transaction is to end, and what is answered when it has. */
export interface Ending<T> {
  readonly end: 'commit' | 'rollback';
  readonly answer: T;
}

/**
 * Runs something in a transaction, and says by which of its statements it failed: COMMIT's own error counts, whatever
 * ROLLBACK says after it. Before COMMIT is sent nothing is in force, whether the database has answered or not.
 *
 * The connection stays here until the transaction is over: the server has answered ROLLBACK, or the connection is gone.
 * A server may refuse ROLLBACK, as a node of a cluster does that has lost its quorum, and with MySQL the next BEGIN on
 * that connection would commit half of what was written. The answer does not wait for that.
 */
export function inTransaction<T>(
  db: AnyKysely,
  dialect: SqlDialect,
  run: (session: Session) => Promise<Ending<T>>,
): Promise<Result<T, Failure>> {
  return new Promise((resolve) => {
    const held = onConnection(db, dialect, async (connection) => {
      const line = await bareLine(connection);
      const begun = await begin(connection, dialect);
      const transaction = begun.isOk() ? begun.value : null;
      const result = begun.isOk()
        ? await carriedOut(begun.value, dialect, run)
        : err(withoutEffect(begun.error, dialect));
      // A BEGIN without an answer may be carried out all the same, and later.
      const isNotOpen = begun.isOk() ? begun.value.isCommitted : begun.error.verdict !== 'unanswered';
      const rollback = (): Promise<unknown> => rolledBack(line, transaction);
      const isOver = isNotOpen || (await isRolledBack(rollback, dialect));
      resolve(result);
      if (!isOver) await untilRolledBack(line, rollback, dialect);
    });
    // What fails outside is getting a connection.
    void held.then((outcome) => {
      if (outcome.isErr()) resolve(err(outcome.error));
    });
  });
}

/**
 * Runs something that only reads over one connection, which goes back without an open transaction: when one may be open,
 * it is rolled back, and as above the connection stays here until it is over, and the answer does not wait.
 *
 * @param run is told how to say that a transaction may be open
 */
export function onCleanConnection<T>(
  db: AnyKysely,
  dialect: SqlDialect,
  run: (connection: Session, mayBeOpen: () => void) => Promise<T>,
): Promise<Result<T, Failure>> {
  return new Promise((resolve) => {
    const held = onConnection(db, dialect, async (connection) => {
      const rollback = (): Promise<unknown> => sql`rollback and no chain no release`.execute(connection);
      let isOver = true;
      const mayBeOpen = (): void => {
        isOver = false;
      };
      const result = await resultOf(() => run(connection, mayBeOpen), dialect);
      isOver ||= await isRolledBack(rollback, dialect);
      resolve(result);
      if (!isOver) await untilRolledBack(connection, rollback, dialect);
    });
    // What fails outside is getting a connection.
    void held.then((outcome) => {
      if (outcome.isErr()) resolve(err(outcome.error));
    });
  });
}

async function resultOf<T>(run: () => Promise<T>, dialect: SqlDialect): Promise<Result<T, Failure>> {
  try {
    return ok(await run());
  } catch (error) {
    return err(withoutEffect(failure(error, dialect), dialect));
  }
}

/**
 * The connection as it is, for what ends its transaction: when BEGIN or ROLLBACK has failed, most versions of Kysely
 * keep the connection for that transaction, and let all other statements over it wait for ever.
 */
async function bareLine(connection: ConnectedSession): Promise<QueryExecutorProvider> {
  const executor = connection.getExecutor();
  const bare = await executor.provideConnection((provided) => Promise.resolve(provided));
  const bareExecutor = executor.withConnectionProvider({ provideConnection: (use) => use(bare) });
  return { getExecutor: () => bareExecutor };
}

async function begin(connection: ConnectedSession, dialect: SqlDialect): Promise<Result<OpenTransaction, Failure>> {
  try {
    return ok(await connection.startTransaction().execute());
  } catch (error) {
    return err(failure(error, dialect));
  }
}

async function carriedOut<T>(
  transaction: OpenTransaction,
  dialect: SqlDialect,
  run: (session: Session) => Promise<Ending<T>>,
): Promise<Result<T, Failure>> {
  let isComplete = false;
  try {
    const { end, answer } = await run(transaction);
    isComplete = end === 'commit';
    if (isComplete) await transaction.commit().execute();
    return ok(answer);
  } catch (error) {
    const failed = failure(error, dialect);
    return err(isComplete ? failed : beforeCommit(failed));
  }
}

function beforeCommit(failed: Failure): Failure {
  return failed.verdict === 'unanswered' ? { ...failed, verdict: 'refused' } : failed;
}

/** Sends ROLLBACK for a transaction of Kysely, or for one of which BEGIN was not answered. */
function rolledBack(line: QueryExecutorProvider, transaction: OpenTransaction | null): Promise<unknown> {
  // From 0.28.18 on, Kysely takes a ROLLBACK that was refused for done, and sends no other.
  const isKyselyDone = transaction === null || transaction.isRolledBack;
  return isKyselyDone ? sql`rollback`.execute(line) : transaction.rollback().execute();
}

/** Sends ROLLBACK. Whether no transaction is open any more. */
async function isRolledBack(rollback: () => Promise<unknown>, dialect: SqlDialect): Promise<boolean> {
  try {
    await rollback();
    return true;
  } catch (error) {
    return isTransactionOver(error, dialect);
  }
}

const FIRST_PAUSE_MILLISECONDS = 10;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
/** Longer than the one second that a session of MySQL is given then. */
const PAUSE_TO_END_IDLE_MILLISECONDS = 2_000;

/**
 * Sends ROLLBACK until the transaction is over. A server of MySQL is soon asked to end the session, which rolls back as
 * well: a pool has few places, and a cluster may be without its quorum for long.
 */
async function untilRolledBack(
  line: QueryExecutorProvider,
  rollback: () => Promise<unknown>,
  dialect: SqlDialect,
): Promise<void> {
  let pause = FIRST_PAUSE_MILLISECONDS;
  do {
    if (dialect === 'mysql' && pause > PAUSE_TO_END_IDLE_MILLISECONDS) await endWhenIdle(line);
    await elapsedInBackground(pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
  } while (!(await isRolledBack(rollback, dialect)));
}

/** A node without quorum refuses ROLLBACK and KILL, and does this. */
async function endWhenIdle(line: QueryExecutorProvider): Promise<void> {
  try {
    await sql`set session wait_timeout = 1`.execute(line);
  } catch {
    // Then the next ROLLBACK decides.
  }
}
