/** What is searched: places, and what leads from one to another. */
export interface Searched<Place, Move, Change> {
  readonly start: Place;
  /** The same for two places exactly if they are one. */
  readonly keyOf: (place: Place) => unknown;
  /** What is tried on a place, which is the so-manieth that is left. */
  readonly movesOn: (place: Place, at: number) => readonly Move[];
  /** Where a move leads, by which changes, or what is wrong with it. */
  readonly step: (
    from: Place,
    move: Move,
  ) => { readonly next: Place; readonly changes: readonly Change[] } | { readonly problem: string };
  /** The first thing wrong with a place, to which these changes led; null if nothing is. */
  readonly problemOf: (place: Place, history: readonly Change[]) => string | null;
}

/** What a search has seen, and what it has found wrong. */
export interface Findings<Move> {
  readonly states: number;
  readonly transitions: number;
  readonly violation: Violation<Move> | null;
}

/** What is wrong, and the moves that show it. */
export interface Violation<Move> {
  readonly problem: string;
  readonly commands: readonly Move[];
}

/** A place, and how it was first reached. */
interface Visit<Place, Move, Change> {
  readonly place: Place;
  readonly from: Visit<Place, Move, Change> | null;
  readonly by: Move | null;
  readonly changes: readonly Change[];
}

/**
 * Tries moves on every place, nearest first, until there is no new place, or as many are met as are wanted.
 *
 * Places are met in the order of their distance from the start, and each is inspected when it is first met, so where
 * every move is tried on every place, the first violation found is one that no shorter sequence of moves shows.
 */
export function searchBreadthFirst<Place, Move, Change>(
  { start, keyOf, movesOn, step, problemOf }: Searched<Place, Move, Change>,
  atMost = Infinity,
): Findings<Move> {
  const visits: Visit<Place, Move, Change>[] = [{ place: start, from: null, by: null, changes: [] }];
  const met = new Set([keyOf(start)]);
  let transitions = 0;
  const findings = (violation: Violation<Move> | null): Findings<Move> => ({ states: met.size, transitions, violation });

  const wrongAtStart = problemOf(start, []);
  if (wrongAtStart !== null) return findings({ problem: wrongAtStart, commands: [] });
  for (const [at, visit] of visits.entries()) {
    for (const move of movesOn(visit.place, at)) {
      transitions += 1;
      const outcome = step(visit.place, move);
      if ('problem' in outcome) return findings({ problem: outcome.problem, commands: [...pathTo(visit), move] });
      const key = keyOf(outcome.next);
      if (met.has(key)) continue;
      met.add(key);
      const found = { place: outcome.next, from: visit, by: move, changes: outcome.changes };
      const problem = problemOf(found.place, historyOf(found));
      if (problem !== null) return findings({ problem, commands: pathTo(found) });
      visits.push(found);
      if (met.size >= atMost) return findings(null);
    }
  }
  return findings(null);
}

function pathTo<Move>(visit: Visit<unknown, Move, unknown>): readonly Move[] {
  return visit.from === null || visit.by === null ? [] : [...pathTo(visit.from), visit.by];
}

function historyOf<Change>(visit: Visit<unknown, unknown, Change>): readonly Change[] {
  return visit.from === null ? [] : [...historyOf(visit.from), ...visit.changes];
}
