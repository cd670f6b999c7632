import fc from 'fast-check';
import { parseInstant, type Instant } from '../model/instant';
import { instant } from './instant';
import { lawful } from './lawful';

export const DAY: number = 24 * 60 * 60 * 1000;

/**
 * The beginning of a history: mostly in these decades, sometimes long ago or far ahead, with centuries left after it.
 */
export function beginning(): fc.Arbitrary<Instant> {
  const of = (text: string): Instant => lawful(parseInstant(text));
  return fc.oneof(
    { withCrossShrink: true },
    {
      weight: 9,
      arbitrary: instant({ min: of('2020-01-01T00:00:00.000Z'), max: of('2049-12-31T23:59:59.999Z') }),
    },
    { weight: 1, arbitrary: instant({ max: of('9499-12-31T23:59:59.999Z') }) },
  );
}

/** The milliseconds between two events: none, a few, or up to a year. Shrinks to none. */
export function pause(): fc.Arbitrary<number> {
  return fc.oneof({ withCrossShrink: true }, fc.nat(2), fc.nat(DAY), fc.nat(365 * DAY));
}

/** So many milliseconds before an instant, though not before the year 0000. */
export function sooner(than: Instant, milliseconds: number): Instant {
  const at = Math.max(Date.parse('0000-01-01T00:00:00.000Z'), Date.parse(than) - milliseconds);
  return lawful(parseInstant(new Date(at).toISOString()));
}

export function later(than: Instant, milliseconds: number): Instant {
  return lawful(parseInstant(new Date(Date.parse(than) + milliseconds).toISOString()));
}
