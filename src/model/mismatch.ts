import { errorData, type ErrorData } from './error-data';

/**
 * What a text that a person enters has to be, as a name: for a form that says it in another language than English.
 *
 * - `id`: 1 to 128 visible ASCII characters, without spaces; `partner-id`: the same, but not `all`
 * - `line`: 1 to 256 characters on one line, not blank
 * - `new-name`: a line with a character to see, and without noncharacters and what changes the direction of text
 * - `instant`: a moment that exists, in the format of {@link parseInstant}
 * - `offer-name`: 1 to 50 characters on one line, not blank
 * - `paragraph`: 1 to 4,000 characters, not blank
 */
export type TextFormat = 'id' | 'partner-id' | 'line' | 'new-name' | 'offer-name' | 'instant' | 'paragraph';

/** The place of a wrong value, what was expected there, and what was received instead. */
export interface Mismatch {
  /** The path to the value from the checked argument, such as `services[2]`; empty for the argument itself. */
  readonly path: string;
  readonly expected: string;
  /** What was expected, as a name, if it is a text that a person enters and whose format is wrong. */
  readonly format?: TextFormat | undefined;
  /** A short description of the value; a long one is described, not repeated. */
  readonly received: string;
}

export type InvalidInput<Code extends string> = ErrorData<'invalid-input', Code, Mismatch>;

export function invalidInput<Code extends string>(code: Code, mismatch: Mismatch): InvalidInput<Code> {
  const { path, expected, received } = mismatch;
  const message = `${path === '' ? '' : `${path}: `}expected ${expected}, received ${received}`;
  return errorData('invalid-input', code, message, mismatch);
}
