import * as z from 'zod/mini';
import { trust } from '../model/brand';
import { oneOf, type Decoder } from '../model/decode';
import { decodedBy, withMessageOf } from './decoded-by';

// Checks get the message as well: older releases of zod 4 ask only the check itself for it.

/** A string of one format. */
export function text<T extends string>(pattern: RegExp, decode: Decoder<T>): z.ZodMiniType<T, string> {
  const params = withMessageOf(decode);
  return decodedBy(z.string(params).check(z.regex(pattern, { ...params, abort: true })), decode);
}

/** One of a few strings. */
export function choice<T extends string>(options: readonly T[]): z.ZodMiniType<T, T> {
  return z.enum(options, withMessageOf(oneOf(options)));
}

/** An object with these fields; unknown fields are left out. */
export function object<Fields extends z.core.$ZodShape, T>(
  fields: Fields,
  decode: Decoder<T>,
): z.ZodMiniType<T, z.input<z.ZodMiniObject<Fields>>> {
  return decodedBy(z.object(fields, withMessageOf(decode)), decode);
}

/** An array of at most `maximum` items. */
export function list<Output, Input>(
  item: z.ZodMiniType<Output, Input>,
  maximum: number,
  decode: Decoder<readonly Output[]>,
): z.ZodMiniType<Output[], Input[]> {
  const params = withMessageOf(decode);
  return z.array(item, params).check(z.maxLength(maximum, { ...params, abort: true }));
}

/** What a person or another system enters: an object with these fields, frozen; unknown fields are left out. */
export function input<Fields extends z.core.$ZodShape>(
  expected: string,
  fields: Fields,
): z.ZodMiniType<z.output<z.ZodMiniObject<Fields>>, z.input<z.ZodMiniObject<Fields>>> {
  return z.object(fields, `expected ${expected}`).check(z.overwrite(withoutUndefined));
}

/** A list in it: an array of at most `maximum` items, frozen. */
export function inputList<Output, Input>(
  expected: string,
  item: z.ZodMiniType<Output, Input>,
  maximum: number,
): z.ZodMiniType<readonly Output[], readonly Input[]> {
  const error = `expected ${expected}, at most ${String(maximum)}`;
  return z.array(item, error).check(z.maxLength(maximum, { error, abort: true }), z.overwrite(Object.freeze));
}

/** An integer within these bounds. */
export function integer(least: number, greatest: number): z.ZodMiniType<number, number> {
  const error = `expected an integer from ${String(least)} to ${String(greatest)}`;
  return z.int(error).check(z.minimum(least, error), z.maximum(greatest, error));
}

function withoutUndefined<T extends object>(value: T): T {
  return trust<T>(Object.freeze(Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined))));
}
