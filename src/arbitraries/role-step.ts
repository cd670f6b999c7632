import fc from 'fast-check';
import { ok, type Result } from 'neverthrow';
import type { Actor } from '../model/actor';
import { lastChangeOfRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { evolveCustomer } from '../model/evolve-customer';
import type { Instant } from '../model/instant';
import type { RelationshipChange } from '../model/relationship-change';
import type { RoleDelegation } from '../model/role-delegation';
import {
  approveRoleDelegation,
  assignAccess,
  changeAccess,
  dropRole,
  partnerCenterGdap,
  removeAccess,
  setExtension,
  terminateRoleDelegation,
} from '../roles/index';
import { groupId, offerId } from './identifiers';
import { certain, lawful } from './lawful';
import type { Marketplace } from './marketplace';
import { later, pause } from './period';
import { choice, choices, pick, pickAll } from './pick';
import { terms } from './role-offer';

type Decision = Result<readonly RelationshipChange[], { readonly message: string }>;

/** A command on a customer's role delegations. */
export interface RoleStep {
  /** Milliseconds since the step before. */
  readonly pause: number;
  readonly decide: (state: CustomerRelationships, at: Instant, marketplace: Marketplace) => Decision;
}

/** Any command on role delegations of a customer; most approve an offer or assign roles. */
export function roleStep(): fc.Arbitrary<RoleStep> {
  return fc.oneof(
    { weight: 4, arbitrary: approval() },
    { weight: 5, arbitrary: onDelegation() },
  );
}

/**
 * The relationships after all steps, which come after everything in the marketplace; a refused step changes nothing.
 */
export function rolesAfter(
  state: CustomerRelationships,
  steps: readonly RoleStep[],
  marketplace: Marketplace,
): CustomerRelationships {
  const changedAt = lastChangeOfRelationships(state) ?? marketplace.asOf;
  let at = changedAt > marketplace.asOf ? changedAt : marketplace.asOf;
  return steps.reduce((before, { pause: passed, decide }) => {
    at = later(at, passed);
    return decide(before, at, marketplace)
      .unwrapOr([])
      .reduce((current, change) => certain(lawful(evolveCustomer(current, change))), before);
  }, state);
}

/** The customer approves an offer of a partner, which it has taken. */
function approval(): fc.Arbitrary<RoleStep> {
  return fc
    .record({ pause: pause(), offerId: offerId(), partner: choice(), reseller: fc.option(choice()), terms: terms() })
    .map((drawn) => ({
      pause: drawn.pause,
      decide: (state, at, { partners }) => {
        const partner = certain(pick(partners, drawn.partner));
        const resellers = partners.filter(({ id, program }) => program === 'indirect-reseller' && id !== partner.id);
        const isNamed = partner.program === 'indirect-provider' && drawn.reseller !== null;
        const indirectReseller = isNamed ? (pick(resellers, drawn.reseller ?? 0) ?? null) : null;
        const { customer } = state;
        const offer = {
          id: drawn.offerId,
          partnerId: partner.id,
          indirectResellerId: indirectReseller?.id ?? null,
          customerId: null,
          ...drawn.terms,
          lockedAt: at,
          consentedAt: indirectReseller === null ? null : at,
          takenBy: customer.id,
        };
        const by = { kind: 'customer', customerId: customer.id } as const;
        return approveRoleDelegation(state, { customer, partner, offer, indirectReseller, by, at }, partnerCenterGdap);
      },
    }));
}

/** What happens to a role delegation of the customer; mostly its partner assigns roles. */
function onDelegation(): fc.Arbitrary<RoleStep> {
  const ways = ['assign', 'assign', 'assign', 'extend', 'extend', 'change', 'remove', 'drop', 'terminate'] as const;
  return fc
    .record({
      pause: pause(),
      delegation: choice(),
      way: fc.constantFrom(...ways),
      groupId: groupId(),
      group: choice(),
      roles: choices(),
      byCustomer: fc.boolean(),
    })
    .map((drawn) => ({
      pause: drawn.pause,
      decide: (state, at) => {
        const held = pick(state.roleDelegations ?? [], drawn.delegation);
        if (held === undefined) return ok([]);
        const own = { offerId: held.id, by: partnerOf(held), at };
        const either = { ...own, by: drawn.byCustomer ? customerOf(state) : own.by };
        const roles = [...new Set([...held.roles.slice(0, 1), ...pickAll(held.roles, drawn.roles)])];
        const known = pick(held.assignments, drawn.group)?.groupId ?? drawn.groupId;
        switch (drawn.way) {
          case 'assign':
            return assignAccess(state, { ...own, groupId: drawn.groupId, roles });
          case 'change':
            return changeAccess(state, { ...own, groupId: known, roles });
          case 'remove':
            return removeAccess(state, { ...own, groupId: known });
          case 'extend':
            return setExtension(state, { ...either, on: !held.extends }, partnerCenterGdap);
          case 'drop':
            return dropRole(state, { ...own, roleId: certain(pick(held.roles, drawn.group)) }, partnerCenterGdap);
          case 'terminate':
            return terminateRoleDelegation(state, either);
        }
      },
    }));
}

function partnerOf({ partnerId }: RoleDelegation): Actor {
  return { kind: 'partner', partnerId };
}

function customerOf({ customer }: CustomerRelationships): Actor {
  return { kind: 'customer', customerId: customer.id };
}
