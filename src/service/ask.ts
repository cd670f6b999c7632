import { err, type Result } from 'neverthrow';
import { either, isObject, literal, object, oneOf, text, type Decoder } from '../model/decode';
import type { ErrorData } from '../model/error-data';
import {
  revisionConflict,
  unknownCursor,
  type CommitError,
  type LoadError,
  type PageError,
  type RevisionConflict,
  type StorageContext,
  type UnknownCursor,
} from '../repository/storage-error';

/** What a repository gives that is asked; nothing if it has no such method. */
export type Asked = PromiseLike<Result<unknown, unknown>> | undefined;

/** What a repository's answer must be. */
export interface Answer<T, E> {
  /** Takes the value, or says what is wrong with it. */
  readonly value: (value: unknown) => Result<T, { readonly message: string }>;
  readonly error: Decoder<E>;
  /** The error known to be true if the repository gave no answer, or an error that its contract does not name. */
  readonly unanswered: (cause: unknown) => E;
  /** The error known to be true if it answered an impossible value. */
  readonly impossible: (cause: string) => E;
}

/**
 * Asks a repository. An adapter must not throw, reject, or answer with anything that its contract does not allow. One
 * that does must not crash the application; its answer is replaced by the error known to be true.
 *
 * @param ask does everything that can throw, including reading the repository's properties
 */
export async function ask<T, E>(
  ask: () => Asked,
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

/** Adapters are written in JavaScript as well, and may have their own copy of neverthrow. */
export function isResult(answer: unknown): answer is Result<unknown, unknown> {
  return isObject(answer) && typeof answer['isOk'] === 'function' && typeof answer['isErr'] === 'function';
}

/** What the decoders below call what they expect; nobody gets to see it. */
const ERROR = 'an error of a store';

// Errors are copied like everything else from an adapter, as its objects may change, or throw when they are read.

const anyText: Decoder<string> = /* @__PURE__ */ text(ERROR, () => true);

function storageErrors<Code extends string>(
  ...codes: readonly Code[]
): Decoder<ErrorData<'storage', Code, StorageContext>> {
  return object<ErrorData<'storage', Code, StorageContext>>(ERROR, {
    kind: literal('storage'),
    code: oneOf(codes),
    message: anyText,
    context: object<StorageContext>(ERROR, { cause: anyText }),
  });
}

export const decodeLoadError: Decoder<LoadError> = /* @__PURE__ */ storageErrors('storage-failed', 'corrupt-data');

const decodeFailedCommit: Decoder<Exclude<CommitError, RevisionConflict>> = /* @__PURE__ */ storageErrors(
  'storage-failed',
  'outcome-unknown',
  'alongside-failed',
);

const decodeConflict: Decoder<Pick<RevisionConflict, 'kind' | 'code'>> = /* @__PURE__ */ object(ERROR, {
  kind: /* @__PURE__ */ literal('conflict'),
  code: /* @__PURE__ */ literal('revision-conflict'),
});

/** @param expected the revision that the commit was meant to replace, which a conflict names */
export function decodeCommitError(expected: string): Decoder<CommitError> {
  return either<RevisionConflict, Exclude<CommitError, RevisionConflict>>(
    (value) => decodeConflict(value).map(() => revisionConflict(expected)),
    decodeFailedCommit,
  );
}

const decodeCursorError: Decoder<Pick<UnknownCursor, 'kind' | 'code'>> = /* @__PURE__ */ object(ERROR, {
  kind: /* @__PURE__ */ literal('storage'),
  code: /* @__PURE__ */ literal('unknown-cursor'),
});

/** @param after the cursor that the page was asked for with; without one, none can be unknown */
export function decodePageError(after: string | null): Decoder<PageError> {
  if (after === null) return decodeLoadError;
  return either<UnknownCursor, LoadError>(
    (value) => decodeCursorError(value).map(() => unknownCursor(after)),
    decodeLoadError,
  );
}
