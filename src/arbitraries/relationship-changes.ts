import { notBefore } from '../model/changed-at';
import type { CustomerRelationships } from '../model/customer-relationships';
import { parseInstant, type Instant } from '../model/instant';
import type { RelationshipChange } from '../model/relationship-change';
import { lawful } from './lawful';

/**
 * A history that leads to a customer's relationships: the changes with which a test commits them to a repository. Their
 * times never decrease, and `foldCustomer` makes the same relationships of them. It is the twin of
 * {@link accountChanges}.
 *
 * The relationships keep little of their past, so this is one of many histories that lead to them: what there is began
 * one after the other, and nothing ended. If they changed after that, the last change is a new name. A customer without
 * anything that tells a time is registered at the beginning of 1970.
 *
 * @param state relationships as the library makes them, such as those of {@link customerRelationships}
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { foldCustomer } from 'partner-relationships';
 * import {
 *   customerRelationships,
 *   relationshipChanges,
 * } from 'partner-relationships/arbitraries';
 *
 * fc.assert(
 *   fc.property(customerRelationships(), (state) => {
 *     const folded = foldCustomer(relationshipChanges(state)).unwrapOr(null);
 *     return folded?.delegations.length === state.delegations.length;
 *   }),
 * );
 * ```
 */
export function relationshipChanges(state: CustomerRelationships): readonly RelationshipChange[] {
  const { customer, relationships, delegations, roleDelegations = [] } = state;
  const by = { kind: 'customer', customerId: customer.id } as const;
  const begun: readonly Begun[] = [
    ...relationships.map(({ partnerId, establishedAt, origin }): Begun => ({
      since: establishedAt,
      change: (at) => ({
        kind: 'relationship-established',
        at,
        by,
        partnerId,
        origin,
        ...(at === establishedAt ? {} : { establishedAt }),
      }),
    })),
    ...delegations.map(({ grantedAt, ...delegation }): Begun => ({
      since: grantedAt,
      change: (at) => ({
        kind: 'delegation-granted',
        at,
        by,
        ...delegation,
        requestId: null,
        ...(at === grantedAt ? {} : { grantedAt }),
      }),
    })),
    ...roleDelegations.flatMap((delegation) => [
      {
        since: delegation.activatedAt,
        change: (at: Instant): RelationshipChange => ({
          kind: 'role-delegation-approved',
          at,
          by,
          delegation: { ...delegation, assignments: [] },
        }),
      },
      ...delegation.assignments.map(({ groupId, assignedAt }, place): Begun => ({
        since: assignedAt,
        change: (at) => ({
          kind: 'access-assigned',
          at,
          by: { kind: 'partner', partnerId: delegation.partnerId },
          groupId,
          delegation: { ...delegation, assignments: delegation.assignments.slice(0, place + 1) },
        }),
      })),
    ]),
  ];
  const [earliest = state.changedAt ?? beginningOfTime()] = begun.map(({ since }) => since).sort();
  let at = earliest;
  const changes = begun.map(({ since, change }) => change((at = notBefore(at, since))));
  const last = state.changedAt ?? at;
  const isRenamed = at < last;
  return [
    {
      kind: 'customer-registered',
      at: earliest,
      by,
      customer: isRenamed ? { ...customer, name: 'A former name' } : customer,
    },
    ...changes,
    ...(isRenamed ? [{ kind: 'customer-renamed', at: last, by, name: customer.name } as const] : []),
  ];
}

/** Something that is there, and since when. */
interface Begun {
  readonly since: Instant;
  /** How it began, recorded at this moment or later. */
  readonly change: (at: Instant) => RelationshipChange;
}

function beginningOfTime(): Instant {
  return lawful(parseInstant('1970-01-01T00:00:00.000Z'));
}
