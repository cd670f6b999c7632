import type { RuleName } from 'partner-relationships';
import type { Result } from 'neverthrow';
import { shortTime } from '../clock';
import type { Stage } from '../stage';

/** The library's answer is not the one that the story expects. It ends the demo, which shows only what is true. */
export class UnexpectedAnswer extends Error {}

export interface LibraryError {
  readonly code: string;
  readonly message: string;
}

interface Expected<Code> {
  readonly code: Code;
  readonly rule: RuleName;
}

type Refusal<E, Code> = Extract<E, { readonly code: Code }>;

/** A step of the story that must succeed: an hour passes, and the library's answer must agree with the story. */
export async function succeeds<T, E extends LibraryError>(
  { clock, tell, tally }: Stage,
  what: string,
  ask: () => PromiseLike<Result<T, E>>,
  isAsTold: (answer: T) => boolean = () => true,
): Promise<T> {
  clock.letAnHourPass();
  const value = valueOf(what, await ask());
  mustHold(what, isAsTold(value));
  tally.done += 1;
  tell.done(shortTime(clock.now()), what);
  return value;
}

/** A step of the story that a rule must refuse: an hour passes, and the library's refusal is told. */
export async function isRefused<T, E extends LibraryError, Code extends E['code']>(
  { clock, tell, tally }: Stage,
  what: string,
  { code, rule }: Expected<Code>,
  ask: () => PromiseLike<Result<T, E>>,
): Promise<Refusal<E, Code>> {
  clock.letAnHourPass();
  const answer = await ask();
  if (answer.isOk()) throw new UnexpectedAnswer(`${what}: expected a refusal by ${rule}, but it succeeded`);
  const { error } = answer;
  const { message } = error;
  if (!hasCode(error, code) || !('rule' in error) || error.rule !== rule) {
    throw new UnexpectedAnswer(`${what}: expected a refusal by ${rule}, but got ${error.code} (${message})`);
  }
  tally.refused += 1;
  tell.refused(shortTime(clock.now()), what, { rule, code, message });
  return error;
}

/** The value of a result that must not be an error. */
export function valueOf<T>(what: string, answer: Result<T, LibraryError>): T {
  if (answer.isOk()) return answer.value;
  throw new UnexpectedAnswer(`${what}: expected success, but got ${answer.error.code} (${answer.error.message})`);
}

/** Stops the demo if something that the story says is not true. */
export function mustHold(what: string, isSo: boolean): asserts isSo {
  if (!isSo) throw new UnexpectedAnswer(`${what}: this is not true`);
}

function hasCode<E extends LibraryError, Code extends E['code']>(error: E, code: Code): error is Refusal<E, Code> {
  return error.code === code;
}
