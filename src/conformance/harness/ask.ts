import type { Result } from 'neverthrow';
import { isObject } from '../../model/decode';
import { isResult } from '../../service/ask';
import type { Finding } from './nonconformity';
import { shown, told } from './shown';

/** The outcome of a call: a value, an error, or no result at all. */
export type Answer<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'error'; readonly code: string; readonly text: string; readonly error: unknown }
  | { readonly kind: 'none'; readonly text: string };

/** A call that has not been answered yet. */
export interface CallUnderWay {
  readonly call: string;
}

/** How a check asks: it knows the calls under way by name, and it can fail. */
export interface Asking {
  readonly underWay: Set<CallUnderWay>;
  readonly nonconformity: (finding: Finding) => Error;
}

/** Notes a call as under way until it is over. */
export async function noted<T>({ underWay }: Asking, call: string, run: () => PromiseLike<T>): Promise<T> {
  const mine: CallUnderWay = { call };
  underWay.add(mine);
  try {
    return await run();
  } finally {
    underWay.delete(mine);
  }
}

/** Asks, and takes any answer. */
export async function answerOf<T, E>(
  asking: Asking,
  call: string,
  ask: () => PromiseLike<Result<T, E>>,
): Promise<Answer<T>> {
  try {
    const answer = await noted(asking, call, ask);
    if (!isResult(answer)) return { kind: 'none', text: `answered with ${shown(answer)}, which is not a Result` };
    return answer.isOk() ? { kind: 'value', value: answer.value } : failureOf(answer.error);
  } catch (error) {
    return { kind: 'none', text: `threw or rejected with ${told(error)}` };
  }
}

/** Asks, and fails the check if there is no value. */
export async function valueOf<T, E>(asking: Asking, call: string, ask: () => PromiseLike<Result<T, E>>): Promise<T> {
  const answer = await answerOf(asking, call, ask);
  if (answer.kind === 'value') return answer.value;
  throw asking.nonconformity({
    due: `${call} succeeds, as nothing stands in its way`,
    did: `it ${answer.text}`,
    advice:
      'The check cannot go on without this answer, so look at its cause first. If the store is too slow or too busy, ' +
      'make `sizes` smaller.',
  });
}

function failureOf(error: unknown): Answer<never> {
  const { code, message } = isObject(error) ? error : {};
  const name = typeof code === 'string' ? code : shown(error);
  const text = `answered ${name}${typeof message === 'string' ? ` (${message})` : ''}`;
  return { kind: 'error', code: name, text, error };
}
