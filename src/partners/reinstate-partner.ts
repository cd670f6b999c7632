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

/** Lifts a partner's suspension. The operator of the marketplace does it. */
export interface ReinstatePartner {
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a partner is not reinstated. */
export type ReinstatePartnerError =
  | MalformedInput
  | NotTheOperator<'operator-keeps-accounts'>
  | PartnerIsClosed<'closing-is-final'>;

/** The fields that the command and the input of the service have in common. */
export const reinstatePartnerFields: Fields<Omit<ReinstatePartner, 'at'>> = {
  reason: decodeReason,
  by: decodeActor,
};

/**
 * Decides what lifting a partner's suspension changes. The history keeps who did it and why.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartnerAccount,
 *   reinstatePartner,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'suspended',
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [] }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const by = { kind: 'operator' } as const;
 * const changes = parsed.andThen(([account, at]) =>
 *   reinstatePartner(account, { reason: 'the bill is paid', by, at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['partner-reinstated']
 * ```
 * @returns the changes, empty if the partner is already active. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotTheOperator} if somebody other than the operator acts
 *   (`operator-keeps-accounts`); {@link PartnerIsClosed} if the account is closed (`closing-is-final`)
 */
export function reinstatePartner(
  account: PartnerAccount,
  command: ReinstatePartner,
): Result<readonly PartnerChange[], ReinstatePartnerError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a reinstatement',
  reinstatePartnerFields,
  decideReinstatePartner,
);

/** The same decision on checked data. */
export function decideReinstatePartner(
  account: PartnerAccount,
  { reason, by, at }: ReinstatePartner,
): Result<readonly PartnerChange[], ReinstatePartnerError> {
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  const { partner } = account;
  const closed = ifClosed('closing-is-final', partner);
  if (closed !== null) return err(closed);
  if (partner.standing === 'active') return ok([]);
  return ok(afterLapses(account, { at, by }, [checkedPartnerChange({ kind: 'partner-reinstated', at, by, reason })]));
}
