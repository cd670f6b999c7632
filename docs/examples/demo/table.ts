import type { Colour, Ink } from './ink';
import { cut, fitted, printable, widthOf, wrapped } from './width';

/** The text of a cell, with a colour if it has one. */
export type Cell = string | { readonly text: string; readonly colour: Colour };

export interface Table {
  readonly columns: readonly string[];
  /** Rows that belong together; a line separates one group from the next. */
  readonly groups: readonly (readonly (readonly Cell[])[])[];
}

const NARROWEST = 6;
const HEADING_LINES = 4;
const CELL_LINES = 3;

/** The lines of a table, at most `width` columns wide. Long cells take up to three lines, then end in an ellipsis. */
export function linesOf({ columns, groups }: Table, ink: Ink, width: number): readonly string[] {
  const widths = columnWidths(columns, groups.flat(), width - 3 * columns.length + 1);
  const between = ink.quiet(` ${widths.map((each) => '─'.repeat(each)).join('─┼─')}`);
  const printed = (cells: readonly Cell[], tallest: number): readonly string[] => {
    const parts = widths.map((each, at) => partsOf(textOf(cells[at]), each, tallest));
    const height = Math.max(...parts.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => {
      const texts = widths.map((each, at) => painted(parts[at]?.[line] ?? '', each, colourOf(cells[at]), ink));
      return ` ${texts.join(ink.quiet(' │ '))}`.trimEnd();
    });
  };
  const headings = columns.map((text): Cell => ({ text, colour: 'heading' }));
  return [
    ...printed(headings, HEADING_LINES),
    ...groups.flatMap((group) => [between, ...group.flatMap((row) => printed(row, CELL_LINES))]),
  ];
}

function textOf(cell: Cell = ''): string {
  return printable(typeof cell === 'string' ? cell : cell.text);
}

function colourOf(cell: Cell = ''): Colour | null {
  return typeof cell === 'string' ? null : cell.colour;
}

function painted(text: string, width: number, colour: Colour | null, ink: Ink): string {
  const cell = fitted(text, width);
  return colour === null || text === '' ? cell : ink[colour](cell);
}

/** The text on as many lines as it needs; an ellipsis ends the last line if the text is too long. */
function partsOf(text: string, width: number, tallest: number): readonly string[] {
  const parts = wrapped(text, width);
  if (parts.length <= tallest) return parts;
  return [...parts.slice(0, tallest - 1), cut(parts.slice(tallest - 1).join(' '), width)];
}

/** Each as wide as its widest cell; headings get the room that is left, and otherwise take several lines. */
function columnWidths(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  available: number,
): readonly number[] {
  const widths = columns.map((heading, at) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(textOf(row[at]))), longestWord(heading)),
  );
  for (let surplus = sum(widths) - available; surplus > 0; surplus -= 1) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  for (let room = available - sum(widths); room > 0; room -= 1) {
    const missing = columns.map((heading, at) => widthOf(printable(heading)) - (widths[at] ?? 0));
    const most = Math.max(...missing);
    if (most <= 0) break;
    widths[missing.indexOf(most)] = (widths[missing.indexOf(most)] ?? 0) + 1;
  }
  return widths;
}

function longestWord(heading: string): number {
  return Math.max(...printable(heading).split(' ').map(widthOf));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
