import type { Result } from 'neverthrow';

/** Something that somebody can do to a state, in the words of a diagram. */
export interface Move<State, Change> {
  /** The function called: `acceptRequest`. */
  readonly call: string;
  /** What matters of its arguments: `replace`. */
  readonly detail?: string;
  /** Who does it, in the diagram's words: `customer`. */
  readonly who: string;
  readonly decide: (state: State) => Result<readonly Change[], { readonly code: string }>;
}

/** What a move did to what a diagram is about. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly call: string;
  /** Empty when there is nothing to add. */
  readonly detail: string;
  readonly who: string;
  /** `done` when something was changed by it, `nothing` when all of it was so already, else the code of the refusal. */
  readonly outcome: string;
}

/** What a diagram is drawn from: the library itself, and a view on it. */
export interface Subject<State, Change> {
  readonly start: State;
  readonly moves: readonly Move<State, Change>[];
  readonly evolve: (state: State, change: Change) => Result<State, { readonly message: string }>;
  /** Tells states apart that the library could answer differently. */
  readonly keyOf: (state: State) => string;
  /** The box that a state belongs to. */
  readonly boxOf: (state: State) => string;
}

const MOST_STATES = 5000;

/** Makes every move in every state that can be reached from the start, and says what each of them did. */
export function stepsOf<State, Change>({
  start,
  moves,
  evolve,
  keyOf,
  boxOf,
}: Subject<State, Change>): readonly Step[] {
  const reached = new Map([[keyOf(start), start]]);
  const steps = new Map<string, Step>();
  for (const state of reached.values()) {
    if (reached.size > MOST_STATES) throw new Error('too many states for a diagram');
    for (const { call, detail = '', who, decide } of moves) {
      const decided = decide(state);
      let next = state;
      if (decided.isOk()) {
        for (const change of decided.value) next = evolve(next, change)._unsafeUnwrap();
        if (!reached.has(keyOf(next))) reached.set(keyOf(next), next);
      }
      const outcome = decided.isErr() ? decided.error.code : decided.value.length === 0 ? 'nothing' : 'done';
      const step = { from: boxOf(state), to: boxOf(next), call, detail, who, outcome };
      steps.set(JSON.stringify(step), step);
    }
  }
  return [...steps.values()];
}
