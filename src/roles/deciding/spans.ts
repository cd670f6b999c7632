import type { Instant } from '../../model/instant';
import type { Span } from '../time/time';

/** Several spans without overlaps, in order, each with those after it: to look at the first costs the least so. */
export interface Spans {
  readonly from: Instant;
  readonly until: Instant;
  readonly later: Spans | null;
}

/** The same moments as these spans, which may overlap and be in any order; null if there are none. */
export function spansOf(several: readonly Span[]): Spans | null {
  let spans: Spans | null = null;
  // From the last to begin to the first, so that each one comes before those that are there.
  for (const [from, until] of several.toSorted(([one], [other]) => (one < other ? 1 : -1))) {
    let end = until;
    while (spans !== null && spans.from <= end) {
      if (spans.until > end) end = spans.until;
      spans = spans.later;
    }
    spans = Object.freeze({ from, until: end, later: spans });
  }
  return spans;
}

/** Whether a moment is in one of the spans. */
export function isIn(spans: Spans | null, at: Instant): boolean {
  for (let span = spans; span !== null; span = span.later) {
    if (at < span.until) return at >= span.from;
  }
  return false;
}
