import { trust } from '../../model/brand';
import type { Instant } from '../../model/instant';
import type { RoleDelegation } from '../../model/role-delegation';
import type { RoleOffer } from '../../model/role-offer';

/** By how many days the end of a delegation moves whenever it is reached with the extension on. */
export const EXTENSION_DAYS = 180;

/** For how many days a locked offer can be approved. */
export const OFFER_LAPSES_AFTER_DAYS = 90;

const DAY = 86_400_000;

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

/** When a delegation ends, as seen at a moment: an end that was reached with the extension on has moved by then. */
export function endAt({ endsAt, extends: isOn }: RoleDelegation, at: Instant): Instant {
  if (!isOn || at < endsAt) return endsAt;
  const times = Math.floor((Date.parse(at) - Date.parse(endsAt)) / (EXTENSION_DAYS * DAY)) + 1;
  return plusDays(endsAt, times * EXTENSION_DAYS);
}

/** From its first moment until the first one after it, which is not in it any more. */
export type Span = readonly [from: Instant, until: Instant];

/** When a delegation is in force, if nobody does anything. */
export function spanOf({
  activatedAt,
  endsAt,
  extends: isOn,
}: Pick<RoleDelegation, 'activatedAt' | 'endsAt' | 'extends'>): Span {
  return [activatedAt, isOn ? LAST_INSTANT : endsAt];
}

/** Whether a delegation gives rights at a moment. */
export function isInForce(delegation: RoleDelegation, at: Instant): boolean {
  const [from, until] = spanOf(delegation);
  return from <= at && at < until;
}
