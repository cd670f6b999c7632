import { delegationSteps } from '../diagrams/delegation';
import { boxesOf, called, draw } from '../diagrams/draw';
import { relationshipSteps } from '../diagrams/relationship';
import { requestSteps } from '../diagrams/request';
import type { Step } from '../diagrams/state-space';
import { row, type Page } from './page';

/** What becomes of a request, a relationship and a delegation, drawn from what the library does. */
export async function stateDiagrams(): Promise<Page> {
  const markdown = [
    '# States',
    'These diagrams are drawn from the library itself: every command is given in every state that can be' +
      ' reached, and what' +
      ' leads from one box to another is an arrow. The tables say what each command does in each box: where it' +
      ' leads, with' +
      ' which code it is refused, or a dash where it succeeds and leaves the box as it is. Where a cell has two' +
      ' answers,' +
      ' it depends on what else the customer has.',
    '## A relationship request',
    'A partner’s request serves any number of customers until the partner revokes it. A revoked one stays' +
      ' revoked; opening' +
      ' again makes another request, with another link.',
    await draw('A relationship request', requestSteps, { loops: ['acceptRequest'] }),
    tableOf(requestSteps),
    '## A relationship',
    'Of one partner with one customer. “The other” is another transacting partner, which may take the service over.',
    await draw('A relationship', relationshipSteps),
    tableOf(relationshipSteps),
    '## A delegation',
    'Who of two transacting partners may administer one service of one customer. What leads from nobody to the' +
      ' other and' +
      ' back is the same as for the partner.',
    await draw('A delegation', delegationSteps, { about: 'the partner holds it' }),
    tableOf(delegationSteps),
  ].join('\n\n');
  return { name: 'states', title: 'States', group: 'Rules', markdown };
}

/** A line for each command that concerns the subject at all, a column for each box. */
function tableOf(steps: readonly Step[]): string {
  const boxes = boxesOf(steps);
  const commands = [...new Set(steps.map(({ who, call, detail }) => JSON.stringify([who, call, detail])))];
  const lines = commands.flatMap((command) => {
    const [who = '', call = '', detail = ''] = JSON.parse(command) as string[];
    const own = steps.filter((step) => step.who === who && step.call === call && step.detail === detail);
    const concerns = own.some(({ from, to }) => from !== to) || (who !== 'other' && !detail.startsWith('other'));
    if (!concerns) return [];
    return [
      row(
        who,
        `\`${call}\`${called('', detail)}`,
        ...boxes.map((box) => outcomesOf(own.filter(({ from }) => from === box))),
      ),
    ];
  });
  return [row('who', 'command', ...boxes), row('---', '---', ...boxes.map(() => '---')), ...lines].join('\n');
}

function outcomesOf(steps: readonly Step[]): string {
  const outcomes = steps.map(({ from, to, outcome }) => {
    if (from !== to) return `→ ${to}`;
    return outcome === 'done' || outcome === 'nothing' ? '–' : `\`${outcome}\``;
  });
  return [...new Set(outcomes)].join(' or ');
}
