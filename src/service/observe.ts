import { err, type Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import type { ErrorCode } from './error-code';
import type { Settings } from './options';
import type { RelationshipService } from './relationship-service';

/** The methods of the role service of `partner-relationships/roles`, which is observed in the same way. */
export type RoleMethod =
  | 'draftRoleOffer'
  | 'reviseRoleOffer'
  | 'discardRoleOffer'
  | 'lockRoleOffer'
  | 'consentToRoleOffer'
  | 'rejectRoleOffer'
  | 'approveRoleOffer'
  | 'setExtension'
  | 'dropRole'
  | 'assignAccess'
  | 'changeAccess'
  | 'removeAccess'
  | 'terminateRoleDelegation'
  | 'settleDue'
  | 'roleOfferOf'
  | 'authorizeUntil'
  | 'authorizeAllUntil'
  | 'accessReview'
  | 'stateAt'
  | 'noticesDue';

/** The codes of the errors that only the role service answers with. */
export type RoleErrorCode =
  | 'unknown-offer'
  | 'unknown-role'
  | 'unknown-assignment'
  | 'not-a-party'
  | 'roles-not-offered'
  | 'offer-name-taken'
  | 'offer-not-draft'
  | 'offer-not-locked'
  | 'offer-lapsed'
  | 'offer-taken'
  | 'consent-needed'
  | 'never-extends'
  | 'role-stays'
  | 'roles-not-held'
  | 'group-is-assigned'
  | 'delegation-not-in-force';

/**
 * A call of a method of a service, and how it ended. It has no id and no name, so it may go into any log. Without type
 * arguments it is a call of the relationship service.
 */
export interface ObservedCall<
  Method extends string = Exclude<keyof RelationshipService, 'follow'>,
  Code extends string = ErrorCode,
> {
  /** `follow` is no such call: it goes on until it is ended, and answers many times. */
  readonly method: Method;
  /** `ok`, or the code of the error that the method answered with. */
  readonly outcome: 'ok' | Code;
  /**
   * How long the call took, in milliseconds, including waiting for its turn and the pauses between attempts. `NaN` if
   * `monotonicNow` gave no number.
   */
  readonly durationMs: number;
  /**
   * How often the call loaded, decided and committed: 1 for a query; for a command 0 if it was refused before, and more
   * than 1 if others committed in between. `clearClosedPartner`, `approveRoleOffer` and `settleDue` count the attempts
   * for all documents that they change.
   */
  readonly attempts: number;
}

/** A call of a method of the role service. */
export type ObservedRoleCall = ObservedCall<RoleMethod, ErrorCode | RoleErrorCode>;

/** A call of a method of one of the services. */
export type AnyObservedCall = ObservedCall<ObservedCall['method'] | RoleMethod, ErrorCode | RoleErrorCode>;

/** An error of a method that is observed. */
export interface ObservedError {
  readonly code: ErrorCode | RoleErrorCode;
}

/** Runs a call, and tells about it once its answer is there. */
export async function observed<Known extends Settings, T, E extends ObservedError>(
  settings: Result<Known, MalformedInput>,
  { method, attempts }: Pick<AnyObservedCall, 'method' | 'attempts'>,
  run: (settings: Known) => Promise<Result<T, E>>,
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
async function tell(observe: (call: AnyObservedCall) => unknown, call: AnyObservedCall): Promise<void> {
  try {
    await observe(call);
  } catch {
    // Whatever it does, the call has its answer.
  }
}
