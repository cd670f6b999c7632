import { trust } from './brand';
import type { Instant } from './instant';
import type { RoleOffer } from './role-offer';

/** By how many days the end of a delegation moves whenever it is reached with the extension on. */
export const EXTENSION_DAYS = 180;

/** For how many days a locked offer can be approved. */
export const OFFER_LAPSES_AFTER_DAYS = 90;

export const DAY = 86_400_000;

/** The last moment there is. No end moves beyond it. */
export const LAST_INSTANT: Instant = /* @__PURE__ */ trust<Instant>('9999-12-31T23:59:59.999Z');
const LAST = 253_402_300_799_999;

/** So many days of 24 hours later; the last moment there is, if that is beyond it. */
export function plusDays(at: Instant, days: number): Instant {
  return trust<Instant>(new Date(Math.min(Date.parse(at) + days * DAY, LAST)).toISOString());
}

/** When a locked offer lapses; null for a draft, and for one that a customer has taken. */
export function lapseOf({ lockedAt, takenBy }: RoleOffer): Instant | null {
  return lockedAt === null || takenBy !== null ? null : plusDays(lockedAt, OFFER_LAPSES_AFTER_DAYS);
}
