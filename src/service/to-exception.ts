import { object, text, type Decoder } from '../model/decode';

interface Words {
  readonly code: string;
  readonly message: string;
}

const decodeWords: Decoder<Words> = /* @__PURE__ */ object<Words>('an error', {
  code: /* @__PURE__ */ text('a code', () => true),
  message: /* @__PURE__ */ text('a message', () => true),
});

/**
 * Turns an error of this library into an `Error`, for callers who throw. Its message is the error's message, its
 * `name` the error's code, its `cause` the error itself. A value that is not such an error becomes an `Error` that
 * says so.
 *
 * @example
 * ```ts
 * import { parsePartnerId, toException } from 'partner-relationships';
 *
 * const partnerId = parsePartnerId('contoso').match(
 *   (id) => id,
 *   (error) => {
 *     throw toException(error);
 *   },
 * );
 * ```
 */
export function toException(error: { readonly code: string; readonly message: string }): Error {
  const words = decodeWords(error);
  const { code, message } = words.isOk() ? words.value : { code: 'Error', message: words.error.message };
  const exception = new Error(message, { cause: error });
  exception.name = code;
  return exception;
}
