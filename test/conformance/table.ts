import type { RepositoryConformanceOptions } from 'partner-relationships/conformance';
import { registeredChecks, verdicts } from './verdict';

/** A repository that the kit is run on, as a column of the table. */
export interface Column extends Pick<RepositoryConformanceOptions, 'create' | 'volatile' | 'sizes' | 'timeoutMs'> {
  readonly name: string;
}

/** A table in Markdown of what passes and what fails, with checks as rows and repositories as columns. */
export async function conformanceTable(columns: readonly Column[]): Promise<string> {
  const rows = new Map<string, Map<string, string>>();
  for (const { name: column, create, ...options } of columns) {
    for (const { name, failure } of await verdicts(registeredChecks({ create, ...options }))) {
      const row = rows.get(name) ?? new Map<string, string>();
      rows.set(name, row.set(column, failure === null ? 'passes' : 'fails'));
    }
  }
  const names = columns.map(({ name }) => name);
  const lines = [...rows].map(([check, row]) => [check, ...names.map((name) => row.get(name) ?? 'volatile')]);
  return table([['check', ...names], ...lines]);
}

/** Rows of cells, the first of them the heading, as a Markdown table. */
export function table([heading = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
