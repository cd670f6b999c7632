import { ok, type Result } from 'neverthrow';
import { commandDoor } from '../model/command-door';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';

/** Lifts a partner's suspension. The operator of the marketplace does it. */
export interface ReinstatePartner {
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/**
 * Decides what lifting a partner's suspension changes.
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
 * const changes = parsed.andThen(([account, at]) =>
 *   reinstatePartner(account, { at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['partner-reinstated']
 * ```
 * @returns the changes, empty if the partner is already active; {@link MalformedInput} if an argument is malformed
 */
export function reinstatePartner(
  account: PartnerAccount,
  command: ReinstatePartner,
): Result<readonly PartnerChange[], MalformedInput> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a change of standing',
  { at: decodeInstant },
  decideReinstatePartner,
);

/** The same decision on checked data. */
export function decideReinstatePartner(
  account: PartnerAccount,
  { at }: ReinstatePartner,
): Result<readonly PartnerChange[], never> {
  return ok(account.partner.standing === 'active' ? [] : [checkedPartnerChange({ kind: 'partner-reinstated', at })]);
}
