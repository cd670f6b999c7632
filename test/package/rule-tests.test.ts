import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from 'partner-relationships/catalog';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

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
