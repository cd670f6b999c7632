import { errorData, type ErrorData } from './error-data';

/** The command would exceed a named limit of the library. */
export type LimitExceeded = ErrorData<
  'invalid-input',
  'limit-exceeded',
  { readonly limit: string; readonly maximum: number; readonly actual: number }
>;

/** The error about a limit if this would exceed it, else null. */
export function exceededLimit(limit: string, maximum: number, actual: number): LimitExceeded | null {
  if (actual <= maximum) return null;
  return errorData('invalid-input', 'limit-exceeded', `${limit} is ${String(maximum)}; this would make it ${String(actual)}`, { limit, maximum, actual });
}
