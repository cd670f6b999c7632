import { err, ok, type Result } from 'neverthrow';
import { contradictoryInput, type ContradictoryInput } from './contradictory-input';

/**
 * A document after these changes, one after the other; null if the last one erases it. The error names the change that
 * cannot have happened.
 */
export function applyAll<State, Change>(
  before: State | null,
  changes: readonly Change[],
  apply: (state: State | null, change: Change) => Result<State | null, ContradictoryInput>,
): Result<State | null, ContradictoryInput> {
  let state = before;
  for (const [at, change] of changes.entries()) {
    const next = apply(state, change);
    if (next.isErr()) return err(contradictoryInput({ ...next.error.context, path: `changes[${String(at)}]` }));
    state = next.value;
  }
  return ok(state);
}
