import { record, text, type Decoder } from '../model/decode';
import { describe } from '../model/describe';
import type { ErrorData } from '../model/error-data';

/** What the store, or the way to it, said, at most 1,000 characters of it. For a log; its wording is not stable. */
export interface StorageContext {
  readonly cause: string;
}

/** The store could not do it, and nothing was written. Asking again later may succeed. */
export type StorageFailed = ErrorData<'storage', 'storage-failed', StorageContext>;

/**
 * A commit was sent and no answer came: it may have taken effect or not, or it may still. Ask again with the same
 * command; commands are idempotent.
 */
export type OutcomeUnknown = ErrorData<'storage', 'outcome-unknown', StorageContext>;

/** What is stored is not what this library writes. Asking again does not help. */
export type CorruptData = ErrorData<'storage', 'corrupt-data', StorageContext>;

/** `after` is not a cursor that a page of this list has given as `next`. */
export type UnknownCursor = ErrorData<'storage', 'unknown-cursor', { readonly after: string }>;

/** Somebody else committed in between. Nothing was written. */
export type RevisionConflict = ErrorData<'conflict', 'revision-conflict', { readonly expected: string }>;

/** What a load can fail with. */
export type LoadError = StorageFailed | CorruptData;

/** What a commit can fail with. */
export type CommitError = RevisionConflict | StorageFailed | OutcomeUnknown;

/** What reading a page can fail with. */
export type PageError = StorageFailed | CorruptData | UnknownCursor;

/**
 * For an adapter: the store could not do it, and nothing was written.
 *
 * @example
 * ```ts
 * import { ResultAsync } from 'neverthrow';
 * import { storageFailed } from 'partner-relationships';
 *
 * const query = () => Promise.reject(new Error('connection refused'));
 *
 * const loaded = await ResultAsync.fromPromise(query(), storageFailed);
 * loaded.match(
 *   () => 'loaded',
 *   (error) => error.context.cause,
 * ); // => 'connection refused'
 * ```
 */
export function storageFailed(cause: unknown): StorageFailed {
  return storageError('storage-failed', 'the store failed, nothing was written', cause);
}

/**
 * For an adapter: a commit was sent, and whether it took effect is not known.
 *
 * @example
 * ```ts
 * import { ResultAsync } from 'neverthrow';
 * import { outcomeUnknown } from 'partner-relationships';
 *
 * const commit = () => Promise.reject(new Error('no answer within 30 seconds'));
 *
 * const committed = await ResultAsync.fromPromise(commit(), outcomeUnknown);
 * committed.match(
 *   () => 'committed',
 *   (error) => error.code,
 * ); // => 'outcome-unknown'
 * ```
 */
export function outcomeUnknown(cause: unknown): OutcomeUnknown {
  return storageError('outcome-unknown', 'the commit may have taken effect or not', cause);
}

/**
 * For an adapter: what is stored does not decode.
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
  return storageError('corrupt-data', 'what is stored does not decode', cause);
}

/**
 * For an adapter: the cursor is not one of its own.
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
 * rowAfter('yesterday').match(
 *   () => 'read',
 *   (error) => error.code,
 * ); // => 'unknown-cursor'
 * ```
 */
export function unknownCursor(after: string): UnknownCursor {
  return Object.freeze({
    kind: 'storage',
    code: 'unknown-cursor',
    message: 'no page of this list gave that cursor',
    context: Object.freeze({ after: textOf(after) }),
  });
}

/**
 * For an adapter: what is stored has another revision than expected, or is there although it was expected absent.
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
 * answerTo(0).match(
 *   () => 'committed',
 *   (error) => error.code,
 * ); // => 'revision-conflict'
 * ```
 */
export function revisionConflict(expected: string): RevisionConflict {
  return Object.freeze({
    kind: 'conflict',
    code: 'revision-conflict',
    message: `expected revision ${describe(expected)}, found another`,
    context: Object.freeze({ expected: textOf(expected) }),
  });
}

function storageError<Code extends string>(
  code: Code,
  message: string,
  cause: unknown,
): ErrorData<'storage', Code, StorageContext> {
  const reason = causeOf(cause);
  return Object.freeze({
    kind: 'storage',
    code,
    message: `${message}: ${reason}`,
    context: Object.freeze({ cause: reason }),
  });
}

const LONGEST_CAUSE = 1000;

const decodeThrown: Decoder<{ readonly message: string }> = /* @__PURE__ */ record('an error', {
  message: /* @__PURE__ */ text('a text', () => true),
});

/** What a driver throws can be anything, and its message an entire statement. */
function causeOf(cause: unknown): string {
  const reason = typeof cause === 'string' ? cause : saidBy(cause);
  return reason.length <= LONGEST_CAUSE ? reason : `${reason.slice(0, LONGEST_CAUSE - 1)}…`;
}

function saidBy(cause: unknown): string {
  return decodeThrown(cause).match(
    ({ message }) => message,
    () => describe(cause),
  );
}

/** An adapter may hand on what is no text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : describe(value);
}
