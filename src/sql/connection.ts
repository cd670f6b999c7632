import { err, ok, type Result } from 'neverthrow';
import type { AnyKysely, ConnectedSession, OpenTransaction, SqlDialect } from './options';
import { failure, type Failure } from './verdict';

/** Runs something on one connection. Without a connection nothing is sent, so nothing of it is in force. */
export async function onConnection<T, Transaction extends OpenTransaction>(
  db: AnyKysely<Transaction>,
  dialect: SqlDialect,
  run: (connection: ConnectedSession<Transaction>) => Promise<T>,
): Promise<Result<T, Failure>> {
  const outcome: { result: Result<T, Failure> | null } = { result: null };
  try {
    return await db.connection().execute(async (connection) => {
      const result = await attempted(dialect, () => run(connection));
      outcome.result = result;
      return result;
    });
  } catch (error) {
    // An error in giving the connection back does not change the result.
    return outcome.result ?? err({ verdict: 'refused', cause: error });
  }
}

/** Runs something that may throw what a driver throws. */
export async function attempted<T>(dialect: SqlDialect, run: () => Promise<T>): Promise<Result<T, Failure>> {
  try {
    return ok(await run());
  } catch (error) {
    return err(failure(error, dialect));
  }
}
