import { Result } from 'neverthrow';
import { argument } from '../../model/decode';
import { decodeInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { decodeRoleDelegation, type RoleDelegation } from '../../model/role-delegation';
import { endAt, isInForce } from './time';

/**
 * How a role delegation stands at a moment:
 *
 * - `not-active-yet`: the moment is before `activatedAt`;
 * - `active`: it is in force until `endsAt`, which moves by 180 days when it is reached if it `extends`;
 * - `expired`: it is over since `endsAt`.
 */
export interface DelegationStanding {
  readonly status: 'not-active-yet' | 'active' | 'expired';
  /** As seen at that moment, whether or not anybody has written down that it has moved. */
  readonly endsAt: Instant;
  readonly extends: boolean;
}

/**
 * How a role delegation stands at a moment, if nobody does anything about it until then.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { ROLE_IDS, standingAt } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [],
 *   delegations: [],
 *   roleDelegations: [
 *     {
 *       id: 'mail-for-tailspin',
 *       partnerId: 'contoso',
 *       throughPartnerId: null,
 *       name: 'Mail for Tailspin',
 *       roles: [ROLE_IDS.exchangeAdministrator],
 *       activatedAt: '2026-01-10T09:00:00.000Z',
 *       endsAt: '2027-01-10T09:00:00.000Z',
 *       extends: false,
 *       assignments: [],
 *     },
 *   ],
 * });
 * const parsed = Result.combine([
 *   state,
 *   parseInstant('2027-02-01T00:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [{ roleDelegations = [] }, at] = parsed.value;
 *   for (const delegation of roleDelegations) {
 *     const standing = standingAt(delegation, at);
 *     standing.map(({ status }) => status).unwrapOr(null); // => 'expired'
 *   }
 * }
 * ```
 * @returns the standing; {@link MalformedInput} if an argument is malformed
 */
export function standingAt(delegation: RoleDelegation, at: Instant): Result<DelegationStanding, MalformedInput> {
  return Result.combine([
    argument('delegation', decodeRoleDelegation, delegation),
    argument('at', decodeInstant, at),
  ]).map(([checked, moment]) => {
    const endsAt = endAt(checked, moment);
    const over = moment < checked.activatedAt ? 'not-active-yet' : 'expired';
    return Object.freeze({
      status: isInForce(checked, moment) ? 'active' : over,
      endsAt,
      extends: checked.extends,
    });
  });
}
