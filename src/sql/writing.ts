import { err, ok, Result } from 'neverthrow';
import type { Codec } from '../repository/codec';
import type { Commit } from '../repository/repository';

/** What one commit writes. */
export interface Writing {
  readonly id: string;
  /** The revision that must be stored, which is the position of the last change so far; null if none must be. */
  readonly expected: number | null;
  /** The next revision: the position of this commit's last change. No row is deleted, so no revision comes back. */
  readonly revision: number;
  readonly state: string;
  readonly changes: readonly string[];
  /** The partners in whose list the customer has to be from now on. */
  readonly joined: readonly string[];
  /** The partners in whose list it must no longer be. */
  readonly left: readonly string[];
}

/** How a commit ended that the database has carried out or found out of date. */
export type Written = 'committed' | 'conflict';

/** How one kind of document is written. */
export interface WritingSettings<State, Change> {
  readonly states: Codec<State>;
  readonly changes: Codec<Change>;
  /** Whose customer lists a commit touches. */
  readonly listMoves: (
    expected: number | null,
    next: State,
    changes: readonly Change[],
  ) => Pick<Writing, 'joined' | 'left'>;
}

/**
 * @returns what a commit writes; or why it cannot be written
 */
export function writingOf<Id extends string, State, Change>(
  { states, changes, listMoves }: WritingSettings<State, Change>,
  { id, next, ...sent }: Commit<Id, State, Change>,
  expected: number | null,
): Result<Writing, { readonly message: string }> {
  // The revision counts the changes, so without one it would stay the same.
  if (sent.changes.length === 0) return err({ message: 'a commit without a change' });
  const state = states.encode(next);
  if (state.isErr()) return err(state.error);
  const encoded = Result.combine(sent.changes.map((change) => changes.encode(change)));
  if (encoded.isErr()) return err(encoded.error);
  const revision = (expected ?? 0) + encoded.value.length;
  return ok({
    id,
    expected,
    revision,
    state: asciiJson(state.value),
    changes: encoded.value.map(asciiJson),
    ...listMoves(expected, next, sent.changes),
  });
}

/**
 * JSON in ASCII, so that no character set of a connection or a database can spoil it. Other characters occur only
 * within its strings, where an escape says the same.
 */
function asciiJson(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
