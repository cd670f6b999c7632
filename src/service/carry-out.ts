import { err, ok, type Result } from 'neverthrow';
import { notBefore } from '../model/changed-at';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { Versioned } from '../repository/repository';
import type { Revision } from '../repository/revision';
import {
  corruptData,
  outcomeUnknown,
  type CommitError,
  type LoadError,
  type OutcomeUnknown,
} from '../repository/storage-error';
import { isEqual } from './is-equal';
import type { Settings } from './options';
import { pause } from './pause';
import type { Documents } from './documents';
import { inTurn } from './turns';

/** The result of a command: the state after it, and its changes, empty if nothing had to change. */
export interface Outcome<State, Change> {
  /** Null if the document is erased. */
  readonly state: State | null;
  readonly changes: readonly Change[];
  /** The moment that the command was decided for. */
  readonly at: Instant;
}

/** Decides what changes at this moment. */
export type Decide<Change, Refusal> = (at: Instant) => Result<readonly Change[], Refusal>;

/**
 * Gets ready to decide on this state, at once or after reading something else. The state is null for a document that is
 * not there; it has a revision nevertheless if it was.
 */
export type Prepare<State, Change, Refusal> = (
  state: State | null,
  revision: Revision | 'absent',
) => Result<Decide<Change, Refusal>, Refusal> | PromiseLike<Result<Decide<Change, Refusal>, Refusal>>;

/** One command on one document. */
export interface Command<Id, State, Change, Refusal> {
  readonly documents: Documents<Id, State, Change>;
  readonly id: Id;
  /** Reads what else the decision depends on. Called again, with the latest state, in every attempt. */
  readonly prepare: Prepare<State, Change, Refusal>;
}

/**
 * How a service carries out its commands. It reads the clock after loading, so no change bears an earlier time than
 * its state.
 */
export type Manner = Pick<Settings, 'attempts' | 'now' | 'wait' | 'random' | 'onAttempt'>;

/** Carries out a command once the earlier ones on the document in this process are done, or stuck. */
export function carryOut<Id, State, Change, Refusal>(
  manner: Manner,
  command: Command<Id, State, Change, Refusal>,
): Promise<Result<Outcome<State, Change>, Refusal | MalformedInput | LoadError | CommitError>> {
  const { documents, id } = command;
  return inTurn(documents.lines, id, manner.wait, (goOn) => attemptAll(manner, command, goOn));
}

/**
 * Loads, decides and commits; after a conflict it starts over. After an unknown outcome it loads again. If the state
 * is the one from before, it sends the commit again, as at most one of the two takes effect. If everything asked for
 * is in force, it is done. Otherwise the state has changed, perhaps by this very command and another one after it:
 * repeating it could undo the later one, so the answer stays "unknown", and the caller decides.
 */
async function attemptAll<Id, State, Change, Refusal>(
  { attempts, now, wait, random, onAttempt }: Manner,
  { documents, id, prepare }: Command<Id, State, Change, Refusal>,
  goOn: () => void,
): Promise<Result<Outcome<State, Change>, Refusal | MalformedInput | LoadError | CommitError>> {
  const seen = new Set<string>();
  let latest: Versioned<State> | null = null;
  let unknown: { readonly error: OutcomeUnknown; readonly expected: string } | null = null;

  for (let attempt = 1; ; attempt += 1) {
    onAttempt();
    const loaded = await documents.load(id);
    goOn();
    if (loaded.isErr()) return err(unknown?.error ?? loaded.error);
    const impossible = contradictionTo(latest, loaded.value);
    if (impossible !== null) return err(unknown?.error ?? corruptData(impossible));
    latest = loaded.value;
    const state = latest?.state ?? null;
    const expected = latest?.revision ?? 'absent';
    seen.add(expected);

    const decide = await prepare(state, expected);
    goOn();
    if (decide.isErr()) return err(unknown?.error ?? decide.error);
    const present = now();
    if (present.isErr()) return err(unknown?.error ?? present.error);
    const at = notBefore(state === null ? null : documents.lastChange(state), present.value);
    const decided = decide.value(at);
    if (decided.isErr()) return err(unknown?.error ?? decided.error);
    const changes = decided.value;
    if (changes.length === 0) return ok({ state, changes, at });
    if (unknown !== null && unknown.expected !== expected) return err(unknown.error);

    const next = documents.apply(state, changes);
    if (next.isErr()) return err(corruptData(next.error.message));
    const committed: Result<Revision, CommitError> = await documents.commit({
      id,
      expected,
      next: next.value,
      changes,
    });
    if (committed.isOk() && !seen.has(committed.value)) return ok({ state: next.value, changes, at });
    // Revisions never come back: this one existed before the commit, so it does not show that the commit took effect.
    const failure = committed.isOk()
      ? outcomeUnknown('the commit was answered with a former revision')
      : committed.error;
    if (failure.code === 'outcome-unknown') unknown = { error: failure, expected };
    const isRefused = failure.code === 'storage-failed' || failure.code === 'alongside-failed';
    if (attempt === attempts || isRefused) return err(unknown?.error ?? failure);
    goOn();
    await pause(wait, random, attempt);
  }
}

/** Why a loaded document contradicts the one that was loaded before; null if it does not. */
function contradictionTo<State>(before: Versioned<State> | null, loaded: Versioned<State> | null): string | null {
  if (before === null) return null;
  if (loaded === null) return 'the document was there and is gone, and an erased one keeps its revision';
  if (loaded.revision !== before.revision || isEqual(loaded.state, before.state)) return null;
  return 'the document has another state under the same revision';
}
