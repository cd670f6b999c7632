import { isRecord } from '../model/decode';

/**
 * Turns an error of this library into an `Error`, for callers who throw. Its message is the error's message, its `name`
 * the error's code, its `cause` the error itself.
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
  const data: unknown = error;
  const { code, message } = isRecord(data) ? data : {};
  const exception = new Error(typeof message === 'string' ? message : 'unknown error', { cause: data });
  exception.name = typeof code === 'string' ? code : 'Error';
  return exception;
}
