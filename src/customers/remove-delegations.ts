import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { either, joined, type Fields } from '../model/decode';
import { decodePartnerId, type PartnerId, type ServiceId } from '../model/identifiers';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { unfrozen } from '../model/unfrozen';
import { unlessCustomer, type NotTheCustomer } from '../rules/not-the-customer';
import type { RelationshipChange } from '../model/relationship-change';
import { removal } from './removal';
import { among, decodeAll, decodeServicesOrAll } from './services';

/** A customer removes admin rights. */
export interface RemoveDelegations {
  /** One partner, or all of them. */
  readonly from: PartnerId | 'all';
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly ServiceId[] | 'all';
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why admin rights are not removed. */
export type RemoveDelegationsError = MalformedInput | NotTheCustomer<'customer-removes-any-admin-rights'>;

/** The fields that the command and the input of the service have in common. */
export const removeDelegationsFields: Fields<Omit<RemoveDelegations, 'at'>> = {
  from: /* @__PURE__ */ either(decodeAll, decodePartnerId),
  services: decodeServicesOrAll,
  by: decodeActor,
};

/**
 * Decides what removing admin rights changes: the named delegations end, whatever the kind of partner. Reseller
 * relationships, the customer list and the duty to support stay (`commercial-relationship-survives-removal`). The
 * rights come back only by another acceptance (`restoration-is-a-new-acceptance`).
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 *   parsePartnerId,
 *   removeDelegations,
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
 * const parsed = Result.combine([
 *   state,
 *   parseInstant(at),
 *   parsePartnerId('northwind'),
 * ]);
 * if (parsed.isOk()) {
 *   const [state, at, partnerId] = parsed.value;
 *   const removal = { from: 'all', services: 'all', at } as const;
 *   const customer = { kind: 'customer', customerId: state.customer.id } as const;
 *   const changes = removeDelegations(state, { ...removal, by: customer });
 *   changes.unwrapOr([]).map(({ kind }) => kind); // => ['delegation-removed']
 *
 *   const partner = { kind: 'partner', partnerId } as const;
 *   const refused = removeDelegations(state, { ...removal, by: partner });
 *   refused.match(
 *     () => 'removed',
 *     (error) => error.code,
 *   ); // => 'not-the-customer'
 * }
 * ```
 * @returns the changes, empty if none of the rights is in force. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotTheCustomer} if somebody other than the customer asks
 *   (`customer-removes-any-admin-rights`)
 */
export function removeDelegations(
  state: CustomerRelationships,
  command: RemoveDelegations,
): Result<readonly RelationshipChange[], RemoveDelegationsError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'a removal',
  /* @__PURE__ */ joined(removeDelegationsFields, { at: decodeInstant }),
  decideRemoveDelegations,
);

/** The same decision on checked data. */
export function decideRemoveDelegations(
  state: CustomerRelationships,
  { from, services, by, at }: RemoveDelegations,
): Result<readonly RelationshipChange[], RemoveDelegationsError> {
  const wrongActor = unlessCustomer('customer-removes-any-admin-rights', state.customer.id, by);
  if (wrongActor !== null) return err(wrongActor);
  const named = among(services);
  return ok(
    unfrozen(state.delegations)
      .filter(({ partnerId, serviceId }) => (from === 'all' || partnerId === from) && named(serviceId))
      .map((delegation) => removal(delegation, { at, by, reason: { kind: 'removed-by-customer' } })),
  );
}
