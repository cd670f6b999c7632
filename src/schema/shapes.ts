import * as z from 'zod/mini';
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
