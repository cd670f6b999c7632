import type { Result } from 'neverthrow';
import type { Rule } from 'partner-relationships/catalog';
import { ruleExamples } from '../../examples/rules';
import { openMarket } from '../../examples/rules/market';
import type { PublicFunction } from '../enforcement';
import { codeOfDeed } from './example-code';
import { fenced, type Page } from './page';

/** Everything that is known of one rule. */
export async function rulePage(rule: Rule, functions: readonly PublicFunction[]): Promise<Page> {
  const { name, topic, statement } = rule;
  const markdown = [
    `# ${name}`,
    `> ${statement}`,
    `This rule is about [${topic}](./rule-catalog.md#${topic}). ${basisOf(rule)}`,
    '## [Sources](./rule-catalog.md#sources)',
    sourcesOf(rule),
    '## Where it holds',
    holdersOf(rule, functions),
    '## Allowed',
    await deedOf(rule, 'allowed'),
    '## Refused',
    await deedOf(rule, 'refused'),
    'The examples use [the marketplace of the examples](./the-marketplace-of-the-examples.md).',
  ].join('\n\n');
  return { name: `rule-${name}`, markdown };
}

function basisOf({ basis, decided }: Rule): string {
  if (basis === 'decision') return 'It is **a decision of this library**: the sources leave it open.';
  return decided === null ? 'It is **documented**.' : 'It is **documented**; a part of it is a decision of this library.';
}

function sourcesOf({ sources, decided }: Rule): string {
  const documents = sources.map(({ title, date }) => `- ${title}, ${date ?? 'undated'}`);
  const own = decided === null ? [] : [`- Decided here: ${decided}`];
  return [...documents, ...own].join('\n');
}

/** The functions that refuse by the rule, with the errors that carry it, and those that uphold it besides. */
function holdersOf({ name }: Pick<Rule, 'name'>, functions: readonly PublicFunction[]): string {
  const lines = functions.flatMap(({ name: holder, named, refusals }) => {
    const carried = refusals.filter((refusal) => refusal.rule === name);
    const errors = carried.map(({ error, code }) => `\`${error}\` (\`${code}\`)`);
    if (errors.length === 0 && !named.has(name)) return [];
    return [`- \`${holder}\` ${errors.length === 0 ? 'upholds it' : `refuses with ${errors.join(' or ')}`}`];
  });
  return lines.join('\n');
}

async function deedOf({ name, topic }: Rule, deed: 'allowed' | 'refused'): Promise<string> {
  const { says, run } = ruleExamples[name][deed];
  const answer = await run(await openMarket());
  return [says, fenced('ts', codeOfDeed(topic, name, deed)), 'The answer:', fenced('json', inJson(answer))].join(
    '\n\n',
  );
}

function inJson(answer: Result<unknown, unknown>): string {
  const text = answer.match(
    (given) => (isOutcome(given) ? changesIn(given) : JSON.stringify(given, null, 2)),
    (error) => JSON.stringify(error, null, 2),
  );
  // A list of one short text stays on its line.
  return text.replace(/\[\s+("[^"]*")\s+\]/g, '[$1]');
}

/** Without when and by whom, which the example has said, and without the state, which follows from the changes. */
function changesIn({ changes }: { readonly changes: unknown }): string {
  return JSON.stringify({ changes }, (key, part: unknown) => (key === 'at' || key === 'by' ? undefined : part), 2);
}

function isOutcome(value: unknown): value is { readonly changes: unknown } {
  return typeof value === 'object' && value !== null && 'changes' in value && 'relationships' in value;
}
