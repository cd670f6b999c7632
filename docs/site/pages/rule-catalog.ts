import { rules, type Rule, type RuleTopic } from 'partner-relationships/catalog';
import type { Page } from './page';

const topics: Readonly<Record<RuleTopic, string>> = {
  accounts: 'Accounts',
  inviting: 'Inviting',
  accepting: 'Accepting',
  acting: 'Acting',
  removing: 'Removing',
  seeing: 'Seeing',
  offering: 'Offering',
  holding: 'Holding',
  assigning: 'Assigning',
};

/** All rules at a glance, by the part of a relationship's life that they belong to, and the sources of all. */
export function ruleCatalog(): Page {
  const all = Object.values(rules);
  const markdown = [
    '# The rule catalog',
    `Errors and denials carry the names of these ${String(all.length)} rules. [The rules](../the-rules.md) tells them as` +
      ' a story; the page of each rule has the functions that hold it, and examples. In the code they are `rules` of `partner-relationships/catalog`.',
    ...Object.entries(topics).flatMap(([topic, title]) => [
      `## ${title}`,
      ...all
        .filter((rule) => rule.topic === topic)
        .map(({ name, statement, basis }) => {
          const ours = basis === 'decision' ? ' *Decided here.*' : '';
          return `\`${name}\`<br>${statement}${ours}`;
        }),
    ]),
    '## Sources',
    'These documents are the sources of the rules. A rule that is *decided here* has no source for what it decides.',
    sourcesOf(all),
  ].join('\n\n');
  return { name: 'rule-catalog', markdown, standsFor: ['src/catalog/rule-catalog.ts'] };
}

function sourcesOf(all: readonly Rule[]): string {
  const citing = new Map<string, string[]>();
  for (const { name, sources } of all) {
    for (const { title, date } of sources) {
      const source = `**${title}**, ${date ?? 'undated'}`;
      citing.set(source, [...(citing.get(source) ?? []), `\`${name}\``]);
    }
  }
  return [...citing]
    .sort()
    .map(([source, names]) => `- ${source}: ${names.join(', ')}`)
    .join('\n');
}
