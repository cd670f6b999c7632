import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import type { Customer } from '../model/customer';
import type { Fields } from '../model/decode';
import { naming } from '../model/describe';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { goesOnAfter } from '../model/role-delegation';
import { decodeReason } from '../model/text';
import { isOperator, notTheOperator, type NotTheOperator } from '../rules/not-the-operator';
import { violation, type RuleViolation } from '../rules/rule-violation';

/** Erases a customer. The operator of the marketplace does it. */
export interface EraseCustomer {
  /** Why, which is kept: 1 to 256 characters on one line, not blank. Nothing in it should tell who the customer was. */
  readonly reason: string;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Partners have a relationship with the customer, or admin rights for it, by service or by role. */
export type RightsInForce = RuleViolation<
  'rights-in-force',
  'erasure-needs-no-rights',
  {
    readonly customerId: CustomerId;
    /** Those that have a relationship or admin rights. */
    readonly partnerIds: readonly PartnerId[];
  }
>;

/** Why a customer is not erased. */
export type EraseCustomerError = MalformedInput | NotTheOperator<'operator-keeps-accounts'> | RightsInForce;

/** The fields that the command and the input of the service have in common. */
export const eraseCustomerFields: Fields<Omit<EraseCustomer, 'at'>> = {
  reason: decodeReason,
  by: decodeActor,
};

/**
 * Decides what erasing a customer changes: its relationships go, and with them its history. That it was erased, when,
 * by whom and why stays. The id may be taken by a new customer afterwards. A role delegation whose end has passed, with
 * the extension off, is no right any more and hinders nothing, also if nobody has written down that it has expired.
 *
 * @example
 * ```ts
 * import {
 *   eraseCustomer,
 *   parseCustomer,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([customer, at]) =>
 *   eraseCustomer(
 *     { customer, relationships: [], delegations: [] },
 *     { reason: 'asked to be forgotten', by: { kind: 'operator' }, at },
 *   ),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['customer-erased']
 * ```
 * @returns the change. As errors, the first that applies: {@link MalformedInput} if an argument is malformed;
 *   {@link NotTheOperator} if somebody other than the operator acts (`operator-keeps-accounts`); {@link RightsInForce}
 *   while a partner has a relationship or admin rights, by service or by role (`erasure-needs-no-rights`)
 */
export function eraseCustomer(
  state: CustomerRelationships,
  command: EraseCustomer,
): Result<readonly RelationshipChange[], EraseCustomerError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'an erasure',
  eraseCustomerFields,
  decideEraseCustomer,
);

/** The same decision on checked data. */
export function decideEraseCustomer(
  state: CustomerRelationships,
  { reason, by, at }: EraseCustomer,
): Result<readonly RelationshipChange[], EraseCustomerError> {
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  const partnerIds = partnersWithRights(state, at);
  if (partnerIds.length > 0) return err(rightsInForce(state.customer, partnerIds));
  return ok([checkedRelationshipChange({ kind: 'customer-erased', at, by, reason })]);
}

/** A role delegation that is over gives no rights, whether or not that has been written down. */
function partnersWithRights(
  { relationships, delegations, roleDelegations = [] }: CustomerRelationships,
  at: Instant,
): readonly PartnerId[] {
  const inForce = roleDelegations.filter((delegation) => goesOnAfter(at, delegation));
  return [...new Set([...relationships, ...delegations, ...inForce].map(({ partnerId }) => partnerId))];
}

function rightsInForce({ id }: Customer, partnerIds: readonly PartnerId[]): RightsInForce {
  return violation(
    'erasure-needs-no-rights',
    'rights-in-force',
    `partners have relationships or admin rights: ${naming(partnerIds.map((one) => `"${one}"`))}`,
    { customerId: id, partnerIds: Object.freeze(partnerIds) },
  );
}
