import type { Result } from 'neverthrow';

/** The value of a result that cannot be an error by construction. */
export function lawful<T>(result: Result<T, { readonly message: string }>): T {
  if (result.isErr()) throw new Error(`a generator made something unlawful: ${result.error.message}`);
  return result.value;
}

/** A value that exists by construction. */
export function certain<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a generator misses what it made itself');
  return value;
}
