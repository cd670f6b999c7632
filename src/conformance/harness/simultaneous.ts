import type { Revision } from '../../repository/revision';
import type { Answer } from './ask';
import type { Ground } from './ground';
import type { Handle } from './handle';
import type { Document, Draft } from './kind';
import type { Finding } from './nonconformity';
import { turn } from './time-limit';

/** The results of all of these, once every one is over: after a failure none goes on behind the back of its check. */
export async function allDone<T>(running: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(running);
  return Promise.all(running);
}

/** Where all writers of a race start. */
export interface Start {
  readonly expected: Revision | 'absent';
  readonly draftOf: (number: number) => Draft;
}

/** A race for the first commit of a document. */
export function fromAbsent(document: Document): Start {
  return { expected: 'absent', draftOf: (number) => document.foundingWith(number) };
}

/** A race for the commit after the founding. */
export async function fromFounding(handle: Handle, document: Document): Promise<Start> {
  const founding = document.founding();
  return { expected: await founding.commit(handle, 'absent'), draftOf: (number) => founding.addition(number) };
}

/** One of several commits that were sent at the same time. */
export interface Attempt {
  readonly draft: Draft;
  readonly answer: Answer<Revision>;
}

/**
 * Each writer, from 1 on, sends its draft at the same time and with the same expectation as the others, from the next
 * handle. The round decides who is a little ahead.
 */
export function race(
  handles: readonly Handle[],
  { expected, draftOf }: Start,
  { writers, round }: { readonly writers: number; readonly round: number },
): Promise<readonly Attempt[]> {
  return allDone(
    Array.from({ length: writers }, (_, at) => at + 1).flatMap((writer) =>
      handles.slice(writer % handles.length, (writer % handles.length) + 1).map(async (handle) => {
        const draft = draftOf(writer);
        await stepAside((3 * writer * round) % 31);
        return { draft, answer: await draft.tryCommit(handle, expected) };
      }),
    ),
  );
}

/** Lets everything else that waits for nothing but its turn go first, so many times. */
async function stepAside(times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) await Promise.resolve();
}

/** Acknowledged, whether that is true or not. */
export function isAcknowledged({ answer }: Attempt): boolean {
  return answer.kind === 'value';
}

/** Answered as not having taken effect. */
export function isRefused({ answer }: Attempt): boolean {
  return answer.kind === 'error' && answer.code !== 'outcome-unknown';
}

/** Looks for half of a commit, and says what it saw; null if all is well. */
export type Look = () => Promise<Finding | null>;

const LOOKS_PER_TURN = 20;

/** Looks again and again while somebody commits, until that is over or something is found. */
export async function whileCommitting(
  ground: Ground,
  commitAll: () => Promise<void>,
  looks: readonly Look[],
): Promise<void> {
  let isDone = false;
  const findings: Finding[] = [];
  const committing = commitAll().finally(() => {
    isDone = true;
  });
  const looking = looks.map(async (look) => {
    for (let count = 1; !isDone && findings.length === 0; count += 1) {
      const finding = await look();
      if (finding !== null) findings.push(finding);
      if (count % LOOKS_PER_TURN === 0) await turn();
    }
  });
  await allDone([committing, ...looking]);
  for (const finding of findings) throw ground.nonconformity(finding);
}
