import { ok, type Result } from 'neverthrow';
import { decodeActor } from '../../model/actor';
import { commandDoor } from '../../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import type { Fields } from '../../model/decode';
import type { MalformedInput } from '../../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { RoleOfferLapsed } from '../../model/partner-change';
import type { AnyRoleChange, RoleDelegationSettled } from '../../model/relationship-change';
import { dueChanges, dueLapses, type Settlement } from '../../model/settlement';

/** What can have happened to a role delegation by itself. */
export type Settled = Extract<AnyRoleChange, RoleDelegationSettled>;

const settlementFields: Fields<Omit<Settlement, 'at'>> = { by: decodeActor };

/**
 * What time has done to a customer's role delegations and nobody has written down: each end that was reached has moved
 * by 180 days, if the extension was on (`extension-moves-the-end`), or the delegation is over
 * (`delegation-ends-on-time`). No decision depends on whether this is written down. Every command writes it down with
 * what it changes itself.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { ROLE_IDS, settle } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [],
 *   delegations: [],
 *   roleDelegations: [
 *     {
 *       id: 'mail-for-tailspin',
 *       partnerId: 'contoso',
 *       throughPartnerId: null,
 *       name: 'Mail for Tailspin',
 *       roles: [ROLE_IDS.exchangeAdministrator],
 *       activatedAt: '2026-01-10T09:00:00.000Z',
 *       endsAt: '2027-01-10T09:00:00.000Z',
 *       extends: true,
 *       assignments: [],
 *     },
 *   ],
 * });
 * const parsed = Result.combine([
 *   state,
 *   parseInstant('2027-02-01T00:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [state, at] = parsed.value;
 *   const changes = settle(state, { at, by: { kind: 'operator' } });
 *   for (const { kind, dueAt, delegation } of changes.unwrapOr([])) {
 *     kind; // => 'role-delegation-extended'
 *     dueAt === '2027-01-10T09:00:00.000Z'; // => true
 *     delegation.endsAt === '2027-07-09T09:00:00.000Z'; // => true
 *   }
 * }
 * ```
 * @returns the changes, in the order in which they fell due (`dueAt`), those of one moment by id; empty if nothing is
 *   due. {@link MalformedInput} if an argument is malformed
 */
export function settle(
  state: CustomerRelationships,
  settlement: Settlement,
): Result<readonly Settled[], MalformedInput> {
  return door(state, settlement);
}

const door = /* @__PURE__ */ commandDoor(relationshipsDocument, 'a settlement', settlementFields, (state, settlement) =>
  ok(dueChanges(state, settlement)),
);

/**
 * What time has done to the offers of a partner's account and nobody has written down: those that were locked 90 days
 * ago, or longer, and that no customer has taken, have lapsed (`locked-offer-lapses`).
 *
 * @example
 * ```ts
 * import { parseInstant, parsePartnerAccount } from 'partner-relationships';
 * import { ROLE_IDS, settleAccount } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const account = parsePartnerAccount({
 *   partner: {
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *     standing: 'active',
 *   },
 *   requests: [],
 *   roleOffers: [
 *     {
 *       id: 'mail-for-tailspin',
 *       partnerId: 'contoso',
 *       indirectResellerId: null,
 *       customerId: null,
 *       name: 'Mail for Tailspin',
 *       roles: [ROLE_IDS.exchangeAdministrator],
 *       termDays: 365,
 *       extends: true,
 *       lockedAt: '2026-01-01T00:00:00.000Z',
 *       consentedAt: null,
 *       takenBy: null,
 *     },
 *   ],
 * });
 * const parsed = Result.combine([
 *   account,
 *   parseInstant('2026-04-01T00:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [account, at] = parsed.value;
 *   const changes = settleAccount(account, { at, by: { kind: 'operator' } });
 *   changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-lapsed']
 * }
 * ```
 * @returns the changes, in the order in which they fell due (`dueAt`), those of one moment by id; empty if nothing is
 *   due. {@link MalformedInput} if an argument is malformed
 */
export function settleAccount(
  account: PartnerAccount,
  settlement: Settlement,
): Result<readonly RoleOfferLapsed[], MalformedInput> {
  return accountDoor(account, settlement);
}

const accountDoor = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a settlement',
  settlementFields,
  (account, settlement) => ok(dueLapses(account, settlement)),
);
