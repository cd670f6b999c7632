import fc from 'fast-check';
import { parseInstant, type Instant } from '../model/instant';
import { lawful } from './lawful';

/** Which instants: from `min` to `max`, both included. */
export interface InstantConstraints {
  /** The year 0000 begins, when left out. */
  readonly min?: Instant | undefined;
  /** The last millisecond of the year 9999, when left out. */
  readonly max?: Instant | undefined;
}

const FIRST = '0000-01-01T00:00:00.000Z';
const LAST = '9999-12-31T23:59:59.999Z';

/** Ends of days, of years and of number ranges, and leap days. */
const NOTABLE = [
  '1970-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '1999-12-31T23:59:59.999Z',
  '2000-02-29T00:00:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2038-01-19T03:14:08.000Z',
];

/**
 * Instants: everything that {@link parseInstant} takes, within the constraints. Notable ones (ends of years, leap days,
 * the constraints themselves) come more often than chance has it. Shrinks towards 1970.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { parseInstant } from 'partner-relationships';
 * import { instant } from 'partner-relationships/arbitraries';
 *
 * const opening = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 *
 * // The order of the texts is the order in time.
 * fc.assert(
 *   fc.property(
 *     instant({ min: opening }),
 *     (at) => at >= opening && Date.parse(at) >= Date.parse(opening),
 *   ),
 * );
 * ```
 */
export function instant(constraints: InstantConstraints = {}): fc.Arbitrary<Instant> {
  const { min = FIRST, max = LAST } = constraints;
  const anywhere = fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });
  const notable = [...NOTABLE.filter((text) => min <= text && text <= max), min, max];
  return fc
    .oneof(
      { withCrossShrink: true },
      { weight: 6, arbitrary: anywhere.map((date) => date.toISOString()) },
      { weight: 1, arbitrary: fc.constantFrom(...notable) },
    )
    .map((text) => lawful(parseInstant(text)));
}
