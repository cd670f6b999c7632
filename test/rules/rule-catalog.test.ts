import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules, type Rule, type RuleName, type RuleTopic } from 'partner-relationships';
import ts from 'typescript';
import { describe, expect, expectTypeOf, it } from 'vitest';

/** The names of all rules, and the topic of each. The compiler sees to it that none is missing and none is made up. */
const TOPICS = {
  'invitation-carries-no-customer-data': 'inviting',
  'invitation-is-reusable': 'inviting',
  'invitation-link-is-left-as-is': 'inviting',
  'link-survives-additions': 'inviting',
  'suspended-partner-cannot-invite': 'inviting',
  'indirect-reseller-uses-provider-invitation': 'inviting',
  'revoked-invitation-cannot-be-accepted': 'inviting',
  'partner-acts-for-itself': 'inviting',
  'only-customer-accepts': 'accepting',
  'acceptance-establishes-relationship': 'accepting',
  'customer-chooses-services': 'accepting',
  'acceptance-adds-admin-rights-only': 'accepting',
  'one-transacting-partner-per-service': 'accepting',
  'replacement-is-explicit': 'accepting',
  'non-transacting-partners-are-not-capped': 'accepting',
  'indirect-reseller-receives-through-provider': 'accepting',
  'existing-customer-needs-request': 'accepting',
  'acceptance-is-idempotent': 'accepting',
  'admin-rights-cover-administration': 'acting',
  'commercial-operations-need-original-reseller': 'acting',
  'moving-a-subscription-also-needs-admin-rights': 'acting',
  'new-sale-needs-relationship': 'acting',
  'suspended-partner-manages-what-exists': 'acting',
  'customer-removes-any-admin-rights': 'removing',
  'commercial-relationship-survives-removal': 'removing',
  'restoration-is-a-new-acceptance': 'removing',
  'partner-may-relinquish': 'removing',
  'customer-cannot-end-relationship': 'removing',
  'active-subscriptions-keep-relationship': 'removing',
  'ending-takes-everything-of-the-partner': 'removing',
  'customer-reviews-partners-by-service': 'seeing',
  'partner-sees-only-its-customers': 'seeing',
  'relationship-obliges-support': 'seeing',
} as const satisfies Record<RuleName, RuleTopic>;

const all = Object.values(rules);

describe('The rule catalog', () => {
  it('has exactly the rules that have a name', () => {
    expectTypeOf<keyof typeof rules>().toEqualTypeOf<RuleName>();
    expectTypeOf<keyof typeof TOPICS>().toEqualTypeOf<RuleName>();
    expect(Object.keys(rules)).toEqual(Object.keys(TOPICS));
  });

  it('has each rule under its own name', () => {
    expect(Object.fromEntries(all.map(({ name }) => [name, name]))).toEqual(
      Object.fromEntries(Object.keys(rules).map((name) => [name, name])),
    );
  });

  it('is frozen in depth', () => {
    const inside = (value: unknown): readonly unknown[] =>
      typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(inside)] : [];
    expect(inside(rules).length).toBeGreaterThan(all.length * 2);
    expect(inside(rules).every(Object.isFrozen)).toBe(true);
  });

  it('is data: what is written to JSON is all there is', () => {
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  it('says no two rules in the same words', () => {
    expect(new Set(all.map(({ statement }) => statement)).size).toBe(all.length);
  });
});

describe.each(all)('The rule $name', ({ name, topic, statement, basis, sources, decided }: Rule) => {
  it('has the topic that its name is listed under', () => {
    expect(topic).toBe(TOPICS[name]);
  });

  it('has a statement of whole sentences', () => {
    expect(statement).toMatch(/^[A-Z].{20,}[^.]\.$/);
    expect(statement).not.toMatch(/\s\s|\s$|\n/);
  });

  it('is documented by a source, or decided in words', () => {
    expect(['documented', 'decision']).toContain(basis);
    if (basis === 'documented') expect(sources).not.toEqual([]);
    if (basis === 'decision') expect(decided).not.toBeNull();
    if (decided !== null) expect(decided).toMatch(/^[A-Z].{10,}[^.]\.$/);
  });

  it('names sources that can be looked up: by title, and by date or year where they have one', () => {
    for (const source of sources) {
      expect(Object.keys(source).sort()).toEqual(['date', 'title']);
      expect(source.title).toMatch(/^[A-Z].{10,}[^.\s]$/);
      if (source.date !== null) expect(source.date).toMatch(/^20\d\d(?:-[01]\d-[0-3]\d|–20\d\d)$/);
    }
    expect(new Set(sources.map(({ title }) => title)).size).toBe(sources.length);
  });
});

/**
 * The names of the tests in a file that run: the first arguments of `it` and `test`, with or without a table, that are
 * written out. What is skipped, left for later, expected to fail or subject to a condition proves nothing.
 */
function testNames(source: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = calledTest(node.expression);
      if (called === 'none that runs') return;
      const [name] = node.arguments;
      if (called === 'test' && name !== undefined && ts.isStringLiteralLike(name)) names.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.test.ts', source, ts.ScriptTarget.Latest));
  return names;
}

const HINDRANCES = new Set(['skip', 'skipIf', 'runIf', 'todo', 'fails']);

/** What is called: a test, as in `it(…)`, `test.each(…)(…)`; a test or a suite that does not run; or anything else. */
function calledTest(callee: ts.Expression): 'test' | 'none that runs' | 'something else' {
  const words: string[] = [];
  let rest: ts.Expression = callee;
  while (!ts.isIdentifier(rest)) {
    if (ts.isPropertyAccessExpression(rest)) words.push(rest.name.text);
    else if (!ts.isCallExpression(rest)) return 'something else';
    rest = rest.expression;
  }
  if (!['it', 'test', 'describe', 'suite'].includes(rest.text)) return 'something else';
  if (words.some((word) => HINDRANCES.has(word))) return 'none that runs';
  return rest.text === 'it' || rest.text === 'test' ? 'test' : 'something else';
}

describe('The tests that are looked through', () => {
  it('are those that run', () => {
    const source = `
      describe('suite', () => {
        it('one: a', () => {});
        test("two: b", async () => {});
        it(\`three: c\`, () => {});
        it.each([1, 2])('four: d %s', () => {});
        it.concurrent.each([['it', 1]])('five: e', () => {});
        describe.each([1])('inner', () => { it('six: f', () => {}); });
      });`;
    expect(testNames(source)).toEqual(['one: a', 'two: b', 'three: c', 'four: d %s', 'five: e', 'six: f']);
  });

  it('are not those that do not run, or may not, nor what only looks like one', () => {
    const source = `
      it.skip('a: x', () => {});
      test.todo('b: x');
      it.fails('c: x', () => {});
      it.skipIf(true)('d: x', () => {});
      test.runIf(false)('e: x', () => {});
      it.skip.each([1])('f: x', () => {});
      describe.skip('suite', () => { it('g: x', () => {}); });
      describe.skip.each([1])('suite', () => { it('h: x', () => {}); });
      // it('i: x', () => {});
      const text = "it('j: x', () => {})";
      submit('k: x');
      describe('l: x', () => {});
      it(name, () => {});
    `;
    expect(testNames(source)).toEqual([]);
  });
});

describe('Every rule is the subject of a test that is named after it', () => {
  const tests = join(import.meta.dirname, '..');
  const names = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) => testNames(readFileSync(join(tests, path), 'utf8')));

  it.each(Object.keys(rules))('%s', (rule) => {
    expect(names.filter((name) => name.startsWith(`${rule}: `))).not.toEqual([]);
  });
});
