import { searchBreadthFirst, type Findings, type Violation } from '../../model-check/breadth-first';
import type { Attempt } from './attempt';
import { inspectionOf, type Problem } from './inspection';
import type { Scope } from './scope';
import { transition } from './transition';
import { momentsToGoTo, worldKey, type CustomerDocument, type World } from './world';

/** What happens to a world: somebody tries something, or time passes. */
type Move = Attempt | { readonly on: 'clock'; readonly words: string; readonly to: number };

/** What a search has seen, and what it has found wrong. */
export interface RoleFindings extends Findings<Move> {
  /** The kinds of all changes, and the codes of all refusals. */
  readonly seen: ReadonlySet<string>;
}

/** A world, and the text by which it is known. */
interface Place {
  readonly world: World;
  readonly key: string;
}

/**
 * Searches the worlds of a scope: tries everything in each of them, and has the clock go to every moment at which time
 * does something, to the millisecond before it and to the one after.
 *
 * @param atMost so many worlds, those that are nearest to the start; all of them if left out
 */
export function searchWorlds(
  scope: Scope,
  problemOfDecisions: (customer: CustomerDocument, at: number) => Problem,
  atMost?: number,
): RoleFindings {
  const seen = new Set<string>();
  const problemOf = inspectionOf(problemOfDecisions);
  const findings = searchBreadthFirst<Place, Move, never>(
    {
      start: placeOf(scope.start),
      keyOf: ({ key }) => key,
      movesOn: ({ world }) => [...scope.attempts.filter(({ isPossible }) => isPossible(world)), ...clockOf(world)],
      step: (from, move) => {
        if (move.on === 'clock') return { next: placeOf({ ...from.world, at: move.to }), changes: [] };
        const outcome = transition(from.world, move, seen);
        if ('problem' in outcome) return outcome;
        return { next: outcome.next === from.world ? from : placeOf(outcome.next), changes: [] };
      },
      problemOf: ({ world }) => problemOf(world),
    },
    atMost,
  );
  return { ...findings, seen };
}

function placeOf(world: World): Place {
  return { world, key: worldKey(world) };
}

function clockOf(world: World): readonly Move[] {
  return momentsToGoTo(world).map((to) => ({ on: 'clock', words: `it is ${new Date(to).toISOString()}`, to }));
}

/** A violation in lines of text: what is wrong, after what. */
export function reported({ problem, commands: moves }: Violation<Move>): string {
  const steps = moves.map(({ words }, at) => `  ${at + 1}. ${words}`);
  return [`After these ${moves.length} moves: ${problem}`, ...steps].join('\n');
}
