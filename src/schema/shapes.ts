import * as z from 'zod/mini';
import { oneOf, type Decoder } from '../model/decode';
import { decodedBy, inWordsOf } from './decoded-by';

// Checks are given the words as well: older releases of zod 4 ask only the check itself what to say.

/** A string of one format. */
export function text<T extends string>(pattern: RegExp, decode: Decoder<T>): z.ZodMiniType<T, string> {
  const words = inWordsOf(decode);
  return decodedBy(z.string(words).check(z.regex(pattern, { ...words, abort: true })), decode);
}

/** One of a few strings. */
export function choice<T extends string>(options: readonly T[]): z.ZodMiniType<T, T> {
  return z.enum(options, inWordsOf(oneOf(options)));
}

/** An object with these fields; others are left behind. */
export function record<Fields extends z.core.$ZodShape, T>(
  fields: Fields,
  decode: Decoder<T>,
): z.ZodMiniType<T, z.input<z.ZodMiniObject<Fields>>> {
  return decodedBy(z.object(fields, inWordsOf(decode)), decode);
}

/** An array of at most `maximum` items. */
export function list<Output, Input>(
  item: z.ZodMiniType<Output, Input>,
  maximum: number,
  decode: Decoder<readonly Output[]>,
): z.ZodMiniType<Output[], Input[]> {
  const words = inWordsOf(decode);
  return z.array(item, words).check(z.maxLength(maximum, { ...words, abort: true }));
}
