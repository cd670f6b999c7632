import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, sizeOf } from './bundle';
import type { DecisionFigures } from './decision-figures';

// Raise a budget when something is worth its price, and say in the commit what it is.

describe('The size of a program, bundled, minified and compressed, peers aside', () => {
  it.each([
    ['authorize alone', "export { authorize } from 'partner-relationships'", 2400],
    ['parsePartnerId alone', "export { parsePartnerId } from 'partner-relationships'", 550],
    ['a constant alone', "export { MAX_PAGE_SIZE } from 'partner-relationships'", 130],
    ['the root entry', "export * from 'partner-relationships'", 19_000],
    ['./schema', "export * from 'partner-relationships/schema'", 3750],
    ['./sql', "export * from 'partner-relationships/sql'", 8300],
    ['./arbitraries', "export * from 'partner-relationships/arbitraries'", 13_300],
    ['./conformance', "export * from 'partner-relationships/conformance'", 36_500],
  ])('of %s is within its budget', async (_what, program, budget) => {
    const { brotli } = await sizeOf(program, 'peers aside');
    expect(brotli).toBeLessThanOrEqual(budget);
  });
});

describe('A decision', () => {
  const PROGRAM =
    "import { decisionFigures } from './test/bench/decision-figures';" +
    'console.log(JSON.stringify(await decisionFigures()));';
  const MOST_RUNS = 8;
  let folder: string;
  let figures: DecisionFigures;

  const figure = (name: string): { readonly time: number; readonly allocated: number } =>
    figures[name] ?? { time: Number.NaN, allocated: Number.NaN };
  const times = (name: string, other: string): number => figure(name).time / figure(other).time;
  const ratios = (): readonly (readonly [what: string, ratio: number, budget: number])[] => [
    ['allow against nested maps, 1 delegation', times('1 allow authorize', '1 allow nested maps'), 2],
    ['allow against nested maps, 1,000 delegations', times('1000 allow authorize', '1000 allow nested maps'), 2],
    ['deny against allow, 1 delegation', times('1 deny authorize', '1 allow authorize'), 1.15],
    ['deny against allow, 1,000 delegations', times('1000 deny authorize', '1000 allow authorize'), 1.15],
    ['allow, 1,000 delegations against 1', times('1000 allow authorize', '1 allow authorize'), 1.5],
    ['deny, 1,000 delegations against 1', times('1000 deny authorize', '1 deny authorize'), 1.5],
  ];

  // Other work on the machine can spoil a run; the quickest of several counts, and one within budget is enough.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'decision-'));
    const program = join(folder, 'figures.mjs');
    await writeFile(program, await bundle(PROGRAM, []));
    for (let run = 0; run < MOST_RUNS; run += 1) {
      const { stdout } = await promisify(execFile)(process.execPath, [program]);
      const latest = JSON.parse(stdout) as DecisionFigures;
      figures = run === 0 ? latest : quickest(figures, latest);
      if (ratios().every(([, ratio, budget]) => ratio <= budget)) break;
    }
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['1 allow', '1 deny', '1000 allow', '1000 deny'])('allocates nothing: %s', (name) => {
    expect(figure(`${name} authorize`).allocated).toBe(0);
  });

  it('costs little more than a look-up in nested maps, whatever the answer and however many delegations there are', () => {
    const over = ratios().filter(([, ratio, budget]) => !(ratio <= budget));
    expect(over).toEqual([]);
  });
});

function quickest(one: DecisionFigures, other: DecisionFigures): DecisionFigures {
  return Object.fromEntries(
    Object.entries(one).map(([name, figure]) => {
      const { time, allocated } = other[name] ?? figure;
      return [name, { time: Math.min(figure.time, time), allocated: Math.min(figure.allocated, allocated) }];
    }),
  );
}
