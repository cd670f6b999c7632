import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { race, type Runner } from './stopwatch';

const PATIENCE = { rounds: 20, roundMs: 1 };

/** What a turn takes beside the work: to read the clock, to call, to wait. */
const BESIDE = 900;

/** A clock that only work moves on, and a runner for each cost, in nanoseconds, with the turns that pause. */
function scene(costs: readonly { readonly cost: number; readonly pauses: ReadonlyMap<number, number> }[]): {
  readonly runners: readonly Runner[];
  readonly clock: () => bigint;
  readonly turns: string[];
} {
  let now = 0;
  const turns: string[] = [];
  const runners = costs.map(({ cost, pauses }, at): Runner => {
    const name = String(at);
    let turn = 0;
    return {
      name,
      run: (times) => {
        now += BESIDE + times * cost + (pauses.get(turn) ?? 0);
        turn += 1;
        turns.push(name);
      },
    };
  });
  return { runners, clock: () => BigInt(Math.round(now)), turns };
}

const pause = fc.integer({ min: 1, max: 1e9 });
const pausesIn = (turns: number): fc.Arbitrary<ReadonlyMap<number, number>> =>
  fc.uniqueArray(fc.tuple(fc.nat({ max: 100 }), pause), { selector: ([turn]) => turn, maxLength: turns }).map((some) => new Map(some));

describe('The stopwatch', () => {
  it('measures a known cost beside a runner that pauses once, at any time and for any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: 1e7 }), pausesIn(1), async (cost, pauses) => {
        const { runners, clock } = scene([{ cost, pauses: new Map() }, { cost, pauses }]);
        const times = await race(runners, PATIENCE, clock);
        for (const time of times.values()) {
          expect(time).toBeGreaterThanOrEqual(cost);
          // A full turn takes a millisecond, and what comes beside it a thousandth of that.
          expect(time).toBeLessThanOrEqual(cost * 1.001 + BESIDE / 1000);
        }
      }),
    );
  });

  it('lets all runners take turns', async () => {
    const { runners, clock, turns } = scene([3, 50, 7000].map((cost) => ({ cost, pauses: new Map() })));
    await race(runners, PATIENCE, clock);
    expect(turns.join('')).toMatch(/^(?:012){20,}$/);
  });
});
