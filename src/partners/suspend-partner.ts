import { ok, type Result } from 'neverthrow';
import { commandDoor } from '../model/command-door';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';

/** Suspends a partner. The operator of the marketplace does it. */
export interface SuspendPartner {
  /** The present moment. One before the last change of the account counts as the moment of that change. */
  readonly at: Instant;
}

/**
 * Decides what suspending a partner changes. A suspended partner manages what exists and takes on nothing new
 * (`suspended-partner-cannot-invite`, `suspended-partner-manages-what-exists`); nothing that it has is taken away.
 *
 * @returns the changes, none when the partner is suspended already; {@link MalformedInput} when an argument is malformed
 * @example
 * ```ts
 * import { parseInstant, parsePartner, suspendPartner } from 'partner-relationships';
 *
 * const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 * const partner = parsePartner({
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * })._unsafeUnwrap();
 *
 * const changes = suspendPartner({ partner, requests: [] }, { at })._unsafeUnwrap();
 * changes.map(({ kind }) => kind); // => ['partner-suspended']
 *
 * const suspended = { ...partner, standing: 'suspended' } as const;
 * suspendPartner({ partner: suspended, requests: [] }, { at })._unsafeUnwrap(); // => []
 * ```
 */
export function suspendPartner(
  account: PartnerAccount,
  command: SuspendPartner,
): Result<readonly PartnerChange[], MalformedInput> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(accountDocument, 'a change of standing', { at: decodeInstant }, decideSuspendPartner);

/** The same decision on checked data. */
export function decideSuspendPartner(account: PartnerAccount, { at }: SuspendPartner): Result<readonly PartnerChange[], never> {
  return ok(account.partner.standing === 'suspended' ? [] : [checkedPartnerChange({ kind: 'partner-suspended', at })]);
}
