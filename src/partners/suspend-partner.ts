import { ok, type Result } from 'neverthrow';
import { commandDoor } from '../model/command-door';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';

/** Suspends a partner. The operator of the marketplace does it. */
export interface SuspendPartner {
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/**
 * Decides what suspending a partner changes. A suspended partner manages what exists and takes on nothing new
 * (`suspended-partner-cannot-invite`, `suspended-partner-manages-what-exists`); it loses nothing.
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
 * const changes = parsed.andThen(([account, at]) =>
 *   suspendPartner(account, { at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['partner-suspended']
 * ```
 * @returns the changes, empty if the partner is already suspended; {@link MalformedInput} if an argument is malformed
 */
export function suspendPartner(
  account: PartnerAccount,
  command: SuspendPartner,
): Result<readonly PartnerChange[], MalformedInput> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a change of standing',
  { at: decodeInstant },
  decideSuspendPartner,
);

/** The same decision on checked data. */
export function decideSuspendPartner(
  account: PartnerAccount,
  { at }: SuspendPartner,
): Result<readonly PartnerChange[], never> {
  return ok(account.partner.standing === 'suspended' ? [] : [checkedPartnerChange({ kind: 'partner-suspended', at })]);
}
