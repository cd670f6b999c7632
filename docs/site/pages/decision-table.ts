import { operations, type Fact, type OperationRequirement } from 'partner-relationships';
import { row, type Page } from './page';

const columns: Readonly<Record<Fact, string>> = {
  'relationship-in-force': 'relation­ship',
  'original-reseller': 'original reseller',
  'admin-rights': 'admin rights',
  'transacting-program': 'sells',
  'active-standing': 'active',
};

const concerned: Readonly<Record<OperationRequirement['concerns'], string>> = {
  service: 'a service',
  subscription: 'a subscription',
  'new-sale': 'a new sale',
};

/** The decision table of `authorize`, as the code has it. */
export function decisionTable(): Page {
  const facts = Object.keys(columns) as Fact[];
  const rows = Object.values(operations);
  const markdown = [
    '# The decision table',
    'What `authorize` decides by. An operation is allowed exactly when everything that it needs is there. Each' +
      ' mark leads to' +
      ' the rule that a denial carries when that is missing; of several, the first from the left.',
    '<div class="decision-table">',
    [
      row('operation', ...facts.map((fact) => columns[fact]), 'asked about'),
      row('---', ...facts.map(() => ':-:'), '---'),
      ...rows.map(({ operation, concerns, needs }) =>
        row(
          `\`${operation}\``,
          ...facts.map((fact) => {
            const need = needs.find((needed) => needed.fact === fact);
            return need === undefined ? ' ' : `[●](./rule-${need.rule}.md "needed: ${need.rule}")`;
          }),
          concerned[concerns],
        ),
      ),
    ].join('\n'),
    '</div>',
    '## The facts',
    [
      row('column', 'fact', 'it is there when', 'where it is read'),
      row('---', '---', '---', '---'),
      row(
        columns['relationship-in-force'],
        '`relationship-in-force`',
        'the partner has a reseller relationship with the customer',
        'the customer’s relationships',
      ),
      row(
        columns['original-reseller'],
        '`original-reseller`',
        'the partner originally sold this very subscription',
        'the subscription, which is yours',
      ),
      row(
        columns['admin-rights'],
        '`admin-rights`',
        'the partner holds a delegation for the service',
        'the customer’s relationships',
      ),
      row(
        columns['transacting-program'],
        '`transacting-program`',
        'its program is `direct-bill` or `indirect-provider`',
        'the partner',
      ),
      row(columns['active-standing'], '`active-standing`', 'it is not suspended', 'the partner'),
    ].join('\n'),
    'A subscription’s own status decides nothing here: whether a cancelled one can be added to is for your' +
      ' application to say.',
    'How to ask, and how to explain a no to a person: [Deciding](../deciding.md).',
  ].join('\n\n');
  return { name: 'decision-table', title: 'The decision table', group: 'Rules', markdown, standsFor: ['src/rules/operations.ts'] };
}
