import type { ErrorData } from './error-data';

/** The command would exceed a named limit of the library. */
export type LimitExceeded = ErrorData<
  'invalid-input',
  'limit-exceeded',
  { readonly limit: string; readonly maximum: number; readonly actual: number }
>;

/** The error about a limit if this would exceed it, else null. */
export function exceededLimit(limit: string, maximum: number, actual: number): LimitExceeded | null {
  if (actual <= maximum) return null;
  return Object.freeze({
    kind: 'invalid-input',
    code: 'limit-exceeded',
    message: `${limit} is ${String(maximum)}; this would make it ${String(actual)}`,
    context: Object.freeze({ limit, maximum, actual }),
  });
}
