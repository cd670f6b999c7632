import { rules, type RuleTopic } from 'partner-relationships';
import type { Page } from './page';
import { topicTitles } from './rule-page';

/** All rules at a glance, by the part of a relationship's life that they belong to. */
export function ruleCatalog(): Page {
  const all = Object.values(rules);
  const topics = Object.keys(topicTitles) as RuleTopic[];
  const markdown = [
    '# The rule catalog',
    `All ${String(all.length)} rules. Errors and denials carry their names. [The rules](../the-rules.md) tells` +
      ` them as a` +
      ' story; the page of each has its sources, the functions that hold it, and examples. In the code they are' +
      ' `rules`.',
    ...topics.flatMap((topic) => [
      `## ${topicTitles[topic]}`,
      ...all
        .filter((rule) => rule.topic === topic)
        .map(({ name, statement, basis }) => {
          const ours = basis === 'decision' ? ' *Decided here.*' : '';
          return `\`${name}\`<br>${statement}${ours}`;
        }),
    ]),
  ].join('\n\n');
  return {
    name: 'rule-catalog',
    title: 'The rule catalog',
    group: 'Rules',
    markdown,
    children: all.map(({ name }) => `rule-${name}`),
    standsFor: ['src/rules/catalog.ts'],
  };
}
