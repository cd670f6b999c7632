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

/** Closes a partner's account, for good. The operator of the marketplace does it. */
export interface ClosePartner {
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why an account is not closed. */
export type ClosePartnerError =
  | MalformedInput
  | NotTheOperator<'operator-keeps-accounts'>;

/** The fields that the command and the input of the service have in common. */
export const closePartnerFields: Fields<Omit<ClosePartner, 'at'>> = {
  reason: decodeReason,
  by: decodeActor,
};

/**
 * Decides what closing a partner's account changes. From then on every operation of the partner is denied
 * (`closed-partner-may-do-nothing`), without touching a customer; its requests are accepted no more, and it opens none.
 * Closing is final (`closing-is-final`). What the partner still holds stays in its customers' documents until it is
 * cleared or taken over; an indirect reseller goes on holding what came through it until then.
 *
 * @example
 * ```ts
 * import {
 *   closePartner,
 *   parseInstant,
 *   parsePartnerAccount,
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
 *   closePartner(account, { reason: 'left the program', by, at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['partner-closed']
 * ```
 * @returns the changes, empty if the account is already closed. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotTheOperator} if somebody other than the operator acts
 *   (`operator-keeps-accounts`)
 */
export function closePartner(
  account: PartnerAccount,
  command: ClosePartner,
): Result<readonly PartnerChange[], ClosePartnerError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a closing',
  closePartnerFields,
  decideClosePartner,
);

/** The same decision on checked data. */
export function decideClosePartner(
  account: PartnerAccount,
  { reason, by, at }: ClosePartner,
): Result<readonly PartnerChange[], ClosePartnerError> {
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  const { partner } = account;
  if (partner.standing === 'closed') return ok([]);
  return ok(afterLapses(account, { at, by }, [checkedPartnerChange({ kind: 'partner-closed', at, by, reason })]));
}
