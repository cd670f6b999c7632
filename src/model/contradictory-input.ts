import type { ErrorData } from './error-data';
import { invalidInput, type Mismatch } from './mismatch';

/** Each value is well formed, but two of them contradict each other, such as a subscription of another customer. */
export type ContradictoryInput = ErrorData<'invalid-input', 'contradictory-input', Mismatch>;

export function contradictoryInput(mismatch: Mismatch): ContradictoryInput {
  return invalidInput('contradictory-input', mismatch);
}
