import type { Result } from 'neverthrow';

/** The effect of a command in one box of a diagram: it leads to a box, or is refused with a code. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly who: string;
  /** `acceptRequest (replace)` */
  readonly command: string;
  readonly refusal: string | null;
}

/** A command that somebody gives in a state. */
export interface Move<State, Change> {
  readonly who: string;
  readonly command: string;
  /** Null in a state in which it would mean something else. */
  readonly decide: (state: State) => Result<readonly Change[], { readonly code: string }> | null;
}

/**
 * Makes every move in every state that can be reached from the start.
 *
 * @param keyOf the same for two states of which one is enough
 */
export function explore<State, Change>(
  start: State,
  moves: readonly Move<State, Change>[],
  evolve: (state: State, change: Change) => Result<State, unknown>,
  boxOf: (state: State) => string,
  keyOf: (state: State) => string = (state) => JSON.stringify(state),
): readonly Transition[] {
  const reached = new Map([[keyOf(start), start]]);
  const found = new Map<string, Transition>();
  for (const state of reached.values()) {
    for (const { who, command, decide } of moves) {
      const answer = decide(state);
      if (answer === null) continue;
      const changes = answer.unwrapOr([]);
      const next = changes.reduce((before, change) => evolve(before, change)._unsafeUnwrap(), state);
      if (!reached.has(keyOf(next))) reached.set(keyOf(next), next);
      const refusal = answer.isErr() ? answer.error.code : null;
      const transition = { from: boxOf(state), to: boxOf(next), who, command, refusal };
      found.set(JSON.stringify(transition), transition);
    }
  }
  return [...found.values()];
}
