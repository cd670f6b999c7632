import { ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { commandDoor } from '../../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import type { Fields } from '../../model/decode';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import { checkedPartnerChange, type RoleOfferLapsed } from '../../model/partner-change';
import {
  checkedRelationshipChange,
  type AnyRoleChange,
  type RoleDelegationSettled,
} from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import { inOrder } from './in-order';
import { EXTENSION_DAYS, lapseOf, plusDays } from './time';

/** Who writes down, and when, what time has done. */
export interface Settlement {
  /** The present moment. One before the document's last change counts as the moment of that change. */
  readonly at: Instant;
  readonly by: Actor;
}

/** What can have happened to a role delegation by itself. */
export type Settled = Extract<AnyRoleChange, RoleDelegationSettled>;

const settlementFields: Fields<Omit<Settlement, 'at'>> = { by: decodeActor };

/**
 * What time has done to a customer's role delegations and nobody has written down: each end that was reached has moved
 * by 180 days, if the extension was on (`extension-moves-the-end`), or the delegation is over (`delegation-ends-on-time`).
 * No decision depends on whether this is written down. Every command writes it down with what it changes itself.
 *
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

/** What time has done to a customer's role delegations by then and nobody has written down, in order of time, then id. */
export function dueChanges({ roleDelegations = [] }: CustomerRelationships, { at, by }: Settlement): Settled[] {
  const changes = roleDelegations.flatMap((delegation) => changesOf(delegation, { at, by }));
  return inOrder(changes, ({ delegation }) => delegation.id);
}

/** The same for the offers of a partner's account. */
export function dueLapses({ roleOffers = [] }: PartnerAccount, { at, by }: Settlement): RoleOfferLapsed[] {
  const lapses = roleOffers.flatMap((offer) => {
    const dueAt = lapseOf(offer);
    if (dueAt === null || dueAt > at) return [];
    return [checkedPartnerChange({ kind: 'role-offer-lapsed', at, by, dueAt, offer })];
  });
  return inOrder(lapses, ({ offer }) => offer.id);
}

function changesOf(before: RoleDelegation, { at, by }: Settlement): Settled[] {
  const changes: Settled[] = [];
  let delegation = before;
  while (delegation.endsAt <= at) {
    const { endsAt: dueAt } = delegation;
    const endsAt = plusDays(dueAt, EXTENSION_DAYS);
    if (!delegation.extends || endsAt === dueAt) {
      changes.push(checkedRelationshipChange({ kind: 'role-delegation-expired', at, by, dueAt, delegation }));
      break;
    }
    delegation = Object.freeze({ ...delegation, endsAt });
    changes.push(checkedRelationshipChange({ kind: 'role-delegation-extended', at, by, dueAt, delegation }));
  }
  return changes;
}
