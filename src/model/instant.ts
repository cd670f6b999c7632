import type { Result } from 'neverthrow';
import type { Brand } from './brand';
import { branded, type Decoder } from './decode';
import type { MalformedInput } from './malformed-input';

/**
 * A moment: ISO 8601 in UTC with milliseconds, such as `2026-11-22T09:30:00.000Z`, the year from 0000 to 9999. The text
 * order of two instants is their order in time. See {@link parseInstant}.
 */
export type Instant = Brand<'Instant'>;

/** The shape of an {@link Instant}; whether the month has this day is checked separately. */
export const INSTANT_PATTERN: RegExp =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

export function isInstant(value: string): value is Instant {
  if (!INSTANT_PATTERN.test(value)) return false;
  const day = value.slice(8, 10);
  // A day that the month does not have is no date, or one of the next month.
  return day <= '28' || new Date(value).getUTCDate() === Number(day);
}

export const decodeInstant: Decoder<Instant> = /* @__PURE__ */ branded(
  'an instant (ISO 8601 in UTC with milliseconds, such as 2026-11-22T09:30:00.000Z)',
  isInstant,
  'instant',
);

/**
 * Checks an instant: exactly `YYYY-MM-DDTHH:mm:ss.sssZ`, as `Date.prototype.toISOString` writes it for the years 0000
 * to 9999, on a day that exists.
 *
 * @returns the instant, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseInstant } from 'partner-relationships';
 *
 * parseInstant(new Date(0).toISOString()).isOk(); // => true
 * parseInstant('2026-02-30T00:00:00.000Z').isOk(); // => false
 * ```
 */
export function parseInstant(value: unknown): Result<Instant, MalformedInput> {
  return decodeInstant(value);
}
