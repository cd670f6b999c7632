import fc from 'fast-check';
import { parseInstant, type Instant } from '../model/instant';
import { lawful } from './lawful';

/** The range of instants: from `min` to `max`, both included. */
export interface InstantConstraints {
  /** If left out, the beginning of the year 0000. */
  readonly min?: Instant | undefined;
  /** If left out, the last millisecond of the year 9999. */
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
 * Instants: everything that {@link parseInstant} accepts, within the constraints. Notable ones (ends of years, leap
 * days, the constraints themselves) are more frequent than by chance. Shrinks towards 1970.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { instant } from 'partner-relationships/arbitraries';
 *
 * // The order of the texts is the order in time.
 * fc.assert(
 *   fc.property(
 *     instant().chain((min) => fc.tuple(fc.constant(min), instant({ min }))),
 *     ([min, at]) => at >= min && Date.parse(at) >= Date.parse(min),
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
