import type { ErrorData } from './error-data';

/** The place of a wrong value, what was expected there, and what was received instead. */
export interface Mismatch {
  /** The path to the value from the checked argument, such as `services[2]`; empty for the argument itself. */
  readonly path: string;
  readonly expected: string;
  /** A short description of the value; a long one is described, not repeated. */
  readonly received: string;
}

export type InvalidInput<Code extends string> = ErrorData<'invalid-input', Code, Mismatch>;

export function invalidInput<Code extends string>(code: Code, mismatch: Mismatch): InvalidInput<Code> {
  const { path, expected, received } = mismatch;
  return Object.freeze({
    kind: 'invalid-input',
    code,
    message: `${path === '' ? '' : `${path}: `}expected ${expected}, received ${received}`,
    context: Object.freeze(mismatch),
  });
}
