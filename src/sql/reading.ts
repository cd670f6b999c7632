import { err, type Result } from 'neverthrow';
import { storageFailed, type StorageFailed } from '../repository/storage-error';
import { whileContended } from './contention';
import type { AnyKysely, SqlDialect } from './options';
import { select, type Row, type Selection } from './selection';
import { onCleanConnection } from './transaction';

/** The rows that are to be read. One round trip, and one more for each connection that turns out to be gone. */
export async function read(
  db: AnyKysely,
  dialect: SqlDialect,
  selection: Selection,
): Promise<Result<readonly Row[], StorageFailed>> {
  const result = await whileContended(() =>
    onCleanConnection(db, dialect, (connection, mayBeOpen) => select(connection, dialect, selection, mayBeOpen)),
  );
  return result.mapErr(({ cause }) => storageFailed(cause));
}

/**
 * A revision or a position: a number, or the text of one where the driver keeps 64 bits apart; null when it is neither.
 */
export function counterOf(value: unknown): number | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  const digits = String(value);
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null;
}

/**
 * For arguments that are not what their types say: what is thrown over them becomes an answer. What a database or a
 * driver throws has become one before, so nothing was written.
 */
export async function orStorageFailed<T, E>(ask: () => Promise<Result<T, E>>): Promise<Result<T, E | StorageFailed>> {
  try {
    return await ask();
  } catch (error) {
    return err(storageFailed(error));
  }
}
