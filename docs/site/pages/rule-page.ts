import type { Result } from 'neverthrow';
import { rules, type Rule, type RuleTopic } from 'partner-relationships';
import { ruleExamples } from '../../examples/rules';
import { openMarket } from '../../examples/rules/market';
import type { PublicFunction } from '../enforcement';
import { codeOfDeed } from './example-code';
import { fenced, type Page } from './page';

export const topicTitles: Readonly<Record<RuleTopic, string>> = {
  inviting: 'Inviting',
  accepting: 'Accepting',
  acting: 'Acting',
  removing: 'Removing',
  seeing: 'Seeing',
};

/** Everything that is known of one rule. */
export async function rulePage(rule: Rule, functions: readonly PublicFunction[]): Promise<Page> {
  const { name, topic, statement } = rule;
  const markdown = [
    `# ${name}`,
    `> ${statement}`,
    `A rule about [${topic}](./rule-catalog.md#${topic}). ${basisOf(rule)}`,
    '## Sources',
    sourcesOf(rule),
    '## Where it holds',
    holdersOf(rule, functions),
    '## Allowed',
    await deedOf(rule, 'allowed'),
    '## Refused',
    await deedOf(rule, 'refused'),
    'The examples play in [the marketplace of the examples](./the-marketplace-of-the-examples.md).',
  ].join('\n\n');
  return { name: `rule-${name}`, title: name, group: 'Rules', markdown };
}

function basisOf({ basis, decided }: Rule): string {
  if (basis === 'decision') return '**A decision of this library**: the sources leave it open.';
  return decided === null ? '**Documented.**' : '**Documented**, with a decision of this library in it.';
}

function sourcesOf({ sources, decided }: Rule): string {
  const documents = sources.map(({ title, date }) => `- ${title}, ${date ?? 'undated'}`);
  const own = decided === null ? [] : [`- Decided here: ${decided}`];
  return [...documents, ...own].join('\n');
}

/** The functions that refuse by the rule, with the errors that carry it, and those that uphold it besides. */
export function holdersOf({ name }: Pick<Rule, 'name'>, functions: readonly PublicFunction[]): string {
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

export function rulePages(functions: readonly PublicFunction[]): Promise<readonly Page[]> {
  return Promise.all(Object.values(rules).map((rule) => rulePage(rule, functions)));
}
