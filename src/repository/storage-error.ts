import { object, text, type Decoder } from '../model/decode';
import { describe } from '../model/describe';
import { errorData, type ErrorData } from '../model/error-data';

/** The message of the store, or of the connection to it, cut to 1,000 characters. For a log; the text is not stable. */
export interface StorageContext {
  readonly cause: string;
}

/** The store failed and wrote nothing. A later attempt may succeed. */
export type StorageFailed = ErrorData<'storage', 'storage-failed', StorageContext>;

/**
 * A commit was sent and no answer came: it may have taken effect, it may still take effect, or it never will. Repeat
 * the command, as commands are idempotent.
 */
export type OutcomeUnknown = ErrorData<'storage', 'outcome-unknown', StorageContext>;

/**
 * What the application writes in the transaction of a commit has failed, by an error of its own or of the database.
 * Nothing was written, neither by the application nor by the commit. `context.cause` is the message of that error.
 */
export type AlongsideFailed = ErrorData<'storage', 'alongside-failed', StorageContext>;

/** The stored data is not data that this library writes. Repeating does not help. */
export type CorruptData = ErrorData<'storage', 'corrupt-data', StorageContext>;

/** `after` is not the `next` of any page of this list. */
export type UnknownCursor = ErrorData<'storage', 'unknown-cursor', { readonly after: string }>;

/** Another commit came in between. Nothing was written. */
export type RevisionConflict = ErrorData<'conflict', 'revision-conflict', { readonly expected: string }>;

/** The errors of a load. */
export type LoadError = StorageFailed | CorruptData;

/** The errors of a commit. */
export type CommitError = RevisionConflict | StorageFailed | OutcomeUnknown | AlongsideFailed;

/** The errors of reading a page. */
export type PageError = StorageFailed | CorruptData | UnknownCursor;

/**
 * For an adapter: the store failed and wrote nothing.
 *
 * @example
 * ```ts
 * import { ResultAsync } from 'neverthrow';
 * import { storageFailed } from 'partner-relationships';
 *
 * const query = () => Promise.reject(new Error('connection refused'));
 *
 * const loaded = await ResultAsync.fromPromise(query(), storageFailed);
 * const cause = loaded.match(() => '', (error) => error.context.cause);
 * cause; // => 'connection refused'
 * ```
 */
export function storageFailed(cause: unknown): StorageFailed {
  return storageError('storage-failed', 'the store failed, nothing was written', cause);
}

/**
 * For an adapter: a commit was sent, and it is not known whether it took effect.
 *
 * @example
 * ```ts
 * import { ResultAsync } from 'neverthrow';
 * import { outcomeUnknown } from 'partner-relationships';
 *
 * const commit = () => Promise.reject(new Error('no answer within 30 seconds'));
 *
 * const committed = await ResultAsync.fromPromise(commit(), outcomeUnknown);
 * const code = committed.match(() => 'committed', (error) => error.code);
 * code; // => 'outcome-unknown'
 * ```
 */
export function outcomeUnknown(cause: unknown): OutcomeUnknown {
  return storageError('outcome-unknown', 'the commit may have taken effect or not', cause);
}

/**
 * For an adapter that lets the application write in the transaction of a commit: that has failed, and nothing was
 * written.
 *
 * @example
 * ```ts
 * import { ResultAsync } from 'neverthrow';
 * import { alongsideFailed } from 'partner-relationships';
 *
 * const enqueue = () => Promise.reject(new Error('no such queue: emails'));
 *
 * const enqueued = await ResultAsync.fromPromise(enqueue(), alongsideFailed);
 * const cause = enqueued.match(() => '', (error) => error.context.cause);
 * cause; // => 'no such queue: emails'
 * ```
 */
export function alongsideFailed(cause: unknown): AlongsideFailed {
  return storageError(
    'alongside-failed',
    'what was to be written in the same transaction failed, nothing was written',
    cause,
  );
}

/**
 * For an adapter: the stored data does not decode.
 *
 * @example
 * ```ts
 * import { corruptData, parseRevision } from 'partner-relationships';
 *
 * const row = { revision: '', document: '{}' };
 *
 * const revision = parseRevision(row.revision).mapErr(corruptData);
 * revision.match(() => 'read', (error) => error.code); // => 'corrupt-data'
 * ```
 */
export function corruptData(cause: unknown): CorruptData {
  return storageError('corrupt-data', 'the stored data does not decode', cause);
}

/**
 * For an adapter: it has not issued this cursor.
 *
 * @example
 * ```ts
 * import { err, ok } from 'neverthrow';
 * import { unknownCursor } from 'partner-relationships';
 *
 * // The cursors of this adapter are row numbers.
 * const rowAfter = (after: string) =>
 *   /^[0-9]{1,9}$/.test(after) ? ok(Number(after)) : err(unknownCursor(after));
 *
 * rowAfter('25').unwrapOr(0); // => 25
 *
 * const failed = rowAfter('yesterday');
 * failed.match(() => 'read', (error) => error.code); // => 'unknown-cursor'
 * ```
 */
export function unknownCursor(after: string): UnknownCursor {
  return errorData('storage', 'unknown-cursor', 'no page of this list gave that cursor', { after: textOf(after) });
}

/**
 * For an adapter: the stored revision is not the expected one, or a document exists that was expected to be absent.
 *
 * @example
 * ```ts
 * import { err, ok } from 'neverthrow';
 * import { revisionConflict } from 'partner-relationships';
 *
 * // After: update … set revision = '8' where id = 'tailspin' and revision = '7'
 * const answerTo = (changedRows: number) =>
 *   changedRows === 1 ? ok('8') : err(revisionConflict('7'));
 *
 * answerTo(1).unwrapOr(''); // => '8'
 *
 * const late = answerTo(0);
 * late.match(() => 'committed', (error) => error.code); // => 'revision-conflict'
 * ```
 */
export function revisionConflict(expected: string): RevisionConflict {
  return errorData('conflict', 'revision-conflict', `expected revision ${describe(expected)}, found another`, { expected: textOf(expected) });
}

function storageError<Code extends string>(
  code: Code,
  message: string,
  cause: unknown,
): ErrorData<'storage', Code, StorageContext> {
  const reason = causeOf(cause);
  return errorData('storage', code, `${message}: ${reason}`, { cause: reason });
}

const LONGEST_CAUSE = 1000;

const decodeThrown: Decoder<{ readonly message: string }> = /* @__PURE__ */ object('an error', {
  message: /* @__PURE__ */ text('a text', () => true),
});

/** A driver can throw anything, and its message can be an entire statement. */
function causeOf(cause: unknown): string {
  const reason = typeof cause === 'string' ? cause : messageOf(cause);
  return reason.length <= LONGEST_CAUSE ? reason : `${reason.slice(0, LONGEST_CAUSE - 1)}…`;
}

function messageOf(cause: unknown): string {
  return decodeThrown(cause).match(
    ({ message }) => message,
    () => describe(cause),
  );
}

/** An adapter may pass a value that is not a text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : describe(value);
}
