import { err, ok, type Result } from 'neverthrow';
import { commandOn } from '../model/command-on';
import { record, type Decoder } from '../model/decode';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { PartnerStanding } from '../model/partner';
import { accountAsState, type PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';

/** Suspends or reinstates a partner. The operator of the marketplace does it. */
export interface ChangeStanding {
  /** The present moment. One before the last change of the account counts as the moment of that change. */
  readonly at: Instant;
}

const decodeCommand: Decoder<ChangeStanding> = /* @__PURE__ */ record<ChangeStanding>('a change of standing', {
  at: decodeInstant,
});

const checkCommand = /* @__PURE__ */ commandOn(accountAsState, decodeCommand);

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
  command: ChangeStanding,
): Result<readonly PartnerChange[], MalformedInput> {
  return changeStanding(account, command, 'partner-suspended', 'suspended');
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
  command: ChangeStanding,
): Result<readonly PartnerChange[], MalformedInput> {
  return changeStanding(account, command, 'partner-reinstated', 'active');
}

function changeStanding(
  account: PartnerAccount,
  command: ChangeStanding,
  kind: 'partner-suspended' | 'partner-reinstated',
  standing: PartnerStanding,
): Result<readonly PartnerChange[], MalformedInput> {
  const given = checkCommand(account, command);
  if (given.isErr()) return err(given.error);
  return ok(given.value.on.partner.standing === standing ? [] : [Object.freeze({ kind, at: given.value.command.at })]);
}
