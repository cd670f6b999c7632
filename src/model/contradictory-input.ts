import type { ErrorData } from './error-data';
import { messageOf, type Mismatch } from './mismatch';

/** Each value is well formed, but two of them contradict each other, such as a subscription of another customer. */
export type ContradictoryInput = ErrorData<'invalid-input', 'contradictory-input', Mismatch>;

export function contradictoryInput(mismatch: Mismatch): ContradictoryInput {
  return Object.freeze({
    kind: 'invalid-input',
    code: 'contradictory-input',
    message: messageOf(mismatch),
    context: Object.freeze(mismatch),
  });
}
