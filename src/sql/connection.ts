import { err, ok, type Result } from 'neverthrow';
import { failure, type Failure } from './contention';
import type { AnyKysely, ConnectedSession, SqlDialect } from './options';

interface Progress {
  isConnected: boolean;
}

/** Runs something on one connection. What fails before there is one was not sent, so nothing of it is in force. */
export async function onConnection<T>(
  db: AnyKysely,
  dialect: SqlDialect,
  run: (connection: ConnectedSession) => Promise<T>,
): Promise<Result<T, Failure>> {
  const progress: Progress = { isConnected: false };
  try {
    const value = await db.connection().execute((connection) => {
      progress.isConnected = true;
      return run(connection);
    });
    return ok(value);
  } catch (error) {
    return err(progress.isConnected ? failure(error, dialect) : { verdict: 'refused', cause: error });
  }
}
