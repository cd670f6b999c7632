import fc from 'fast-check';
import { parseInstant } from 'partner-relationships';
import { instant } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

describe('Instants', () => {
  it('are all valid, and parse to themselves', () => {
    fc.assert(fc.property(instant(), (at) => parseInstant(at).isOk()));
  });

  it('lie within their constraints', () => {
    const range = fc
      .tuple(instant(), instant())
      .map(([one, other]) => (one <= other ? { min: one, max: other } : { min: other, max: one }));
    fc.assert(
      fc.property(
        range.chain((constraints) => fc.tuple(fc.constant(constraints), instant(constraints))),
        ([{ min, max }, at]) => min <= at && at <= max,
      ),
    );
  });

  it('come from all possible years, leap days included', () => {
    const instants: readonly string[] = fc.sample(instant(), { seed: 1, numRuns: 3000 });
    expect(instants.filter((at) => at < '0100').length).toBeGreaterThan(10);
    expect(instants.filter((at) => at > '9900').length).toBeGreaterThan(10);
    expect(instants.filter((at) => at.slice(5, 10) === '02-29').length).toBeGreaterThan(50);
    expect(instants).toContain('0000-01-01T00:00:00.000Z');
    expect(instants).toContain('9999-12-31T23:59:59.999Z');
  });
});
