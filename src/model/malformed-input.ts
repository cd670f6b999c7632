import { describe, lengthOf } from './describe';
import type { ErrorData } from './error-data';
import { messageOf, type Mismatch } from './mismatch';

/** A value does not have the expected shape or format. */
export type MalformedInput = ErrorData<'invalid-input', 'malformed-input', Mismatch>;

export function malformedInput(expected: string, received: unknown, path: string = ''): MalformedInput {
  return malformed({ path, expected, received: describe(received) });
}

/** The same error, with a path from the value that contains the wrong one under `key`. */
export function within(key: string | number, error: MalformedInput): MalformedInput {
  const own = typeof key === 'number' ? `[${String(key)}]` : key;
  const { path, expected, received } = error.context;
  const separator = path === '' || path.startsWith('[') ? '' : '.';
  return malformed({ path: `${own}${separator}${path}`, expected, received });
}

/**
 * The same error for a text that no message may repeat: the token of a link, or characters that reverse the message.
 */
export function concealing(error: MalformedInput): MalformedInput {
  const { received } = error.context;
  return received.startsWith('"')
    ? malformed({ ...error.context, received: lengthOf(String(JSON.parse(received))) })
    : error;
}

function malformed(mismatch: Mismatch): MalformedInput {
  return Object.freeze({
    kind: 'invalid-input',
    code: 'malformed-input',
    message: messageOf(mismatch),
    context: Object.freeze(mismatch),
  });
}
