import fc from 'fast-check';
import type { PartnerId } from '../model/identifiers';
import { decodeRoleDelegation, type RoleDelegation } from '../model/role-delegation';
import { groupId, offerId, partnerId } from './identifiers';
import { lawful } from './lawful';
import { beginning, DAY, later, pause } from './period';
import { choices, pickAll } from './pick';
import { terms } from './role-offer';

/** The fixed fields of a role delegation; fields that are left out vary. */
export interface RoleDelegationConstraints {
  readonly partnerId?: PartnerId | undefined;
  /** Null for delegations that came through no provider. */
  readonly throughPartnerId?: PartnerId | null | undefined;
}

/** How many days an end moves when it is reached. */
const EXTENSION = 180;

/**
 * Role delegations of the profile `partnerCenterGdap`, with or without assignments, of which some have extended. Shrinks
 * to one that ends after a day and reaches nobody.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { standingAt } from 'partner-relationships/roles';
 * import { roleDelegation } from 'partner-relationships/arbitraries';
 *
 * // At its end it is over, unless it extends.
 * fc.assert(
 *   fc.property(roleDelegation(), (delegation) => {
 *     const standing = standingAt(delegation, delegation.endsAt);
 *     const isOver = standing.map(({ status }) => status !== 'active');
 *     return isOver.unwrapOr(null) === !delegation.extends;
 *   }),
 * );
 * ```
 */
export function roleDelegation(constraints: RoleDelegationConstraints = {}): fc.Arbitrary<RoleDelegation> {
  const { partnerId: ofPartner, throughPartnerId } = constraints;
  return fc
    .record({
      id: offerId(),
      partnerId: ofPartner === undefined ? partnerId() : fc.constant(ofPartner),
      throughPartnerId: throughPartnerId === undefined ? fc.option(partnerId()) : fc.constant(throughPartnerId),
      terms: terms(),
      activatedAt: beginning(),
      extensions: fc.nat(2),
      given: fc.uniqueArray(fc.record({ groupId: groupId(), roles: choices(), pause: pause() }), {
        maxLength: 3,
        selector: (one) => one.groupId,
      }),
    })
    .filter((fields) => fields.partnerId !== fields.throughPartnerId)
    .map(({ id, partnerId: holder, throughPartnerId: provider, activatedAt, given, ...drawn }) => {
      const { termDays, ...offered } = drawn.terms;
      const lasts = (termDays + (offered.extends ? drawn.extensions * EXTENSION : 0)) * DAY;
      const assignments = given.map((one) => ({
        groupId: one.groupId,
        roles: [...new Set([...offered.roles.slice(0, 1), ...pickAll(offered.roles, one.roles)])],
        assignedAt: later(activatedAt, one.pause % lasts),
      }));
      return lawful(
        decodeRoleDelegation({
          id,
          partnerId: holder,
          throughPartnerId: provider,
          ...offered,
          activatedAt,
          endsAt: later(activatedAt, lasts),
          assignments,
        }),
      );
    });
}
