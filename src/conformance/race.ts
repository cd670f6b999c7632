import type { Revision } from '../repository/revision';
import type { Answer, Handle } from './asked';
import type { AnyChange, Kind, Step } from './kind';
import { allDone } from './all-done';
import { stepAside } from './time-limit';

/** One of several commits that were sent at the same time. */
export interface Attempt<State, Change> {
  /** Which addition it makes. */
  readonly number: number;
  readonly step: Step<State, Change>;
  readonly answer: Answer<Revision>;
}

/** What everybody in a race starts from. */
export interface Start<Id, State> {
  readonly id: Id;
  readonly expected: Revision | 'absent';
  readonly state: State | null;
  readonly writers: number;
  /** Differs from race to race, and so does who is a little ahead. */
  readonly round: number;
}

/**
 * So many writers send a commit on the same expectation at the same time, each from the next handle: one of their own,
 * or the addition that `additionOf` gives for the number of the writer.
 */
export function race<Id extends string, State, Change extends AnyChange>(
  kind: Kind<Id, State, Change>,
  handles: readonly Handle[],
  { id, expected, state, writers, round }: Start<Id, State>,
  additionOf: (writer: number) => number = (writer) => writer,
): Promise<readonly Attempt<State, Change>[]> {
  return allDone(
    Array.from({ length: writers }, (_, at) => at + 1).flatMap((writer) =>
      handles.slice(writer % handles.length, (writer % handles.length) + 1).map(async (handle) => {
        const number = additionOf(writer);
        const step = kind.addition(state ?? kind.founding(id).next, number);
        const changes = state === null ? [...kind.founding(id).changes, ...step.changes] : step.changes;
        await stepAside((3 * writer * round) % 31);
        const answer = await kind.storeOf(handle).tryCommit({ id, expected, next: step.next, changes });
        return { number, step: { next: step.next, changes }, answer };
      }),
    ),
  );
}

/** Acknowledged, whatever the truth of it. */
export function isAcknowledged<State, Change>({ answer }: Attempt<State, Change>): boolean {
  return answer.kind === 'value';
}

/** Answered as not having taken effect. */
export function isRefused<State, Change>({ answer }: Attempt<State, Change>): boolean {
  return answer.kind === 'error' && answer.code !== 'outcome-unknown';
}
