import type { Note } from './journal';

/** The count of each answer. */
export function countsOf(answers: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** The same as text, such as "12 done, 3 service-held". */
export function tally(answers: readonly string[]): string {
  return Object.entries(countsOf(answers))
    .sort(([, one], [, other]) => other - one)
    .map(([answer, count]) => `${count} ${answer}`)
    .join(', ');
}

export function commitAnswers(notes: readonly Note[]): readonly string[] {
  return notes.flatMap((note) => (note.kind === 'committed' ? [note.answer] : []));
}

export function commandAnswers(notes: readonly Note[]): readonly string[] {
  return notes.flatMap((note) => (note.kind === 'answered' ? [note.answer] : []));
}

/** The commands with a commit that was sent and not answered. */
export function commandsCutShort(notes: readonly Note[]): readonly string[] {
  const open = new Map<string, number>();
  for (const { kind, command } of notes) {
    if (kind !== 'answered') open.set(command, (open.get(command) ?? 0) + (kind === 'sent' ? 1 : -1));
  }
  return [...open].flatMap(([command, commits]) => (commits > 0 ? [command] : []));
}
