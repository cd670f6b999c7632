import type { Instant } from '../../model/instant';
import type { RoleDelegation } from '../../model/role-delegation';
import { LAST_INSTANT } from '../time/time';

/** From its first moment until the first one after it, which is not in it any more. */
export type Span = readonly [from: Instant, until: Instant];

/** Several spans, in order and without overlaps, one after the other in one list, which costs the least to look at. */
export type Spans = readonly Instant[];

/** When a delegation is in force, if nobody does anything: as `isInForce` tells it for one moment. */
export function spanOf({ activatedAt, endsAt, extends: isOn }: RoleDelegation): Span {
  return [activatedAt, isOn ? LAST_INSTANT : endsAt];
}

/** The same moments as these spans, which may overlap and be in any order. */
export function spansOf(several: readonly Span[]): Spans {
  const spans: Instant[] = [];
  for (const [from, until] of several.toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const end = spans.at(-1);
    if (end === undefined || end < from) spans.push(from, until);
    else if (end < until) spans[spans.length - 1] = until;
  }
  return Object.freeze(spans);
}

/** Whether a moment is in one of the spans. */
export function isIn(spans: Spans, at: Instant): boolean {
  for (let from = 0; from < spans.length; from += 2) {
    if (at < (spans[from + 1] ?? LAST_INSTANT)) return at >= (spans[from] ?? LAST_INSTANT);
  }
  return false;
}
