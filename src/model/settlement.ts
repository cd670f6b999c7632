import type { Actor } from './actor';
import type { CustomerRelationships } from './customer-relationships';
import { inOrder } from './in-order';
import type { Instant } from './instant';
import type { PartnerAccount } from './partner-account';
import { checkedPartnerChange, type PartnerChange, type RoleOfferLapsed } from './partner-change';
import {
  checkedRelationshipChange,
  type AnyRoleChange,
  type RelationshipChange,
  type RoleDelegationSettled,
} from './relationship-change';
import type { RoleDelegation } from './role-delegation';
import { EXTENSION_DAYS, lapseOf, plusDays } from './term';

/** Who writes down, and when, what time has done. */
export interface Settlement {
  /** The present moment. One before the document's last change counts as the moment of that change. */
  readonly at: Instant;
  readonly by: Actor;
}

type Due = Extract<AnyRoleChange, RoleDelegationSettled>;

/** What time has done to role delegations, in the order in which it fell due, those of one moment by id. */
export function dueChanges({ roleDelegations = [] }: CustomerRelationships, { at, by }: Settlement): Due[] {
  const changes = roleDelegations.flatMap((delegation) => changesOf(delegation, { at, by }));
  return inOrder(changes, ({ delegation }) => delegation.id);
}

/** Which locked offers time has let lapse, in the same order. */
export function dueLapses({ roleOffers = [] }: PartnerAccount, { at, by }: Settlement): RoleOfferLapsed[] {
  const lapses = roleOffers.flatMap((offer) => {
    const dueAt = lapseOf(offer);
    if (dueAt === null || dueAt > at) return [];
    return [checkedPartnerChange({ kind: 'role-offer-lapsed', at, by, dueAt, offer })];
  });
  return inOrder(lapses, ({ offer }) => offer.id);
}

function changesOf(before: RoleDelegation, { at, by }: Settlement): Due[] {
  const changes: Due[] = [];
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

/** What a command changes about a customer, after what time has done until then; nothing if it changes nothing. */
export function afterSettling(
  state: CustomerRelationships | null,
  settlement: Settlement,
  changes: readonly RelationshipChange[],
): readonly RelationshipChange[] {
  return state === null || changes.length === 0 ? changes : [...dueChanges(state, settlement), ...changes];
}

/** The same about an account. */
export function afterLapses(
  account: PartnerAccount,
  settlement: Settlement,
  changes: readonly PartnerChange[],
): readonly PartnerChange[] {
  return changes.length === 0 ? changes : [...dueLapses(account, settlement), ...changes];
}
