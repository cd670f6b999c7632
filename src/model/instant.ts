import type { Result } from 'neverthrow';
import type { Brand } from './brand';
import { branded, type Decoder } from './decode';
import type { InvalidInput } from './invalid-input';

/**
 * A moment: ISO 8601 in UTC with milliseconds, such as `2026-11-22T09:30:00.000Z`, the year from 0000 to 9999. The text
 * order of two instants is their order in time. See {@link parseInstant}.
 */
export type Instant = Brand<'Instant'>;

/** The shape of an {@link Instant}; that the day exists in the calendar is checked besides. */
export const INSTANT_PATTERN: RegExp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function isInstant(value: string): boolean {
  if (!INSTANT_PATTERN.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
}

export const decodeInstant: Decoder<Instant> = /* @__PURE__ */ branded(
  'an instant (ISO 8601 in UTC with milliseconds, such as 2026-11-22T09:30:00.000Z)',
  isInstant,
);

/**
 * Checks an instant: exactly `YYYY-MM-DDTHH:mm:ss.sssZ`, as `Date.prototype.toISOString` writes it for the years 0000 to
 * 9999, on a day that exists.
 *
 * @returns the instant, or {@link InvalidInput} when the value is anything else
 * @example
 * ```ts
 * import { parseInstant } from 'partner-relationships';
 *
 * parseInstant(new Date(0).toISOString()).isOk(); // => true
 * parseInstant('2026-02-30T00:00:00.000Z').isOk(); // => false
 * ```
 */
export function parseInstant(value: unknown): Result<Instant, InvalidInput> {
  return decodeInstant(value);
}
