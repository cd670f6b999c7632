import { err, ok, type Result } from 'neverthrow';
import { record, type Decoder } from '../model/decode';
import { decodeInstant, type Instant } from '../model/instant';
import { within, type InvalidInput } from '../model/invalid-input';
import type { PartnerStanding } from '../model/partner';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from './partner-change';

/** Suspends or reinstates a partner. The operator of the marketplace does it. */
export interface ChangeStanding {
  readonly at: Instant;
}

const decodeCommand: Decoder<ChangeStanding> = /* @__PURE__ */ record<ChangeStanding>('a change of standing', {
  at: decodeInstant,
});

/**
 * Decides what suspending a partner changes. A suspended partner manages what exists and takes on nothing new
 * (`suspended-partner-cannot-invite`, `suspended-partner-manages-what-exists`); nothing that it has is taken away.
 *
 * @returns the changes, none when the partner is suspended already; {@link InvalidInput} when an argument is malformed
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
): Result<readonly PartnerChange[], InvalidInput> {
  return changeStanding(account, command, 'partner-suspended', 'suspended');
}

/**
 * Decides what lifting a partner's suspension changes.
 *
 * @returns the changes, none when the partner is active already; {@link InvalidInput} when an argument is malformed
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
): Result<readonly PartnerChange[], InvalidInput> {
  return changeStanding(account, command, 'partner-reinstated', 'active');
}

function changeStanding(
  account: PartnerAccount,
  command: ChangeStanding,
  kind: 'partner-suspended' | 'partner-reinstated',
  standing: PartnerStanding,
): Result<readonly PartnerChange[], InvalidInput> {
  const state = decodePartnerAccount(account);
  if (state.isErr()) return err(within('account', state.error));
  const decoded = decodeCommand(command);
  if (decoded.isErr()) return err(within('command', decoded.error));
  return ok(state.value.partner.standing === standing ? [] : [Object.freeze({ kind, at: decoded.value.at })]);
}
