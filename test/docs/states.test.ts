import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Transition } from './explore';
import { transitions } from './transitions';

const folder = join(import.meta.dirname, '../../docs/site');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

/** Each arrow of a drawing with the lines beside it; one that begins with a bracket goes on from the line above. */
const drawnIn = (drawing: string): readonly string[] =>
  [...drawing.matchAll(/data-from="([^"]+)" data-to="([^"]+)">([\s\S]*?)<\/g>/g)].flatMap(([, from, to, inside = '']) =>
    [...inside.matchAll(/<text[^>]*>([^<]*)</g)]
      .map(([, text]) => text ?? '')
      .join('\n')
      .replaceAll('\n(', ' (')
      .split('\n')
      .map((label) => `${from ?? ''} → ${to ?? ''}: ${label}`),
  );

const succeedsElsewhere = ({ from, to }: Transition): boolean => from !== to;

/** The moves that lead elsewhere; "replace" and "holder closed" are named only if the move needs it. */
const arrowsOf = (all: readonly Transition[], shows: (transition: Transition) => boolean): readonly string[] => {
  const shown = all.filter(shows).map(({ from, to, who, command }) => `${from} → ${to}: ${who} · ${command}`);
  const plain = (arrow: string): string =>
    arrow.replace(/ \((?:replace|holder closed)\)$/, '').replace(/, (?:replace|holder closed)\)$/, ')');
  return [...new Set(shown)].filter((arrow) => plain(arrow) === arrow || !shown.includes(plain(arrow)));
};

/** A line for each command that concerns the partner, a column for each box. */
const tableOf = (all: readonly Transition[]): string => {
  const boxes = [...new Set(all.flatMap(({ from, to }) => [from, to]))];
  const commands = [...new Set(all.map(({ who, command }) => `${who} | ${command}`))];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = commands.flatMap((key) => {
    const [who = '', command = ''] = key.split(' | ');
    const own = all.filter((transition) => transition.who === who && transition.command === command);
    if (!own.some(succeedsElsewhere) && (who === 'other' || command.includes('(other'))) return [];
    const outcomes = boxes.map((box) =>
      own
        .filter(({ from }) => from === box)
        .map(({ to, refusal }) => (refusal === null ? (to === box ? '–' : `→ ${to}`) : `\`${refusal}\``)),
    );
    return [row([who, command.replace(/^\w+/, '`$&`'), ...outcomes.map((each) => [...new Set(each)].join(' or '))])];
  });
  return [row(['who', 'command', ...boxes]), `|${'---|'.repeat(boxes.length + 2)}`, ...lines].join('\n');
};

/** The transitions that each drawing shows. */
const shown: Readonly<Record<keyof typeof transitions, (transition: Transition) => boolean>> = {
  account: succeedsElsewhere,
  request: (transition) =>
    succeedsElsewhere(transition) || (transition.command === 'acceptRequest' && transition.refusal === null),
  customer: succeedsElsewhere,
  relationship: succeedsElsewhere,
  // The moves from nobody to the other and back are the same as for the partner.
  delegation: (transition) =>
    succeedsElsewhere(transition) && [transition.from, transition.to].includes('the partner holds it'),
  // Whether the offer is for a reseller shows in what becomes of it.
  'role-offer': (transition) => succeedsElsewhere(transition) && !transition.command.includes('(for a reseller)'),
  'role-delegation': succeedsElsewhere,
};

describe.each(Object.keys(shown) as (keyof typeof shown)[])('the states of a %s', (name) => {
  const drawing = read(`diagrams/${name}.svg`);

  it('are drawn as in the code', () => {
    const arrows = arrowsOf(transitions[name], (transition) => shown[name](transition));
    expect([...drawnIn(drawing)].sort()).toEqual([...arrows].sort());
  });

  it('are told as in the code', () => {
    expect(read('states.md')).toContain(`\n${tableOf(transitions[name])}\n`);
  });

  it('are drawn in the colour of the text, with nothing from elsewhere and no line that would end the drawing', () => {
    expect(drawing).toContain('stroke="currentColor"');
    expect(drawing).not.toMatch(/black|href|url\(|\n\s*\n/);
  });
});
