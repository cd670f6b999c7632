import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { commandDoor } from '../../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import type { Fields } from '../../model/decode';
import { decodeOfferId, type OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { checkedRelationshipChange, type RelationshipChange } from '../../model/relationship-change';
import { afterSettling } from '../../model/settlement';
import { delegationInForce } from './in-force';
import { unlessParty, type NotAParty } from './not-a-party';

/** Ends a role delegation before its time. */
export interface TerminateRoleDelegation {
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: OfferId;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a role delegation is not terminated. */
export type TerminateRoleDelegationError = MalformedInput | NotAParty<'either-side-terminates'>;

/** The fields that the command and the input of the service have in common. */
export const terminateRoleDelegationFields: Fields<Omit<TerminateRoleDelegation, 'at'>> = {
  offerId: decodeOfferId,
  by: decodeActor,
};

/**
 * Decides what terminating a role delegation changes: it is over, and its assignments with it. Relationships,
 * subscriptions and service delegations stay, also those of the same partner
 * (`termination-touches-nothing-commercial`).
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { ROLE_IDS, terminateRoleDelegation } from 'partner-relationships/roles';
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
 *   for (const { id } of state.roleDelegations ?? []) {
 *     const by = { kind: 'customer', customerId: state.customer.id } as const;
 *     const changes = terminateRoleDelegation(state, { offerId: id, by, at });
 *     const kinds = changes.unwrapOr([]).map(({ kind }) => kind);
 *     kinds; // => ['role-delegation-terminated']
 *   }
 * }
 * ```
 * @returns the changes, empty if the delegation is over already, or there is none. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotAParty} if somebody other than its partner and the
 *   customer asks (`either-side-terminates`)
 */
export function terminateRoleDelegation(
  state: CustomerRelationships,
  command: TerminateRoleDelegation,
): Result<readonly RelationshipChange[], TerminateRoleDelegationError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'a termination',
  terminateRoleDelegationFields,
  decideTerminateRoleDelegation,
);

/** The same decision on checked data. */
export function decideTerminateRoleDelegation(
  state: CustomerRelationships,
  command: TerminateRoleDelegation,
): Result<readonly RelationshipChange[], TerminateRoleDelegationError> {
  const { by, at } = command;
  const delegation = delegationInForce(state, command);
  const wrongActor = unlessParty('either-side-terminates', state.customer.id, delegation?.partnerId ?? null, by);
  if (wrongActor !== null) return err(wrongActor);
  if (delegation === null) return ok([]);
  const termination = checkedRelationshipChange({ kind: 'role-delegation-terminated', at, by, delegation });
  return ok(afterSettling(state, command, [termination]));
}
