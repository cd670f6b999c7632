import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import type { Fields } from '../model/decode';
import { decodePartnerId, type PartnerId, type ServiceId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { unfrozen } from '../model/unfrozen';
import { unlessPartner, type NotThePartner } from '../rules/not-the-partner';
import type { RelationshipChange } from '../model/relationship-change';
import { afterSettling } from '../model/settlement';
import { removal } from './removal';
import { among, decodeServicesOrAll } from './services';

/** A partner gives up its own admin rights. */
export interface RelinquishDelegations {
  readonly partnerId: PartnerId;
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly ServiceId[] | 'all';
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why admin rights are not relinquished. */
export type RelinquishDelegationsError = MalformedInput | NotThePartner<'partner-may-relinquish'>;

/** The fields that the command and the input of the service have in common. */
export const relinquishDelegationsFields: Fields<Omit<RelinquishDelegations, 'at'>> = {
  partnerId: decodePartnerId,
  services: decodeServicesOrAll,
  by: decodeActor,
};

/**
 * Decides what relinquishing admin rights changes: the partner's own delegations for the named services end, and
 * nothing else: the reseller relationship stays (`commercial-relationship-survives-removal`). If a provider
 * relinquishes its rights, those that an indirect reseller received through it stay.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 *   parsePartnerId,
 *   relinquishDelegations,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const at = '2026-11-22T09:30:00.000Z';
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [
 *     {
 *       partnerId: 'contoso',
 *       establishedAt: at,
 *       origin: { kind: 'customer-added' },
 *     },
 *   ],
 *   delegations: [
 *     {
 *       partnerId: 'contoso',
 *       serviceId: 'intune',
 *       transacting: true,
 *       throughPartnerId: null,
 *       grantedAt: at,
 *     },
 *   ],
 * });
 * const ids = Result.combine([
 *   parsePartnerId('contoso'),
 *   parsePartnerId('northwind'),
 * ]);
 * const parsed = Result.combine([state, parseInstant(at), ids]);
 * if (parsed.isOk()) {
 *   const [state, at, [contoso, northwind]] = parsed.value;
 *   const rights = { partnerId: contoso, services: 'all', at } as const;
 *   const itself = { kind: 'partner', partnerId: contoso } as const;
 *   const changes = relinquishDelegations(state, { ...rights, by: itself });
 *   changes.unwrapOr([]).map(({ kind }) => kind); // => ['delegation-removed']
 *
 *   // Nobody gives up the admin rights of another partner.
 *   const another = { kind: 'partner', partnerId: northwind } as const;
 *   const refused = relinquishDelegations(state, { ...rights, by: another });
 *   refused.match(
 *     () => 'relinquished',
 *     (error) => error.code,
 *   ); // => 'not-the-partner'
 * }
 * ```
 * @returns the changes, empty if none of the rights is in force. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotThePartner} if somebody other than the partner asks
 *   (`partner-may-relinquish`)
 */
export function relinquishDelegations(
  state: CustomerRelationships,
  command: RelinquishDelegations,
): Result<readonly RelationshipChange[], RelinquishDelegationsError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'a relinquishment',
  relinquishDelegationsFields,
  decideRelinquishDelegations,
);

/** The same decision on checked data. */
export function decideRelinquishDelegations(
  state: CustomerRelationships,
  { partnerId, services, by, at }: RelinquishDelegations,
): Result<readonly RelationshipChange[], RelinquishDelegationsError> {
  const wrongActor = unlessPartner('partner-may-relinquish', partnerId, by);
  if (wrongActor !== null) return err(wrongActor);
  const named = among(services);
  const removals = unfrozen(state.delegations)
    .filter((delegation) => delegation.partnerId === partnerId && named(delegation.serviceId))
    .map((delegation) => removal(delegation, { at, by, reason: { kind: 'relinquished' } }));
  return ok(afterSettling(state, { at, by }, removals));
}
