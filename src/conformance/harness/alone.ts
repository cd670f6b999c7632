import type { Revision } from '../../repository/revision';
import type { Handle } from './handle';
import type { Draft, Recorded } from './kind';

/** A document that one writer alone commits, again and again. */
export interface Written {
  /** The last draft that was committed. */
  readonly latest: Draft;
  /** The revision that it got. */
  readonly revision: Revision;
  /** Commits the next draft, from the handle that began or from another one. */
  readonly commit: (next: (latest: Draft) => Draft, from?: Handle) => Promise<Revision>;
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
    commit: async (next, from = handle) => {
      const draft = next(latest);
      revision = await draft.commit(from, revision);
      latest = draft;
      return revision;
    },
  };
}

/**
 * Commits the drafts of a document one after the other.
 *
 * @returns the history that is due; null if a commit was not acknowledged
 */
export async function commitAll(handle: Handle, drafts: readonly Draft[]): Promise<readonly Recorded[] | null> {
  const due: Recorded[] = [];
  let expected: Revision | 'absent' = 'absent';
  for (const draft of drafts) {
    const answer = await draft.tryCommit(handle, expected);
    if (answer.kind !== 'value') return null;
    const revision = answer.value;
    expected = revision;
    due.push(...draft.changes.map((change) => ({ change, revision })));
  }
  return due;
}

/** The numbers from 1 to `count`, each once, in no obvious order. */
export function shuffled(count: number): readonly number[] {
  const step = [7, 5, 3, 1].find((candidate) => count % candidate !== 0) ?? 1;
  return Array.from({ length: count }, (_, at) => ((at * step) % count) + 1);
}
