import { instance } from '@viz-js/viz';
import type { Step } from './state-space';

const FONT = 'Helvetica';

/** From this width on, in points, a drawing is not shrunk to fit a narrow window, but scrolled. */
const WIDE = 450;

/** What a diagram shows. */
export interface View {
  /** Calls that get an arrow although they succeed and leave the box as it is. */
  readonly loops?: readonly string[];
  /** Leaves out the arrows that neither come from this box nor lead to it. */
  readonly about?: string;
}

/** A state diagram as SVG: an arrow from box to box for what leads from one to the other. */
export async function draw(title: string, steps: readonly Step[], view: View = {}): Promise<string> {
  const viz = await instance();
  const boxes = boxesOf(steps);
  const [first = ''] = boxes;
  const graph = [
    'digraph {',
    `graph [rankdir=TB nodesep=0.5 ranksep=0.6 bgcolor=transparent fontname="${FONT}" pad=0.1]`,
    `node [shape=box style=rounded fontname="${FONT}" fontsize=14 margin="0.22,0.12" class=state]`,
    `edge [fontname="${FONT}" fontsize=12 arrowsize=0.7 class=transition]`,
    'start [shape=point width=0.12 class=start]',
    `start -> ${quoted(first)}`,
    ...boxes.map((box) => quoted(box)),
    ...arrowsIn(steps, view).map(
      ({ from, to, labels }) => `${quoted(from)} -> ${quoted(to)} [label=<${labelOf(labels)}>]`,
    ),
    '}',
  ].join('\n');
  return embeddable(title, viz.renderString(graph, { format: 'svg' }));
}

/** The boxes in the order in which they are reached. */
export function boxesOf(steps: readonly Step[]): readonly string[] {
  return [...new Set(steps.flatMap(({ from, to }) => [from, to]))];
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
}

/** One arrow for each pair of boxes, with a line for each call that leads along it. */
export function arrowsIn(steps: readonly Step[], { loops = [], about }: View = {}): readonly Arrow[] {
  const arrows = new Map<string, { from: string; to: string; labels: string[] }>();
  for (const { from, to, call, detail, who, outcome } of steps) {
    if (from === to && !(loops.includes(call) && succeeds(outcome))) continue;
    if (about !== undefined && from !== about && to !== about) continue;
    // What works without saying "replace" is not shown again with it.
    const plain = detail.replace(/(?:, )?replace$/, '');
    const sameSteps = steps.filter(
      (step) => step.from === from && step.to === to && step.call === call && step.who === who,
    );
    if (plain !== detail && sameSteps.some((step) => step.detail === plain)) continue;
    const key = `${from} to ${to}`;
    const arrow = arrows.get(key) ?? { from, to, labels: [] };
    const label = `${who} · ${called(call, detail)}`;
    if (!arrow.labels.includes(label)) arrow.labels.push(label);
    arrows.set(key, arrow);
  }
  return [...arrows.values()];
}

const succeeds = (outcome: string): boolean => outcome === 'done' || outcome === 'nothing';

/** `acceptRequest (replace)`. */
export function called(call: string, detail: string): string {
  return detail === '' ? call : `${call} (${detail})`;
}

function labelOf(labels: readonly string[]): string {
  const lines = labels.flatMap((label) => label.replace(' (', '\n(').split('\n'));
  const rows = lines.map((line) => `<TR><TD ALIGN="LEFT">${escaped(line)}</TD></TR>`);
  return `<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="2">${rows.join('')}</TABLE>`;
}

/** In the colour of the text around it, without a name for every line, on one line, as Markdown wants HTML to be. */
function embeddable(title: string, svg: string): string {
  const [, width = '0'] = /<svg width="(\d+)pt"/.exec(svg) ?? [];
  const size = Number(width) > WIDE ? 'wide' : 'narrow';
  const drawing = svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<title>[\s\S]*?<\/title>/g, '')
    .replace(/ id="[^"]*"/g, '')
    .replace(/(stroke|fill)="black"/g, '$1="currentColor"')
    .replace(/<text /g, '<text fill="currentColor" ')
    .replace(/\s*\n\s*/g, ' ')
    .replace('<svg ', `<svg class="${size}" role="img" aria-label="${escaped(title)}" `);
  return `<figure class="diagram">${drawing.trim()}</figure>`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
