import { checkedPartnerChange, type RoleOfferLapsed } from '../../model/partner-change';
import type { Actor } from '../../model/actor';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { Instant } from '../../model/instant';
import type { PartnerAccount } from '../../model/partner-account';
import { checkedRelationshipChange, type AnyRoleChange, type RoleDelegationSettled } from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import { EXTENSION_DAYS, lapseOf, plusDays } from './time';

/** Who writes down, and when, what time has done. */
export interface Settlement {
  readonly at: Instant;
  readonly by: Actor;
}

export type Settled = Extract<AnyRoleChange, RoleDelegationSettled>;

/** What time has done to a customer's role delegations by then and nobody has written down, in order of time, then id. */
export function dueChanges({ roleDelegations = [] }: CustomerRelationships, { at, by }: Settlement): Settled[] {
  return inOrder(roleDelegations.flatMap((delegation) => changesOf(delegation, { at, by }))).map(({ change }) => change);
}

/** The same for the offers of a partner's account. */
export function dueLapses({ roleOffers = [] }: PartnerAccount, { at, by }: Settlement): RoleOfferLapsed[] {
  const lapses = roleOffers.flatMap((offer) => {
    const dueAt = lapseOf(offer);
    if (dueAt === null || dueAt > at) return [];
    return [{ id: offer.id, change: checkedPartnerChange({ kind: 'role-offer-lapsed', at, by, dueAt, offer }) }];
  });
  return inOrder(lapses).map(({ change }) => change);
}

interface Due<Change> {
  readonly id: string;
  readonly change: Change;
}

function changesOf(before: RoleDelegation, { at, by }: Settlement): Due<Settled>[] {
  const changes: Due<Settled>[] = [];
  let delegation = before;
  while (delegation.endsAt <= at) {
    const { id, endsAt: dueAt } = delegation;
    const next = plusDays(dueAt, EXTENSION_DAYS);
    if (!delegation.extends || next === dueAt) {
      changes.push({
        id,
        change: checkedRelationshipChange({ kind: 'role-delegation-expired', at, by, dueAt, delegation }),
      });
      break;
    }
    delegation = Object.freeze({ ...delegation, endsAt: next });
    changes.push({
      id,
      change: checkedRelationshipChange({ kind: 'role-delegation-extended', at, by, dueAt, delegation }),
    });
  }
  return changes;
}

function inOrder<Change extends { readonly dueAt: Instant }>(due: Due<Change>[]): Due<Change>[] {
  return due.sort((one, other) => compare(one.change.dueAt, other.change.dueAt) || compare(one.id, other.id));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
