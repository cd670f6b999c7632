import type { Instant } from '../../model/instant';
import type { RoleDelegation } from '../../model/role-delegation';
import { DAY, EXTENSION_DAYS, LAST_INSTANT, plusDays } from '../../model/term';

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
