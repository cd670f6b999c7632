import { trust } from '../../model/brand';
import type { Instant } from '../../model/instant';
import type { RoleDelegation } from '../../model/role-delegation';
import type { RoleOffer } from '../../model/role-offer';

/** By how many days the end of a delegation moves whenever it is reached with the extension on. */
export const EXTENSION_DAYS = 180;

/** For how many days a locked offer can be approved. */
export const OFFER_LAPSES_AFTER_DAYS = 90;

const DAY = 86_400_000;

/** The last moment that an instant can name. */
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
export function endAt(delegation: RoleDelegation, at: Instant): Instant {
  let end = delegation.endsAt;
  while (delegation.extends && end <= at) {
    const next = plusDays(end, EXTENSION_DAYS);
    if (next === end) break;
    end = next;
  }
  return end;
}

/** Whether a delegation gives rights at a moment. */
export function isInForce(delegation: RoleDelegation, at: Instant): boolean {
  return delegation.activatedAt <= at && (delegation.extends || at < delegation.endsAt);
}
