import { Result } from 'neverthrow';
import { decodeCustomerRelationships, type CustomerRelationships } from '../../model/customer-relationships';
import { argument } from '../../model/decode';
import type { CustomerId } from '../../model/identifiers';
import { inOrder } from '../../model/in-order';
import { decodeInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { RoleDelegation } from '../../model/role-delegation';
import { plusDays } from '../../model/term';

/** That a role delegation ends soon, as its extension is off. */
export interface EndNotice {
  /** Since when the notice is due: so many days before the end. */
  readonly dueAt: Instant;
  /** How many days of 24 hours are left from then on. */
  readonly daysLeft: 30 | 7 | 1;
  readonly customerId: CustomerId;
  readonly delegation: RoleDelegation;
}

const DAYS_LEFT = [30, 7, 1] as const;

/**
 * The notices that fall due from one moment until another: 30, 7 and 1 days before a role delegation ends, if its
 * extension is off. None is due before the delegation began. With the end of one span as the beginning of the next,
 * each notice comes once. A span that is asked for again has its notices again: the delegation's `id`, its `endsAt` and
 * `daysLeft` tell each from all others.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { noticesDue, ROLE_IDS } from 'partner-relationships/roles';
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
 *   parseInstant('2027-01-01T00:00:00.000Z'),
 *   parseInstant('2027-01-08T00:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const notices = noticesDue(...parsed.value).unwrapOr([]);
 *   notices.map(({ daysLeft }) => daysLeft); // => [7]
 * }
 * ```
 * @param from the beginning of the span, which belongs to it
 * @param to the end of the span, which does not belong to it
 * @returns the notices, in the order in which they fall due, those of one moment by the delegation's id;
 *   {@link MalformedInput} if an argument is malformed
 */
export function noticesDue(
  state: CustomerRelationships,
  from: Instant,
  to: Instant,
): Result<readonly EndNotice[], MalformedInput> {
  return Result.combine([
    argument('state', decodeCustomerRelationships, state),
    argument('from', decodeInstant, from),
    argument('to', decodeInstant, to),
  ]).map(([checked, ...span]) => arrangeNotices(checked, ...span));
}

/** The same notices of checked data. */
export function arrangeNotices(
  { customer, roleDelegations = [] }: CustomerRelationships,
  from: Instant,
  to: Instant,
): readonly EndNotice[] {
  const notices = roleDelegations
    .filter((delegation) => !delegation.extends)
    .flatMap((delegation) =>
      DAYS_LEFT.map((daysLeft) => {
        const dueAt = plusDays(delegation.endsAt, -daysLeft);
        return Object.freeze({ dueAt, daysLeft, customerId: customer.id, delegation });
      }),
    )
    .filter(({ dueAt, delegation }) => dueAt >= delegation.activatedAt && dueAt >= from && dueAt < to);
  return inOrder(notices, ({ delegation }) => delegation.id);
}
