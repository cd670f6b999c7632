import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleName } from 'partner-relationships';
import type { RuleTopic } from 'partner-relationships/catalog';
import ts from 'typescript';
import { root } from '../program';

/** The code of the example of a rule: what its `run` does, without the frame around it. */
export function codeOfDeed(topic: RuleTopic, rule: RuleName, deed: 'allowed' | 'refused'): string {
  const path = join(root, 'docs/examples/rules', `${topic}.ts`);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const run = [rule, deed, 'run'].reduce<ts.Node | undefined>(
    (within, key) => (within === undefined ? undefined : valueOf(within, key)),
    source,
  );
  if (run === undefined || !ts.isArrowFunction(run)) throw new Error(`${path} has no ${deed} example of ${rule}`);
  return dedented(ts.isBlock(run.body) ? statementsIn(run.body) : `${run.body.getText()};`);
}

function valueOf(within: ts.Node, key: string): ts.Node | undefined {
  if (ts.isPropertyAssignment(within) && (ts.isStringLiteral(within.name) || ts.isIdentifier(within.name))) {
    if (within.name.text === key) return within.initializer;
  }
  return ts.forEachChild(within, (child) => valueOf(child, key));
}

/** The last of them without its `return`. */
function statementsIn(block: ts.Block): string {
  return block.statements
    .map((statement) =>
      statement
        .getFullText()
        .replace(/^\n/, '')
        .replace(/^(\s*)return /, '$1'),
    )
    .join('\n');
}

function dedented(code: string): string {
  const lines = code.split('\n');
  const depths = lines
    .slice(code.startsWith(' ') ? 0 : 1)
    .flatMap((line) => (line.trim() === '' ? [] : [line.search(/\S/)]));
  const depth = code.startsWith(' ') ? Math.min(...depths) : (depths.at(-1) ?? 0);
  return lines.map((line, at) => (at === 0 && !code.startsWith(' ') ? line : line.slice(depth))).join('\n');
}
