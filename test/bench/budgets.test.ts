import { describe, expect, it } from 'vitest';
import { sizeOf } from './bundle';
import { inAProgram } from './in-a-program';

// Raise a budget when something is worth its price, and say in the commit what it is. Those of time are in `budgets.ts`.

describe('The size of a program, bundled, minified and compressed, peers aside', () => {
  it.each([
    ['authorize alone', "export { authorize } from 'partner-relationships'", 2475],
    ['parsePartnerId alone', "export { parsePartnerId } from 'partner-relationships'", 560],
    ['a constant alone', "export { MAX_PAGE_SIZE } from 'partner-relationships'", 130],
    ['the root entry', "export * from 'partner-relationships'", 24_800],
    ['./catalog', "export * from 'partner-relationships/catalog'", 3500],
    ['./invitation', "export * from 'partner-relationships/invitation'", 15_500],
    ['./schema', "export * from 'partner-relationships/schema'", 4000],
    ['./sql', "export * from 'partner-relationships/sql'", 17_750],
    ['./arbitraries', "export * from 'partner-relationships/arbitraries'", 17_450],
    ['./conformance', "export * from 'partner-relationships/conformance'", 56_500],
  ])('of %s is within its budget', async (_what, program, budget) => {
    const { brotli } = await sizeOf(program, 'peers aside');
    expect(brotli).toBeLessThanOrEqual(budget);
  });
});

/** Before it is compiled, so that it is the same in every run; after that, a decision allocates nothing. */
const LARGEST_ALLOCATION = 48;

it(`A decision allocates at most ${LARGEST_ALLOCATION} bytes, whatever the answer and however many delegations`, async () => {
  const imports = "import { decisionAllocation } from './test/bench/decision-allocation'";
  const allocated = await inAProgram(imports, 'decisionAllocation()', ['--jitless']);
  const budget = expect.toSatisfy((bytes: number) => bytes > 0 && bytes <= LARGEST_ALLOCATION) as unknown;
  const all = [1, 1000].flatMap((size) => ['allowed', 'denied', 'closed'].map((answer) => `${size} ${answer}`));
  expect(allocated).toEqual(Object.fromEntries(all.map((name) => [name, budget])));
});
