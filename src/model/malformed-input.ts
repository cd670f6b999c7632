import { describe, lengthOf } from './describe';
import type { ErrorData } from './error-data';
import { invalidInput, type InvalidInput, type Mismatch, type TextFormat } from './mismatch';

/** A value does not have the expected shape or format. */
export type MalformedInput = ErrorData<'invalid-input', 'malformed-input', Mismatch>;

/** @param format what is expected, as a name, if a person enters it */
export function malformedInput(
  expected: string,
  received: unknown,
  path: string = '',
  format?: TextFormat,
): MalformedInput {
  return invalidInput('malformed-input', { path, expected, received: describe(received), ...(format && { format }) });
}

/** The error about a field of an item of this list. */
export function placed(list: string, at: number, field: string, expected: string, received: unknown): MalformedInput {
  return malformedInput(expected, received, `${list}[${String(at)}].${field}`);
}

/** The same error, with a path from the value that contains the wrong one under `key`. */
export function within<Code extends string>(key: string | number, error: InvalidInput<Code>): InvalidInput<Code> {
  const own = typeof key === 'number' ? `[${String(key)}]` : key;
  const { path } = error.context;
  const separator = path === '' || path.startsWith('[') ? '' : '.';
  return under(`${own}${separator}${path}`, error);
}

/** The same error, with another path. */
export function under<Code extends string>(path: string, { code, context }: InvalidInput<Code>): InvalidInput<Code> {
  return invalidInput(code, { ...context, path });
}

/**
 * The same error for a text that no message may repeat: the token of a link, or characters that reverse the message.
 */
export function concealing(error: MalformedInput): MalformedInput {
  const { received } = error.context;
  return received.startsWith('"')
    ? invalidInput(error.code, { ...error.context, received: lengthOf(String(JSON.parse(received))) })
    : error;
}
