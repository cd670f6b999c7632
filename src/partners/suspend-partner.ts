import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import type { Fields } from '../model/decode';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';
import { afterLapses } from '../model/settlement';
import { decodeReason } from '../model/text';
import { isOperator, notTheOperator, type NotTheOperator } from '../rules/not-the-operator';
import { ifClosed, type PartnerIsClosed } from '../rules/partner-is-closed';

/** Suspends a partner. The operator of the marketplace does it. */
export interface SuspendPartner {
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a partner is not suspended. */
export type SuspendPartnerError =
  | MalformedInput
  | NotTheOperator<'operator-keeps-accounts'>
  | PartnerIsClosed<'closing-is-final'>;

/** The fields that the command and the input of the service have in common. */
export const suspendPartnerFields: Fields<Omit<SuspendPartner, 'at'>> = {
  reason: decodeReason,
  by: decodeActor,
};

/**
 * Decides what suspending a partner changes. A suspended partner manages what exists and takes on nothing new
 * (`suspended-partner-cannot-invite`, `suspended-partner-manages-what-exists`); it loses nothing. The history keeps who
 * did it and why.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartnerAccount,
 *   suspendPartner,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [] }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const by = { kind: 'operator' } as const;
 * const changes = parsed.andThen(([account, at]) =>
 *   suspendPartner(account, { reason: 'an unpaid bill', by, at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['partner-suspended']
 * ```
 * @returns the changes, empty if the partner is already suspended. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotTheOperator} if somebody other than the operator acts
 *   (`operator-keeps-accounts`); {@link PartnerIsClosed} if the account is closed (`closing-is-final`)
 */
export function suspendPartner(
  account: PartnerAccount,
  command: SuspendPartner,
): Result<readonly PartnerChange[], SuspendPartnerError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a suspension',
  suspendPartnerFields,
  decideSuspendPartner,
);

/** The same decision on checked data. */
export function decideSuspendPartner(
  account: PartnerAccount,
  { reason, by, at }: SuspendPartner,
): Result<readonly PartnerChange[], SuspendPartnerError> {
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  const { partner } = account;
  const closed = ifClosed('closing-is-final', partner);
  if (closed !== null) return err(closed);
  if (partner.standing === 'suspended') return ok([]);
  return ok(afterLapses(account, { at, by }, [checkedPartnerChange({ kind: 'partner-suspended', at, by, reason })]));
}
