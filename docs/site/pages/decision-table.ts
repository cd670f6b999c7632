import { operations, type Fact, type OperationRequirement } from 'partner-relationships';
import { table, type Page } from './page';

interface Column {
  readonly heading: string;
  readonly when: string;
  readonly from: string;
}

const columns: Readonly<Record<Fact, Column>> = {
  'open-account': { heading: 'open', when: 'its account is not closed', from: 'the partner' },
  'relationship-in-force': {
    heading: 'relation­ship',
    when: 'the partner has a reseller relationship with the customer',
    from: 'the customer’s relationships',
  },
  'original-reseller': {
    heading: 'original reseller',
    when: 'the partner originally sold this very subscription',
    from: 'the subscription, which your application keeps',
  },
  'admin-rights': {
    heading: 'admin rights',
    when: 'the partner holds a delegation for the service',
    from: 'the customer’s relationships',
  },
  'transacting-program': {
    heading: 'sells',
    when: 'its program is `direct-bill` or `indirect-provider`',
    from: 'the partner',
  },
  'active-standing': { heading: 'active', when: 'it is not suspended', from: 'the partner' },
};

const concerned: Readonly<Record<OperationRequirement['concerns'], string>> = {
  service: 'a service',
  subscription: 'a subscription',
  'new-sale': 'a new sale',
};

/** The decision table of `authorize`, as the code has it. */
export function decisionTable(): Page {
  const facts = Object.entries(columns);
  const markdown = [
    '# The decision table',
    '`authorize` decides by this table. An operation is allowed exactly when the partner has everything that it needs.' +
      ' Each mark leads to the rule that a denial carries if that fact is missing; if several are missing, the denial' +
      ' carries the rule of the first from the left.',
    '<div class="decision-table" role="region" aria-label="The decision table" tabindex="0">',
    table(
      ['operation', ...facts.map(([, { heading }]) => heading), 'concerns'],
      Object.values(operations).map(({ operation, concerns, needs }) => [
        `\`${operation}\``,
        ...facts.map(([fact]) => markOf(needs.find((needed) => needed.fact === fact))),
        concerned[concerns],
      ]),
    ),
    '</div>',
    '## The facts',
    table(
      ['column', 'fact', 'the partner has it when', 'read from'],
      facts.map(([fact, { heading, when, from }]) => [heading, `\`${fact}\``, when, from]),
    ),
    'The status of a subscription does not matter here: your application decides whether seats can be added to a' +
      ' cancelled one.',
    '[Deciding](../deciding.md) says how to ask, and how to explain a denial to a person.',
  ].join('\n\n');
  return { name: 'decision-table', markdown, standsFor: ['src/rules/operations.ts'] };
}

/** A mark for the eye, with words for a screen reader. */
function markOf(need: OperationRequirement['needs'][number] | undefined): string {
  if (need === undefined) return '<span class="spoken">not needed</span>';
  const name = `${columns[need.fact].heading.replace('­', '')} needed`;
  return `[<span aria-hidden="true">●</span><span class="spoken">${name}</span>](./rule-${need.rule}.md "${need.rule}")`;
}
