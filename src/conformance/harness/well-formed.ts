import type { Result } from 'neverthrow';

/** The value of something that the kit made itself. */
export function wellFormed<T>(result: Result<T, { readonly message: string }>): T {
  if (result.isErr()) throw new Error(`the conformance kit made something malformed: ${result.error.message}`);
  return result.value;
}
