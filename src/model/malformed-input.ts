import type { ContradictoryInput } from './contradictory-input';
import { describe, lengthOf } from './describe';
import type { ErrorData } from './error-data';
import { messageOf, type Mismatch } from './mismatch';

/** A value does not have the expected shape or format. */
export type MalformedInput = ErrorData<'invalid-input', 'malformed-input', Mismatch>;

export function malformedInput(expected: string, received: unknown, path: string = ''): MalformedInput {
  return malformed({ path, expected, received: describe(received) });
}

/** The same error, with a path from the value that contains the wrong one under `key`. */
export function within<Invalid extends MalformedInput | ContradictoryInput>(
  key: string | number,
  error: Invalid,
): Invalid {
  const own = typeof key === 'number' ? `[${String(key)}]` : key;
  const { path } = error.context;
  const separator = path === '' || path.startsWith('[') ? '' : '.';
  return under(`${own}${separator}${path}`, error);
}

/** The same error, with another path. */
export function under<Invalid extends MalformedInput | ContradictoryInput>(path: string, error: Invalid): Invalid {
  const context = Object.freeze({ ...error.context, path });
  const moved = { ...error, message: messageOf(context), context };
  Object.freeze(moved);
  return moved;
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
