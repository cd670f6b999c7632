import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import { boolean, type Fields } from '../../model/decode';
import { decodeOfferId, type OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { checkedRelationshipChange, type RelationshipChange } from '../../model/relationship-change';
import { unlessExtensible, type NeverExtends } from '../profiles/never-extends';
import type { DelegationProfile } from '../profiles/profile';
import { profileDoor } from '../profiles/profile-door';
import { changeInForce, type Decided, type DelegationNotInForce } from './in-force';
import { unlessParty, type NotAParty } from './not-a-party';

/** Switches the extension of a role delegation on or off. */
export interface SetExtension {
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: OfferId;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly on: boolean;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why an extension stays as it is. */
export type SetExtensionError =
  | MalformedInput
  | DelegationNotInForce<'ended-is-final'>
  | NotAParty<'either-side-sets-the-extension'>
  | NeverExtends;

/** The fields that the command and the input of the service have in common. */
export const setExtensionFields: Fields<Omit<SetExtension, 'at'>> = {
  offerId: decodeOfferId,
  on: boolean,
  by: decodeActor,
};

/**
 * Decides what switching an extension changes: with it on, the end of the delegation moves by 180 days whenever it is
 * reached (`extension-moves-the-end`); with it off, the delegation is over at its end. Switching does not move the end.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 * } from 'partner-relationships';
 * import {
 *   partnerCenterGdap,
 *   ROLE_IDS,
 *   setExtension,
 * } from 'partner-relationships/roles';
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
 *   parseInstant('2026-06-01T12:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [state, at] = parsed.value;
 *   for (const { id, partnerId } of state.roleDelegations ?? []) {
 *     const by = { kind: 'partner', partnerId } as const;
 *     const command = { offerId: id, on: false, by, at };
 *     const changes = setExtension(state, command, partnerCenterGdap);
 *     changes.unwrapOr([]).map(({ kind }) => kind); // => ['extension-set']
 *   }
 * }
 * ```
 * @returns the changes, empty if it is switched so already. As errors, the first that applies: {@link MalformedInput}
 *   if an argument is malformed; {@link DelegationNotInForce} if the delegation is over, or there is none
 *   (`ended-is-final`); {@link NotAParty} if somebody other than its partner and the customer asks
 *   (`either-side-sets-the-extension`); {@link NeverExtends} if it is to be on and a role of the delegation never
 *   extends (`global-administrator-never-extends`)
 */
export function setExtension(
  state: CustomerRelationships,
  command: SetExtension,
  profile: DelegationProfile,
): Result<readonly RelationshipChange[], SetExtensionError> {
  return door(state, command, profile);
}

const door = /* @__PURE__ */ profileDoor(
  relationshipsDocument,
  'a switching of the extension',
  setExtensionFields,
  decideSetExtension,
);

/** The same decision on checked data. */
export function decideSetExtension(
  state: CustomerRelationships,
  command: SetExtension,
  profile: DelegationProfile,
): Result<readonly RelationshipChange[], SetExtensionError> {
  const { on, by, at } = command;
  return changeInForce('ended-is-final', state, command, (before): Decided<SetExtensionError> => {
    const wrongActor = unlessParty('either-side-sets-the-extension', state.customer.id, before.partnerId, by);
    if (wrongActor !== null) return err(wrongActor);
    if (before.extends === on) return ok(null);
    const delegation = Object.freeze({ ...before, extends: on });
    const refusal = unlessExtensible(profile, delegation);
    if (refusal !== null) return err(refusal);
    return ok(checkedRelationshipChange({ kind: 'extension-set', at, by, delegation }));
  });
}
