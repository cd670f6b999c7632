import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { either, optional, type Fields } from '../model/decode';
import { contradiction, type ContradictoryInput } from '../model/contradictory-input';
import { decodePartnerId, type CustomerId, type PartnerId, type ServiceId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { unfrozen } from '../model/unfrozen';
import { decodeReason } from '../model/text';
import { unlessCustomerOrOperator, type NotTheCustomer } from '../rules/not-the-customer';
import { isOperator } from '../rules/not-the-operator';
import { violation, type RuleViolation } from '../rules/rule-violation';
import type { RelationshipChange, RemovalReason } from '../model/relationship-change';
import { afterSettling } from '../model/settlement';
import { removal } from './removal';
import { among, decodeAll, decodeServicesOrAll } from './services';

/** A customer removes admin rights, or the operator of the marketplace does. */
export interface RemoveDelegations {
  /** One partner, or all of them. */
  readonly from: PartnerId | 'all';
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly ServiceId[] | 'all';
  /** Why the operator removes them, for the history: 1 to 256 characters on one line. Left out by a customer. */
  readonly reason?: string | undefined;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The operator has given no reason. */
export type ReasonNeeded = RuleViolation<
  'reason-needed',
  'operator-removes-with-reason',
  { readonly customerId: CustomerId }
>;

/** Why admin rights are not removed. */
export type RemoveDelegationsError =
  | MalformedInput
  | ContradictoryInput
  | NotTheCustomer<'customer-removes-any-admin-rights'>
  | ReasonNeeded;

/** The fields that the command and the input of the service have in common. */
export const removeDelegationsFields: Fields<Omit<RemoveDelegations, 'at'>> = {
  from: /* @__PURE__ */ either(decodeAll, decodePartnerId),
  services: decodeServicesOrAll,
  reason: /* @__PURE__ */ optional<string | undefined>(decodeReason),
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
 *   {@link MalformedInput} if an argument is malformed; {@link ReasonNeeded} if the operator gives no reason
 *   (`operator-removes-with-reason`); {@link NotTheCustomer} if somebody other than the customer or the operator asks
 *   (`customer-removes-any-admin-rights`); {@link ContradictoryInput} if the customer gives a reason
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
  removeDelegationsFields,
  decideRemoveDelegations,
);

/** The same decision on checked data. */
export function decideRemoveDelegations(
  state: CustomerRelationships,
  command: RemoveDelegations,
): Result<readonly RelationshipChange[], RemoveDelegationsError> {
  const { from, services, by, at } = command;
  const reason = removalReason(state.customer.id, command);
  if (reason.isErr()) return err(reason.error);
  const named = among(services);
  const removals = unfrozen(state.delegations)
    .filter(({ partnerId, serviceId }) => (from === 'all' || partnerId === from) && named(serviceId))
    .map((delegation) => removal(delegation, { at, by, reason: reason.value }));
  return ok(afterSettling(state, { at, by }, removals));
}

function removalReason(
  customerId: CustomerId,
  { by, reason }: RemoveDelegations,
): Result<RemovalReason, RemoveDelegationsError> {
  if (isOperator(by)) {
    return reason === undefined ? err(reasonNeeded(customerId)) : ok({ kind: 'removed-by-operator', reason });
  }
  const wrongActor = unlessCustomerOrOperator('customer-removes-any-admin-rights', customerId, by);
  if (wrongActor !== null) return err(wrongActor);
  if (reason === undefined) return ok({ kind: 'removed-by-customer' });
  const expected = 'no reason, as a customer needs none';
  return err(contradiction('reason', expected, reason));
}

function reasonNeeded(customerId: CustomerId): ReasonNeeded {
  const message = 'the operator gives a reason when it removes admin rights';
  return violation('operator-removes-with-reason', 'reason-needed', message, { customerId });
}
