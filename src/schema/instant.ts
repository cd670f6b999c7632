import type * as z from 'zod/mini';
import { decodeInstant, INSTANT_PATTERN, type Instant } from '../model/instant';
import { text } from './shapes';

/**
 * An instant: exactly `YYYY-MM-DDTHH:mm:ss.sssZ`, as `Date.prototype.toISOString` writes it, on a day that exists.
 * Accepts what `parseInstant` accepts.
 *
 * @example
 * ```ts
 * import { instantSchema } from 'partner-relationships/schema';
 *
 * instantSchema.safeParse('2026-11-22T09:30:00.000Z').success; // => true
 * instantSchema.safeParse('2026-02-30T00:00:00.000Z').success; // => false
 * ```
 */
export const instantSchema: z.ZodMiniType<Instant, string> = /* @__PURE__ */ text(INSTANT_PATTERN, decodeInstant);
