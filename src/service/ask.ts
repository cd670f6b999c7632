import { err, type Result } from 'neverthrow';
import { either, isObject, literal, object, text, type Decoder } from '../model/decode';
import type { ErrorData } from '../model/error-data';
import {
  revisionConflict,
  unknownCursor,
  type CommitError,
  type CorruptData,
  type LoadError,
  type OutcomeUnknown,
  type PageError,
  type RevisionConflict,
  type StorageContext,
  type StorageFailed,
  type UnknownCursor,
} from '../repository/storage-error';

/** What an answer of a repository has to be. */
export interface Answer<T, E> {
  /** Takes the value, or says what is wrong with it. */
  readonly value: (value: unknown) => Result<T, { readonly message: string }>;
  readonly error: Decoder<E>;
  /** What is true when the repository gave no answer, or an error that its contract does not know. */
  readonly unanswered: (cause: unknown) => E;
  /** What is true when it answered a value that cannot be. */
  readonly impossible: (cause: string) => E;
}

/**
 * Asks a repository. An adapter must neither throw, nor reject, nor answer with something else than its contract says,
 * but one that does must not crash the application; its answer is replaced by the error known to be true.
 *
 * @param ask does all that can throw, and so reads even the repository's properties
 */
export async function ask<T, E>(
  ask: () => PromiseLike<Result<unknown, unknown>>,
  { value, error, unanswered, impossible }: Answer<T, E>,
): Promise<Result<T, E>> {
  try {
    const answer = await ask();
    if (!isResult(answer)) return err(unanswered('the repository answered with something else than a result'));
    if (answer.isOk()) return value(answer.value).mapErr(({ message }) => impossible(message));
    return error(answer.error).match(
      (known) => err(known),
      () => err(unanswered('the repository answered with an error that its contract does not know')),
    );
  } catch (thrown) {
    return err(unanswered(thrown));
  }
}

function isResult(answer: unknown): boolean {
  return isObject(answer) && typeof answer['isOk'] === 'function' && typeof answer['isErr'] === 'function';
}

// Errors are copied like everything else that an adapter gives: what it hands out may change, or throw when it is read.

const anyText: Decoder<string> = /* @__PURE__ */ text('a text', () => true);

function storageError<Code extends string>(code: Code): Decoder<ErrorData<'storage', Code, StorageContext>> {
  return object<ErrorData<'storage', Code, StorageContext>>('an error of a store', {
    kind: literal('storage'),
    code: literal(code),
    message: anyText,
    context: object<StorageContext>('a context', { cause: anyText }),
  });
}

const decodeStorageFailed: Decoder<StorageFailed> = /* @__PURE__ */ storageError('storage-failed');
const decodeCorruptData: Decoder<CorruptData> = /* @__PURE__ */ storageError('corrupt-data');
const decodeOutcomeUnknown: Decoder<OutcomeUnknown> = /* @__PURE__ */ storageError('outcome-unknown');

export const decodeLoadError: Decoder<LoadError> = /* @__PURE__ */ either(decodeStorageFailed, decodeCorruptData);

const decodeConflict: Decoder<Pick<RevisionConflict, 'kind' | 'code'>> = /* @__PURE__ */ object('a conflict', {
  kind: /* @__PURE__ */ literal('conflict'),
  code: /* @__PURE__ */ literal('revision-conflict'),
});

/** @param expected the revision that the commit was to replace: it is the one that a conflict is about */
export function decodeCommitError(expected: string): Decoder<CommitError> {
  return either<RevisionConflict, StorageFailed | OutcomeUnknown>(
    (value) => decodeConflict(value).map(() => revisionConflict(expected)),
    either(decodeStorageFailed, decodeOutcomeUnknown),
  );
}

const decodeCursorError: Decoder<Pick<UnknownCursor, 'kind' | 'code'>> = /* @__PURE__ */ object('an unknown cursor', {
  kind: /* @__PURE__ */ literal('storage'),
  code: /* @__PURE__ */ literal('unknown-cursor'),
});

/** @param after the cursor that was asked with: only where there was one it can be unknown */
export function decodePageError(after: string | null): Decoder<PageError> {
  if (after === null) return decodeLoadError;
  return either<UnknownCursor, LoadError>(
    (value) => decodeCursorError(value).map(() => unknownCursor(after)),
    decodeLoadError,
  );
}
