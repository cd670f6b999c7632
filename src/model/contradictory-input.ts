import { describe } from './describe';
import type { ErrorData } from './error-data';
import { invalidInput, type Mismatch } from './mismatch';

/** Each value is well formed, but two of them contradict each other, such as a subscription of another customer. */
export type ContradictoryInput = ErrorData<'invalid-input', 'contradictory-input', Mismatch>;

/** The error about the value at this path, which it describes. */
export function contradiction(path: string, expected: string, received: unknown): ContradictoryInput {
  return contradictoryInput({ path, expected, received: describe(received) });
}

export function contradictoryInput(mismatch: Mismatch): ContradictoryInput {
  return invalidInput('contradictory-input', mismatch);
}
