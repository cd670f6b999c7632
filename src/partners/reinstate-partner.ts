import { ok, type Result } from 'neverthrow';
import { commandDoor } from '../model/command-door';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';

/** Lifts a partner's suspension. The operator of the marketplace does it. */
export interface ReinstatePartner {
  /** The present moment. One before the last change of the account counts as the moment of that change. */
  readonly at: Instant;
}

/**
 * Decides what lifting a partner's suspension changes.
 *
 * @returns the changes, none when the partner is active already; {@link MalformedInput} when an argument is malformed
 * @example
 * ```ts
 * import { parseInstant, parsePartner, reinstatePartner } from 'partner-relationships';
 *
 * const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 * const partner = parsePartner({
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'suspended',
 * })._unsafeUnwrap();
 *
 * const changes = reinstatePartner({ partner, requests: [] }, { at })._unsafeUnwrap();
 * changes.map(({ kind }) => kind); // => ['partner-reinstated']
 *
 * const active = { ...partner, standing: 'active' } as const;
 * reinstatePartner({ partner: active, requests: [] }, { at })._unsafeUnwrap(); // => []
 * ```
 */
export function reinstatePartner(
  account: PartnerAccount,
  command: ReinstatePartner,
): Result<readonly PartnerChange[], MalformedInput> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(accountDocument, 'a change of standing', { at: decodeInstant }, decideReinstatePartner);

/** The same decision on checked data. */
export function decideReinstatePartner(account: PartnerAccount, { at }: ReinstatePartner): Result<readonly PartnerChange[], never> {
  return ok(account.partner.standing === 'active' ? [] : [checkedPartnerChange({ kind: 'partner-reinstated', at })]);
}
