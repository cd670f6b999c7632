import { err, type Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import type { ErrorCode } from './error-code';
import type { Settings } from './options';
import type { RelationshipService } from './relationship-service';

/** A call of a method of the service, and how it ended. It has no id and no name, so it may go into any log. */
export interface ObservedCall {
  /** `follow` is no such call: it goes on until it is ended, and answers many times. */
  readonly method: Exclude<keyof RelationshipService, 'follow'>;
  /** `ok`, or the code of the error that the method answered with. */
  readonly outcome: 'ok' | ErrorCode;
  /**
   * How long the call took, in milliseconds, including waiting for its turn and the pauses between attempts. `NaN` if
   * `monotonicNow` gave no number.
   */
  readonly durationMs: number;
  /**
   * How often the call loaded, decided and committed: 1 for a query; for a command 0 if it was refused before, and more
   * than 1 if others committed in between. `clearClosedPartner` counts the attempts for all customers of its page.
   */
  readonly attempts: number;
}

/** Runs a call, and tells about it once its answer is there. */
export async function observed<T, E extends { readonly code: ErrorCode }>(
  settings: Result<Settings, MalformedInput>,
  { method, attempts }: Pick<ObservedCall, 'method' | 'attempts'>,
  run: (settings: Settings) => Promise<Result<T, E>>,
): Promise<Result<T, E | MalformedInput>> {
  if (settings.isErr()) return err(settings.error);
  const { observe, monotonicNow } = settings.value;
  if (observe === null) return run(settings.value);
  let attempted = attempts;
  const begin = monotonicNow();
  const answer = await run({
    ...settings.value,
    onAttempt: () => {
      attempted += 1;
    },
  });
  const durationMs = Math.max(0, monotonicNow() - begin);
  const outcome = answer.isOk() ? 'ok' : answer.error.code;
  void tell(observe, Object.freeze({ method, outcome, durationMs, attempts: attempted }));
  return answer;
}

/** It is told before this returns; a promise of its own is not waited for. */
async function tell(observe: (call: ObservedCall) => unknown, call: ObservedCall): Promise<void> {
  try {
    await observe(call);
  } catch {
    // Whatever it does, the call has its answer.
  }
}
