import type { Revision } from '../../repository/revision';
import type { Ground } from './ground';
import type { Handle } from './handle';
import type { Document, Draft, Kind, Recorded } from './kind';

/** A document that one writer alone commits, again and again. */
export interface Written {
  /** The last draft that was committed. */
  readonly latest: Draft;
  /** The revision that it got. */
  readonly revision: Revision;
  /** Commits the next draft. */
  readonly commit: (next: (latest: Draft) => Draft) => Promise<Revision>;
  /** The same, and whether it was acknowledged. */
  readonly attempt: (next: (latest: Draft) => Draft) => Promise<boolean>;
}

/** Commits the first draft of a document, and goes on from there. */
export async function begin(handle: Handle, first: Draft): Promise<Written> {
  let latest = first;
  let revision = await first.commit(handle, 'absent');
  return {
    get latest() {
      return latest;
    },
    get revision() {
      return revision;
    },
    commit: async (next) => {
      const draft = next(latest);
      revision = await draft.commit(handle, revision);
      latest = draft;
      return revision;
    },
    attempt: async (next) => {
      const draft = next(latest);
      const answer = await draft.tryCommit(handle, revision);
      if (answer.kind !== 'value') return false;
      [latest, revision] = [draft, answer.value];
      return true;
    },
  };
}

/**
 * Commits the drafts of a document one after the other.
 *
 * @returns the history that is due, of which an erasure leaves only itself; null if a commit was not acknowledged
 */
export async function commitAll(handle: Handle, drafts: readonly Draft[]): Promise<readonly Recorded[] | null> {
  const due: Recorded[] = [];
  let expected: Revision | 'absent' = 'absent';
  for (const draft of drafts) {
    const answer = await draft.tryCommit(handle, expected);
    if (answer.kind !== 'value') return null;
    const revision = answer.value;
    expected = revision;
    if (draft.state === null) due.length = 0;
    due.push(...draft.changes.map((change) => ({ change, revision })));
  }
  return due;
}

/**
 * Commits the first of the largest commits of a kind, and compares with the history that is due. That there is no room
 * for it is another check's matter.
 */
export async function withLargeCommit(
  { first, sizes }: Ground,
  kind: Kind,
  compare: (document: Document, due: readonly Recorded[]) => Promise<void>,
): Promise<void> {
  for (const draft of kind.large(sizes).slice(0, 1)) {
    const due = await commitAll(first, [draft]);
    if (due !== null) await compare(draft.document, due);
  }
}

/** A long life: so many additions, at times that run ahead and behind, and then so many swings, all at one time. */
export function longLife(document: Document, additions: number, swings: number): readonly Draft[] {
  const drafts = [document.founding()];
  const goOn = (next: (latest: Draft) => Draft): void => {
    drafts.push(...drafts.slice(-1).map(next));
  };
  for (const number of shuffled(additions)) goOn((latest) => latest.addition(number));
  for (let times = 0; times < swings; times += 1) goOn((latest) => latest.swing());
  return drafts;
}

/** The numbers from 1 to `count`, each once, in no obvious order. */
function shuffled(count: number): readonly number[] {
  const step = [7, 5, 3, 1].find((candidate) => count % candidate !== 0) ?? 1;
  return Array.from({ length: count }, (_, at) => ((at * step) % count) + 1);
}
