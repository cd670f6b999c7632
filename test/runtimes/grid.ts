/** The problem of one program in one mode on one runtime; null if it did what it should. */
export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly failure: string | null;
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** A table of runtimes and modes with a word in each cell, followed by the problems. */
export function gridOf(title: string, cells: readonly Cell[]): string {
  const columns = distinct(cells.map(({ column }) => column));
  const rows = distinct(cells.map(({ row }) => row));
  const word = (row: string, column: string): string => {
    const cell = cells.find((one) => one.row === row && one.column === column);
    return cell === undefined ? '-' : cell.failure === null ? 'ok' : 'FAILED';
  };
  const table = [[title, ...columns], ...rows.map((row) => [row, ...columns.map((column) => word(row, column))])];
  const widths = [title, ...columns].map((_, at) => Math.max(...table.map((line) => (line[at] ?? '').length)));
  const lines = table.map((line) => line.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  ').trimEnd());
  const failures = cells.flatMap(({ row, column, failure }) =>
    failure === null ? [] : [`\n${title}, ${row}, ${column}:\n${failure}`],
  );
  return [...lines, ...failures, ''].join('\n');
}
