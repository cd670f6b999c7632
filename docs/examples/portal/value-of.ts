import type { Result } from 'neverthrow';
import { toException } from 'partner-relationships';

/**
 * The value of an answer that no person can put right: an error of the store, or an id that none of our pages has
 * offered. It is thrown, and `onError` in portal.tsx makes a page of it.
 */
export function valueOf<Value>(answer: Result<Value, { readonly code: string; readonly message: string }>): Value {
  if (answer.isErr()) throw toException(answer.error);
  return answer.value;
}
