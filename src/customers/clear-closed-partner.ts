import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { contradiction, type ContradictoryInput } from '../model/contradictory-input';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { joined, type Fields } from '../model/decode';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { restsOn } from '../model/service-delegation';
import { dueChanges } from '../model/settlement';
import { unfrozen } from '../model/unfrozen';
import { isOperator, notTheOperator, type NotTheOperator } from '../rules/not-the-operator';
import { removal } from './removal';

/** Clears what a partner with a closed account still holds of a customer. The operator of the marketplace does it. */
export interface ClearClosedPartner {
  /** The closed account. */
  readonly account: PartnerAccount;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a closed partner is not cleared. */
export type ClearClosedPartnerError = MalformedInput | ContradictoryInput | NotTheOperator<'operator-keeps-accounts'>;

/** The fields that the command and the input of the service have in common. */
export const clearClosedPartnerFields: Fields<Pick<ClearClosedPartner, 'by'>> = { by: decodeActor };

/**
 * Decides what clearing a closed partner changes for one customer: the partner's service delegations end, and those
 * that an indirect reseller holds through it; then its relationship ends, whatever it sold. Each of these changes
 * records the reason of the closing. Then its role delegations end: those in force are terminated, and those whose end
 * has passed are written down as expired. What an indirect reseller holds of an offer that the partner made stays, as
 * it rests on no relationship (`roles-outlive-the-relationship`).
 *
 * @example
 * ```ts
 * import {
 *   clearClosedPartner,
 *   parseCustomerRelationships,
 *   parseInstant,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const at = '2026-11-22T09:30:00.000Z';
 * const by = { kind: 'operator' } as const;
 * const parsed = Result.combine([
 *   parseCustomerRelationships({
 *     customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *     relationships: [
 *       {
 *         partnerId: 'contoso',
 *         establishedAt: at,
 *         origin: { kind: 'customer-added' },
 *       },
 *     ],
 *     delegations: [],
 *   }),
 *   parsePartnerAccount({
 *     partner: {
 *       id: 'contoso',
 *       name: 'Contoso',
 *       program: 'direct-bill',
 *       standing: 'closed',
 *     },
 *     closure: { at, by, reason: 'left the program' },
 *     requests: [],
 *   }),
 *   parseInstant('2026-11-23T10:00:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([state, account, at]) =>
 *   clearClosedPartner(state, { account, by, at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['relationship-ended']
 * ```
 * @returns the changes, empty if the partner holds nothing of this customer. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotTheOperator} if somebody other than the operator acts
 *   (`operator-keeps-accounts`); {@link ContradictoryInput} if the account is open
 */
export function clearClosedPartner(
  state: CustomerRelationships,
  command: ClearClosedPartner,
): Result<readonly RelationshipChange[], ClearClosedPartnerError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'a clearing',
  /* @__PURE__ */ joined({ account: decodePartnerAccount }, clearClosedPartnerFields),
  decideClearClosedPartner,
);

/** The same decision on checked data. */
export function decideClearClosedPartner(
  state: CustomerRelationships,
  { account: { partner, closure }, by, at }: ClearClosedPartner,
): Result<readonly RelationshipChange[], ClearClosedPartnerError> {
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  if (closure === undefined) {
    const path = 'account.partner.standing';
    return err(contradiction(path, '"closed"', partner.standing));
  }
  const { relationships, delegations, roleDelegations = [] } = state;
  const partnerId = partner.id;
  const reason = Object.freeze({ kind: 'partner-closed', reason: closure.reason });
  const changes: RelationshipChange[] = unfrozen(delegations)
    .filter((delegation) => delegation.partnerId === partnerId || restsOn(delegation) === partnerId)
    .map((delegation) => removal(delegation, { at, by, reason }));
  if (unfrozen(relationships).some((relationship) => relationship.partnerId === partnerId)) {
    changes.push(checkedRelationshipChange({ kind: 'relationship-ended', at, by, partnerId, reason }));
  }
  const due = dueChanges(state, { at, by });
  const held = roleDelegations.filter((delegation) => delegation.partnerId === partnerId);
  for (const before of held) {
    const last = due.findLast((change) => change.delegation.id === before.id);
    if (last?.kind === 'role-delegation-expired') continue;
    const delegation = last?.delegation ?? before;
    changes.push(checkedRelationshipChange({ kind: 'role-delegation-terminated', at, by, delegation }));
  }
  // What time has ended is cleared by writing that down.
  return ok(changes.length + held.length === 0 ? [] : [...due, ...changes]);
}
