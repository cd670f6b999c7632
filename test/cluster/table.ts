import type { Findings } from './load';

/** What was seen, for people: a column for each cluster. */
export function tableOf(findings: readonly Findings[]): string {
  const row = (title: string, cell: (one: Findings) => string): readonly string[] => [title, ...findings.map(cell)];
  const counted = (title: string, counts: (one: Findings) => Readonly<Record<string, number>>): readonly string[][] => {
    const totals = new Map<string, number>();
    for (const [answer, count] of findings.flatMap((one) => Object.entries(counts(one)))) {
      totals.set(answer, (totals.get(answer) ?? 0) + count);
    }
    const answers = [...totals.keys()].sort((one, other) => (totals.get(other) ?? 0) - (totals.get(one) ?? 0));
    const all = row(title, (one) => shown(Object.values(counts(one)).reduce((sum, count) => sum + count, 0)));
    return [[...all], ...answers.map((answer) => [...row(`  ${answer}`, (one) => shown(counts(one)[answer] ?? 0))])];
  };
  const happenings = [...new Set(findings.flatMap(({ stops }) => Object.keys(stops)))];
  const rows = [
    row('', ({ name }) => name),
    row('load, in seconds', ({ seconds }) => shown(seconds)),
    ...counted('commands', ({ commands }) => commands),
    ...counted('commits', ({ commits }) => commits),
    row('longest stop, in seconds', ({ stops }) => Math.max(0, ...Object.values(stops)).toFixed(1)),
    ...happenings.map((what) => row(`  ${what}`, ({ stops }) => stops[what]?.toFixed(1) ?? '')),
    row('FAULT_SEED', ({ seed }) => `${seed}`),
    row('complaints', ({ complaints }) => shown(complaints.length)),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function shown(count: number): string {
  return count.toLocaleString('en');
}
