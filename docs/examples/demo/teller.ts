import type { RuleName } from 'partner-relationships';
import type { Colour, Ink } from './ink';
import type { ChangeLine } from './story/changes';
import { linesOf, type Table } from './table';
import { cut, printable, widthOf, wrapped } from './width';

interface Refusal {
  readonly rule: RuleName;
  readonly code: string;
  readonly message: string;
}

/** Tells on the screen what happens. It only prints, and knows nothing about partners and customers. */
export interface Teller {
  readonly title: (title: string, subtitle: string) => void;
  readonly chapter: (title: string, rulesAtWork?: readonly RuleName[]) => void;
  readonly done: (when: string, what: string) => void;
  readonly refused: (when: string, what: string, refusal: Refusal) => void;
  readonly changed: (lines: readonly ChangeLine[]) => void;
  readonly detail: (text: string) => void;
  readonly quote: (lines: readonly string[]) => void;
  readonly remark: (text: string) => void;
  readonly table: (table: Table) => void;
  readonly gap: () => void;
}

/** Where the text of a step begins: after the time and the sign. */
const INDENT = 14;

export function tellerTo(write: (line: string) => void, ink: Ink, width: number): Teller {
  const paragraph = (text: string, indent: number, colour?: Colour): void => {
    for (const line of wrapped(printable(text), width - indent)) {
      write(' '.repeat(indent) + (colour === undefined ? line : ink[colour](line)));
    }
  };
  const signed = (sign: string, colour: Colour, text: string): void => {
    const [first = '', ...rest] = wrapped(printable(text), width - INDENT - 2);
    write(`${' '.repeat(INDENT)}${ink[colour](sign)} ${first}`);
    for (const line of rest) write(' '.repeat(INDENT + 2) + line);
  };
  const step = (when: string, sign: string, colour: Colour, what: string): void => {
    const [first = '', ...rest] = wrapped(printable(what), width - INDENT);
    write(`  ${ink.quiet(when)} ${ink[colour](sign)} ${first}`);
    for (const line of rest) write(' '.repeat(INDENT) + line);
  };
  return {
    title: (title, subtitle) => {
      write('');
      write(ink.heading(title));
      write(ink.quiet(subtitle));
      write(ink.quiet('═'.repeat(width)));
      write('');
    },
    chapter: (title, rulesAtWork = []) => {
      write('');
      const heading = cut(printable(title), width - 4);
      write(`${ink.heading(heading)} ${ink.quiet('─'.repeat(width - widthOf(heading) - 1))}`);
      if (rulesAtWork.length > 0) paragraph(`Rules: ${rulesAtWork.join(', ')}`, 2, 'quiet');
      write('');
    },
    done: (when, what) => step(when, '✓', 'good', what),
    refused: (when, what, { rule, code, message }) => {
      step(when, '✗', 'bad', what);
      paragraph(`refused by the rule ${rule}`, INDENT, 'rule');
      paragraph(`${code}: ${message}`, INDENT, 'quiet');
    },
    changed: (lines) => {
      for (const { sign, text } of lines) signed(sign, sign === '+' ? 'good' : 'bad', text);
    },
    detail: (text) => signed('·', 'quiet', text),
    quote: (lines) => {
      for (const line of lines) paragraph(line, INDENT, 'quiet');
    },
    remark: (text) => paragraph(text, 2),
    table: (table) => {
      for (const line of linesOf(table, ink, width)) write(line);
    },
    gap: () => write(''),
  };
}
