import { err, ok, type Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import { corruptData } from '../repository/storage-error';
import { carryOut, type Command, type Outcome } from './carry-out';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';

/** What a command has left, after which there is a document. */
export interface Left<State, Change> extends Outcome<State, Change> {
  readonly state: State;
}

/**
 * Carries out a command after which there is a document.
 *
 * @param answerOf takes the answer from what the command has left, where it must be
 */
export async function carryOutAndAnswer<Id, State, Change, Refusal, Answer extends object>(
  settings: Settings,
  command: Command<Id, State, Change, Refusal>,
  answerOf: (left: Left<State, Change>) => Answer | null | undefined,
): Promise<Result<Answer, Refusal | MalformedInput | CommandStorageError>> {
  const outcome = await carryOut(settings, command);
  return outcome.andThen(({ state, ...done }) => {
    const answer = state === null ? null : answerOf({ state, ...done });
    return answer ? ok(answer) : err(corruptData('a decision without a state'));
  });
}
