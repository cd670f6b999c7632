import { describe, expect, it } from 'vitest';
import { bundle, sizeOf } from './bundle';
import { inAProgram } from './in-a-program';

// Raise a budget when something is worth its price, and say in the commit what it is. Those of time are in `budgets.ts`.

describe('The size of a program, bundled, minified and compressed, peers aside', () => {
  it.each([
    ['authorize alone', "export { authorize } from 'partner-relationships'", 2580],
    ['parsePartnerId alone', "export { parsePartnerId } from 'partner-relationships'", 640],
    ['a constant alone', "export { MAX_PAGE_SIZE } from 'partner-relationships'", 130],
    ['the root entry', "export * from 'partner-relationships'", 25_850],
    ['./catalog', "export * from 'partner-relationships/catalog'", 5450],
    ['./invitation', "export * from 'partner-relationships/invitation'", 16_050],
    ['./schema', "export * from 'partner-relationships/schema'", 8650],
    ['./sql', "export * from 'partner-relationships/sql'", 19_900],
    ['./roles', "export * from 'partner-relationships/roles'", 25_190],
    [
      'the root entry and ./roles',
      "export * from 'partner-relationships'; export * from 'partner-relationships/roles'",
      35_620,
    ],
    ['./arbitraries', "export * from 'partner-relationships/arbitraries'", 25_700],
    ['./conformance', "export * from 'partner-relationships/conformance'", 71_020],
  ])('of %s is within its budget', async (_what, program, budget) => {
    const { brotli } = await sizeOf(program, 'peers aside');
    expect(brotli).toBeLessThanOrEqual(budget);
  });
});

/** What only the texts of one language say. */
const SAID = { english: 'admin rights', portuguese: 'privil\u00e9gios', chinese: '\u7ba1\u7406\u5458\u6743\u9650' };

it.each(Object.keys(SAID))('A program that imports the texts in %s alone holds none in another language', async (language) => {
  const program = `export { composeInvitation, ${language} } from 'partner-relationships/invitation'`;
  const bundled = new TextDecoder().decode(await bundle(program, ['neverthrow']));
  // The bundler escapes what is not ASCII.
  const text = bundled.replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_, four?: string, two?: string) =>
    String.fromCharCode(Number.parseInt(four ?? two ?? '', 16)),
  );
  expect(Object.keys(SAID).filter((name) => text.includes(SAID[name as keyof typeof SAID]))).toEqual([language]);
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

it(`A decision about a person allocates at most ${LARGEST_ALLOCATION} bytes as well`, async () => {
  const imports = "import { roleDecisionAllocation } from './test/bench/role-decision-allocation'";
  const allocated = await inAProgram(imports, 'roleDecisionAllocation()', ['--jitless']);
  const budget = expect.toSatisfy((bytes: number) => bytes > 0 && bytes <= LARGEST_ALLOCATION) as unknown;
  const all = [1, 190].flatMap((others) => ['allowed', 'denied'].map((answer) => `${others} ${answer}`));
  expect(allocated).toEqual(Object.fromEntries(all.map((name) => [name, budget])));
});
