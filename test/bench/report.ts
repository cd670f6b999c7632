import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Section } from './section';

/** One run of the bench. */
export interface Report {
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly system: string };
  readonly versions: Readonly<Record<string, string>>;
  readonly sections: Readonly<Record<string, Section>>;
}

const document = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const FIGURE = /^(?:[\d×]|$)/;

/** A table in Markdown, padded so that it reads well as plain text; figures stand on the right. */
export function table({ columns, rows }: Section): string {
  const body = rows.map((row) => row.map(String));
  const layout = columns.map((name, at) => {
    const cells = body.map((row) => row[at] ?? '');
    const width = Math.max(3, ...[name, ...cells].map(({ length }) => length));
    return { width, isFigure: cells.every((cell) => FIGURE.test(cell)) };
  });
  const line = (row: readonly string[]): string => {
    const padded = layout.map(({ width, isFigure }, at) => {
      const cell = row[at] ?? '';
      return isFigure ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = layout.map(({ width, isFigure }) => (isFigure ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(columns), line(rule), ...body.map(line)].join('\n');
}

/** What was measured, and what was not. Nothing of an earlier run remains where there is no table. */
export function figuresOf(section: Section): readonly string[] {
  return [...(section.leftOut ?? []), ...(section.rows.length === 0 ? [] : [table(section)])];
}

/** Puts the tables between the markers of the document that bear their names; what is written around them stays. */
export async function intoReport({ date, machine, versions, sections }: Report): Promise<void> {
  let text = await readFile(document, 'utf8');
  const of = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  text = between(
    text,
    'machine',
    `Measured on ${date} on ${machine.processor} (${machine.cores} cores, ${machine.system}) with ${of.join(', ')}.`,
  );
  for (const [name, section] of Object.entries(sections)) {
    text = between(text, name, [section.about, ...figuresOf(section)].join('\n\n'));
  }
  await writeFile(document, text);
}

function between(text: string, name: string, content: string): string {
  const opening = `<!-- ${name} -->`;
  const closing = `<!-- /${name} -->`;
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start);
  if (start === -1 || end === -1) throw new Error(`docs/performance.md has no ${opening} … ${closing}`);
  return `${text.slice(0, start)}${opening}\n${content}\n${text.slice(end)}`;
}
