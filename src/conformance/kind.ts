import type { Result } from 'neverthrow';
import type { Timed } from '../model/command-on';
import type { RecordedChange, RelationshipRepository, VersionedStore } from '../repository/repository';
import type { Revision } from '../repository/revision';
import type { AskedStore, Handle } from './asked';

/** What the next commit brings. */
export interface Step<State, Change> {
  readonly next: State;
  readonly changes: readonly Change[];
}

/** What every recorded change has. */
export interface AnyChange extends Timed {
  readonly kind: string;
}

/** Partners or customers: the same promises hold for both, and are checked for both. */
export interface Kind<Id extends string, State, Change extends AnyChange> {
  readonly noun: 'partner' | 'customer';
  readonly storeOf: (handle: Handle) => AskedStore<Id, State, Change>;
  /** The store itself, for checks of how it answers. */
  readonly rawStoreOf: (repository: RelationshipRepository) => VersionedStore<Id, State, Change>;
  readonly idOf: (text: string) => Id;
  /** The first commit under an id. The second argument is the name that the partner or customer gets. */
  readonly founding: (id: Id, name?: string) => Step<State, Change>;
  /** A commit like no other, of two changes: its number, from 1 on, tells it apart in the state and in the history. */
  readonly addition: (state: State, number: number) => Step<State, Change>;
  /** The numbers of the additions that a state shows. */
  readonly additionsIn: (state: State) => readonly number[];
  /** A commit whose successor leads back to this very state. */
  readonly swing: (state: State) => Step<State, Change>;
  /** An equal state that can be changed. */
  readonly thawed: (state: State) => State;
  readonly fold: (changes: readonly Change[]) => Result<State | null, { readonly message: string }>;
}

/** Tells the changes of a check apart. */
export function mark({ kind, at }: AnyChange): string {
  return `${kind} at ${at}`;
}

export function marks(step: { readonly changes: readonly AnyChange[] }): readonly string[] {
  return step.changes.map(mark);
}

/** Commits the founding of an id. */
export function founded<Id extends string, State, Change extends AnyChange>(
  handle: Handle,
  kind: Kind<Id, State, Change>,
  id: Id,
): Promise<Revision> {
  return kind.storeOf(handle).commit({ id, expected: 'absent', ...kind.founding(id) });
}

/** Commits these steps under a new id; gives what is due in the history, or null when one was not acknowledged. */
export async function commitAll<Id, State, Change extends AnyChange>(
  store: AskedStore<Id, State, Change>,
  id: Id,
  steps: readonly Step<State, Change>[],
): Promise<readonly RecordedChange<Change>[] | null> {
  const due: RecordedChange<Change>[] = [];
  let expected: Revision | 'absent' = 'absent';
  for (const step of steps) {
    const answer = await store.tryCommit({ id, expected, ...step });
    if (answer.kind !== 'value') return null;
    const revision = answer.value;
    expected = revision;
    due.push(...step.changes.map((change) => ({ change, revision })));
  }
  return due;
}

/** The numbers from 1 to `count`, each once, in no order to speak of. */
export function shuffled(count: number): readonly number[] {
  const step = [7, 5, 3, 1].find((candidate) => count % candidate !== 0) ?? 1;
  return Array.from({ length: count }, (_, at) => ((at * step) % count) + 1);
}

/** What is stored under an id, as whoever has just committed it knows it. */
export interface Stored<State> {
  readonly state: State;
  readonly revision: Revision;
}

/** A document that one writer alone commits, again and again. */
export interface Document<State, Change> {
  /** What the writer has committed last. */
  readonly stored: () => Stored<State>;
  readonly commit: (step: Step<State, Change>) => Promise<Revision>;
}

/** Commits the founding of an id, and goes on from there. */
export async function begun<Id extends string, State, Change extends AnyChange>(
  handle: Handle,
  kind: Kind<Id, State, Change>,
  id: Id,
): Promise<Document<State, Change>> {
  let stored: Stored<State> = { state: kind.founding(id).next, revision: await founded(handle, kind, id) };
  return {
    stored: () => stored,
    commit: async (step) => {
      const revision = await kind.storeOf(handle).commit({ id, expected: stored.revision, ...step });
      stored = { state: step.next, revision };
      return revision;
    },
  };
}

/** Commits the founding of an id and an addition, after which the revision of the founding is stale. */
export async function overtaken<Id extends string, State, Change extends AnyChange>(
  handle: Handle,
  kind: Kind<Id, State, Change>,
  id: Id,
): Promise<{ readonly stale: Stored<State>; readonly current: Stored<State> }> {
  const document = await begun(handle, kind, id);
  const stale = document.stored();
  await document.commit(kind.addition(stale.state, 1));
  return { stale, current: document.stored() };
}
