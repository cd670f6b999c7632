import { isObject } from '../../model/decode';
import type { Revision } from '../../repository/revision';
import type { Answer } from './ask';
import type { Ground } from './ground';
import type { Handle } from './handle';
import type { Document, Draft, Kind, Recorded } from './kind';
import { turn } from './time-limit';

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
  const committed = await commitEach(handle, drafts);
  return committed === null ? null : leftOf(committed);
}

/**
 * Commits the drafts of a document one after the other.
 *
 * @param tries how often each is sent at most, as long as nothing is written
 * @returns every change with its revision, those that an erasure took included; null if a commit was not acknowledged
 */
export async function commitEach(
  handle: Handle,
  drafts: readonly Draft[],
  tries = 1,
): Promise<readonly Recorded[] | null> {
  const committed: Recorded[] = [];
  let expected: Revision | 'absent' = 'absent';
  for (const draft of drafts) {
    let answer = await draft.tryCommit(handle, expected);
    for (let left = tries - 1; left > 0 && isFailure(answer); left -= 1) {
      await turn();
      answer = await draft.tryCommit(handle, expected);
    }
    if (answer.kind !== 'value') return null;
    const revision = answer.value;
    expected = revision;
    committed.push(...draft.changes.map((change) => ({ change, revision })));
  }
  return committed;
}

function isFailure(answer: Answer<Revision>): boolean {
  return answer.kind === 'error' && answer.code === 'storage-failed';
}

/** What is left of the changes of a document: the last erasure and what came after it, or all of them. */
export function leftOf(committed: readonly Recorded[]): readonly Recorded[] {
  return committed.slice(Math.max(0, committed.findLastIndex(({ change }) => isErasure(change))));
}

function isErasure(change: unknown): boolean {
  return isObject(change) && change['kind'] === 'customer-erased';
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
