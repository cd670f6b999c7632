import type { Result } from 'neverthrow';
import { toException } from './to-exception';

/**
 * The value of an answer, for a caller who can do nothing about an error. Throws the exception of {@link toException}
 * if the answer is an error.
 *
 * @example
 * ```ts
 * import { parsePartnerId, valueOrThrow } from 'partner-relationships';
 *
 * const partnerId = valueOrThrow(parsePartnerId('contoso'));
 * partnerId.length; // => 7
 * ```
 */
export function valueOrThrow<Value>(
  answer: Result<Value, { readonly code: string; readonly message: string }>,
): Value {
  if (answer.isErr()) throw toException(answer.error);
  return answer.value;
}
