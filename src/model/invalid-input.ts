/** What every error of this library has: frozen plain data, to be told apart by `kind`, then by `code`. */
export interface ErrorData<Kind extends string, Code extends string, Context> {
  readonly kind: Kind;
  /** Stable: safe to switch on, to store and to translate. */
  readonly code: Code;
  /** For a developer's eyes, in English; its wording may change in any release. */
  readonly message: string;
  readonly context: Context;
}

/** Where a value was wrong, what was due there, and what came instead. */
export interface Mismatch {
  /** The way to the value from the argument that was checked, such as `services[2]`; empty for the argument itself. */
  readonly path: string;
  readonly expected: string;
  /** A short description of what came; long values are described, not repeated. */
  readonly received: string;
}

/** A value has not the shape or the format that is due. */
export type InvalidInput = ErrorData<'invalid-input', 'malformed-input', Mismatch>;

/** Each value is well formed, but two of them contradict each other: a subscription of another customer, say. */
export type ContradictoryInput = ErrorData<'invalid-input', 'contradictory-input', Mismatch>;

/** What was asked for would outgrow a named limit of the library. */
export type LimitExceeded = ErrorData<
  'invalid-input',
  'limit-exceeded',
  { readonly limit: string; readonly maximum: number; readonly actual: number }
>;

export function invalidInput(expected: string, received: unknown, path: string = ''): InvalidInput {
  return malformed({ path, expected, received: describe(received) });
}

/** The same error, seen from the value that holds the wrong one under `key`. */
export function within(key: string | number, error: InvalidInput): InvalidInput {
  const own = typeof key === 'number' ? `[${String(key)}]` : key;
  const { path, expected, received } = error.context;
  const separator = path === '' || path.startsWith('[') ? '' : '.';
  return malformed({ path: `${own}${separator}${path}`, expected, received });
}

/** The same error about a text that no message may repeat: the token of a link, or what turns the message around. */
export function concealing(error: InvalidInput): InvalidInput {
  const { received } = error.context;
  return received.startsWith('"') ? malformed({ ...error.context, received: lengthOf(String(JSON.parse(received))) }) : error;
}

export function contradictoryInput(mismatch: Mismatch): ContradictoryInput {
  return Object.freeze({
    kind: 'invalid-input',
    code: 'contradictory-input',
    message: messageOf(mismatch),
    context: Object.freeze(mismatch),
  });
}

export function limitExceeded(limit: string, maximum: number, actual: number): LimitExceeded {
  return Object.freeze({
    kind: 'invalid-input',
    code: 'limit-exceeded',
    message: `${limit} is ${String(maximum)}; this would make it ${String(actual)}`,
    context: Object.freeze({ limit, maximum, actual }),
  });
}

function malformed(mismatch: Mismatch): InvalidInput {
  return Object.freeze({
    kind: 'invalid-input',
    code: 'malformed-input',
    message: messageOf(mismatch),
    context: Object.freeze(mismatch),
  });
}

function messageOf({ path, expected, received }: Mismatch): string {
  return `${path === '' ? '' : `${path}: `}expected ${expected}, received ${received}`;
}

const LONGEST_REPEATED = 60;
/** What an invitation link holds before its token, however the link came to stand where something else is due. */
const BEFORE_TOKEN = /token(?:=|%3d)/i;

/** Names a value in a few words. Never longer than a line, whatever the value is, and never with an invitation link. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    return value.length <= LONGEST_REPEATED && !BEFORE_TOKEN.test(value) ? JSON.stringify(value) : lengthOf(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${String(value)}`;
  return typeof value === 'object' ? describeObject(value) : `a ${typeof value}`;
}

function lengthOf(text: string): string {
  return `a string of ${String(text.length)} characters`;
}

/** A proxy may throw even when it is asked for its length. */
function describeObject(value: object): string {
  try {
    return Array.isArray(value) ? `an array of ${String(value.length)}` : 'an object';
  } catch {
    return 'an object that cannot be read';
  }
}

const MOST_NAMED = 5;

/** Lists a few things; of many, the first few and how many more. The message stays short, the context has them all. */
export function naming(things: readonly string[]): string {
  const rest = things.length - MOST_NAMED;
  return rest <= 0 ? things.join(', ') : `${things.slice(0, MOST_NAMED).join(', ')} and ${String(rest)} more`;
}
