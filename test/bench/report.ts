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

/** A table in Markdown, padded so that it reads well as plain text. */
export function table({ columns, rows }: Section): string {
  const cells = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, at) => Math.max(3, ...cells.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]): string => `| ${widths.map((width, at) => (row[at] ?? '').padEnd(width)).join(' | ')} |`;
  const [header = [], ...body] = cells;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
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
    text = between(text, name, `${section.about}\n\n${table(section)}`);
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
