import { err, ok, type Result } from 'neverthrow';
import { trust, type Brand } from './brand';
import { concealing, malformedInput, within, type MalformedInput } from './malformed-input';
import type { TextFormat } from './mismatch';

/** Checks a value from anywhere and returns a frozen copy of the parts that it needs. Never throws. */
export type Decoder<T> = (value: unknown) => Result<T, MalformedInput>;

/** Decodes the argument of this name; an error begins with the name. */
export function argument<T>(name: string, decode: Decoder<T>, value: unknown): Result<T, MalformedInput> {
  return decode(value).mapErr((error) => within(name, error));
}

/**
 * A string of one format.
 *
 * @param format its name, if a person enters it
 */
export function text(expected: string, accepts: (value: string) => boolean, format?: TextFormat): Decoder<string> {
  return (value) =>
    typeof value === 'string' && accepts(value) ? ok(value) : err(malformedInput(expected, value, '', format));
}

/** A string of one format, branded. */
export function branded<Id extends Brand<string>>(
  expected: string,
  accepts: (value: string) => boolean,
  format?: TextFormat,
): Decoder<Id> {
  return (value) =>
    typeof value === 'string' && accepts(value)
      ? ok(trust<Id>(value))
      : err(malformedInput(expected, value, '', format));
}

/** The same decoder, except that no error repeats a character of the value or of anything in it. */
export function secret<T>(decoder: Decoder<T>): Decoder<T> {
  return (value) => decoder(value).mapErr(concealing);
}

/** One of a few strings. */
export function oneOf<T extends string>(options: readonly T[]): Decoder<T> {
  const expected = listing(options);
  return (value) => {
    const chosen = options.find((option) => option === value);
    return chosen === undefined ? err(malformedInput(expected, value)) : ok(chosen);
  };
}

/** One string and no other. */
export function literal<T extends string>(only: T): Decoder<T> {
  return oneOf([only]);
}

export function boolean(value: unknown): Result<boolean, MalformedInput> {
  return typeof value === 'boolean' ? ok(value) : err(malformedInput('true or false', value));
}

/** An integer within these bounds, which it holds exactly. */
export function integer(least: number, greatest: number = Number.MAX_SAFE_INTEGER): Decoder<number> {
  const expected = `an integer from ${least} to ${greatest}`;
  return (value) =>
    isInteger(value) && value >= least && value <= greatest ? ok(value) : err(malformedInput(expected, value));
}

/** Either null or a value of `decoder`. */
export function nullable<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value) => (value === null ? ok(null) : decoder(value));
}

/** Either undefined or a value of `decoder`; an object then leaves the key out. */
export function optional<T>(decoder: Decoder<T>): Decoder<T> {
  return (value) => (value === undefined ? ok(trust<T>(undefined)) : decoder(value));
}

/** A value of `decoder`; `fallback` for undefined. */
export function defaulted<T>(decoder: Decoder<T>, fallback: T): Decoder<T> {
  return (value) => (value === undefined ? ok(fallback) : decoder(value));
}

/** A value of either decoder; the error is that of the second, which should have the richer shape. */
export function either<A, B>(first: Decoder<A>, second: Decoder<B>): Decoder<A | B> {
  return (value): Result<A | B, MalformedInput> => {
    const taken = first(value);
    return taken.isOk() ? taken : second(value);
  };
}

/** An array of at most `maximum` items. */
export function listOf<T>(
  what: string,
  item: Decoder<T>,
  maximum: number = Number.MAX_SAFE_INTEGER,
): Decoder<readonly T[]> {
  const expected = maximum === Number.MAX_SAFE_INTEGER ? what : `${what}, at most ${String(maximum)}`;
  return readable(expected, (value) => {
    if (!Array.isArray(value)) return err(malformedInput(expected, value));
    const { length } = value; // Once: that of a proxy can grow while it is read.
    if (length > maximum) return err(malformedInput(expected, value));
    const items: T[] = [];
    for (let at = 0; at < length; at += 1) {
      const decoded = item(value[at]);
      if (decoded.isErr()) return err(within(at, decoded.error));
      items.push(decoded.value);
    }
    return ok(Object.freeze(items));
  });
}

/** A value of `decoder` of which this holds besides. */
export function refined<T>(decoder: Decoder<T>, expected: string, holds: (value: T) => boolean): Decoder<T> {
  return (value) =>
    decoder(value).andThen((decoded) => (holds(decoded) ? ok(decoded) : err(malformedInput(expected, value))));
}

/** Whether these differ from each other. */
export function areDistinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}

/** A decoder for every field of `T`. */
export type Fields<T> = { readonly [Key in keyof T]-?: Decoder<T[Key]> };

/** All of these fields, in this order. This is a function, as bundlers keep a spread even if its result is unused. */
export function joined<First extends object, Second extends object>(first: First, second: Second): First & Second {
  return { ...first, ...second };
}

/** An object with these fields; other fields are dropped. */
export function object<T extends object>(expected: string, fields: Fields<T>): Decoder<T> {
  const steps = Object.entries<Decoder<unknown>>(fields).map(([key, decode]) => ({ key, decode }));
  return readable(expected, (value) => {
    if (!isObject(value)) return err(malformedInput(expected, value));
    const copy: Record<string, unknown> = {};
    for (const { key, decode } of steps) {
      const decoded = decode(value[key]);
      if (decoded.isErr()) return err(within(key, decoded.error));
      if (decoded.value !== undefined) copy[key] = decoded.value;
    }
    return ok(trust<T>(Object.freeze(copy)));
  });
}

/** The fields of a variant: its own, and those of all variants that it needs to check in another way. */
type OwnFields<Variant extends object, Shared> = {
  readonly [Key in Exclude<keyof Variant, 'kind'> as Key extends keyof Shared
    ? Shared[Key] extends Variant[Key]
      ? never
      : Key
    : Key]-?: Decoder<Variant[Key]>;
} & Readonly<Record<Exclude<keyof Shared, keyof Variant>, Decoder<undefined>>>;

/** For each kind, how it is decoded, or its fields. */
type Variants<T extends { readonly kind: string }, Shared> = {
  readonly [Kind in T['kind']]:
    | Decoder<Extract<T, { readonly kind: Kind }>>
    | OwnFields<Extract<T, { readonly kind: Kind }>, Shared>;
};

/**
 * An object whose `kind` says which of `variants` it is.
 *
 * @param shared fields that all variants have, after the kind and before their own
 */
export function variant<T extends { readonly kind: string }, Shared extends object = object>(
  expected: string,
  variants: Variants<T, Shared>,
  shared?: Fields<Shared>,
): Decoder<T> {
  const all = Object.entries<Decoder<T> | object>(variants);
  const decoders = new Map<unknown, Decoder<T>>(
    all.map(([kind, decoder]) => [
      kind,
      typeof decoder === 'function'
        ? trust<Decoder<T>>(decoder)
        : object(expected, trust<Fields<T>>({ kind: literal(kind), ...shared, ...decoder })),
    ]),
  );
  const kinds = listing(Object.keys(variants));
  return readable(expected, (value) => {
    if (!isObject(value)) return err(malformedInput(expected, value));
    const decoder = decoders.get(value['kind']);
    if (decoder !== undefined) return decoder(value);
    return err(malformedInput(kinds, value['kind'], 'kind'));
  });
}

/** The same decoder, for values that can throw when they are read, such as getters and proxies. */
function readable<T>(expected: string, decode: Decoder<T>): Decoder<T> {
  return (value) => {
    try {
      return decode(value);
    } catch {
      return err(malformedInput(expected, value));
    }
  };
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

function listing(options: readonly string[]): string {
  return options.map((option) => `"${option}"`).join(' or ');
}

/** An object that is not an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
