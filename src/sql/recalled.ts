import { ok } from 'neverthrow';
import type { Codec } from '../repository/codec';

/** How many values are kept. */
const MOST_KEPT = 100;
/** Texts that are longer are not kept, so that all of them take a few megabytes at most. */
const LONGEST_KEPT = 20_000;

/**
 * A codec that keeps what it has decoded last, by the text. To find a text takes a small part of the time that decoding
 * it takes, and a partner is read again for each of its customers, nearly always unchanged.
 */
export function recalling<T extends object>(codec: Codec<T>): Codec<T> {
  const kept = new Map<unknown, T>();
  return {
    encode: (value) => codec.encode(value),
    decode: (stored) => {
      const known = kept.get(stored);
      if (known !== undefined) return ok(known);
      const decoded = codec.decode(stored);
      if (decoded.isErr() || typeof stored !== 'string' || stored.length > LONGEST_KEPT) return decoded;
      if (kept.size === MOST_KEPT) kept.delete(kept.keys().next().value);
      kept.set(stored, decoded.value);
      return decoded;
    },
  };
}
