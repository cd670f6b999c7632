import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import type { Fields } from '../model/decode';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { afterSettling } from '../model/settlement';
import { decodeName, newNameProblem } from '../model/text';
import { unlessCustomerOrOperator, type NotTheCustomer } from '../rules/not-the-customer';

/** Gives a customer another name. The customer does it, or the operator of the marketplace. */
export interface RenameCustomer {
  /** The new name, with the conditions of a new {@link Customer.name | name}. */
  readonly name: string;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a customer is not renamed. */
export type RenameCustomerError = MalformedInput | NotTheCustomer<'operator-keeps-accounts'>;

/** The fields that the command and the input of the service have in common. */
export const renameCustomerFields: Fields<Omit<RenameCustomer, 'at'>> = {
  name: decodeName,
  by: decodeActor,
};

/**
 * Decides what a new name of a customer changes: the name, from then on, and nothing else. The history keeps the name
 * of then. Accepting a request under another name is no renaming.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomer,
 *   parseInstant,
 *   renameCustomer,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([customer, at]) =>
 *   renameCustomer(
 *     { customer, relationships: [], delegations: [] },
 *     { name: 'Tailspin Ltd.', by: { kind: 'operator' }, at },
 *   ),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['customer-renamed']
 * ```
 * @returns the changes, empty if the customer has that name. As errors, the first that applies: {@link MalformedInput}
 *   if an argument is malformed; {@link NotTheCustomer} if somebody other than the customer or the operator acts
 *   (`operator-keeps-accounts`); {@link MalformedInput} if the name has no visible character or changes the direction
 *   of the text around it
 */
export function renameCustomer(
  state: CustomerRelationships,
  command: RenameCustomer,
): Result<readonly RelationshipChange[], RenameCustomerError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'a renaming',
  renameCustomerFields,
  decideRenameCustomer,
);

/** The same decision on checked data. */
export function decideRenameCustomer(
  state: CustomerRelationships,
  { name, by, at }: RenameCustomer,
): Result<readonly RelationshipChange[], RenameCustomerError> {
  const { customer } = state;
  const refusal =
    unlessCustomerOrOperator('operator-keeps-accounts', customer.id, by) ?? newNameProblem(name, 'name');
  if (refusal !== null) return err(refusal);
  const renaming = customer.name === name ? [] : [checkedRelationshipChange({ kind: 'customer-renamed', at, by, name })];
  return ok(afterSettling(state, { at, by }, renaming));
}
