import { err, ok, type Result } from 'neverthrow';
import { applyAll } from './apply-all';
import { notBefore } from './changed-at';
import { contradiction, type ContradictoryInput } from './contradictory-input';
import {
  checkedRelationships,
  decodeCustomerRelationships,
  lastChangeOfRelationships,
  type CustomerRelationships,
} from './customer-relationships';
import { argument, listOf, nullable, type Decoder } from './decode';
import type { PartnerId, ServiceId } from './identifiers';
import type { Instant } from './instant';
import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
} from './limits';
import { within, type MalformedInput } from './malformed-input';
import {
  decodeRelationshipChange,
  type AnyRoleChange,
  type CustomerErased,
  type CustomerRegistered,
  type CustomerRenamed,
  type DelegationGranted,
  type DelegationRemoved,
  type RelationshipChange,
  type RelationshipEnded,
  type RelationshipEstablished,
} from './relationship-change';
import type { ResellerRelationship } from './reseller-relationship';
import { latestInDelegation } from './role-delegation';
import { afterChange, rolesProblem } from './roles';
import { restsOn, type ServiceDelegation } from './service-delegation';

const decodeRelationshipsOrNull: Decoder<CustomerRelationships | null> =
  /* @__PURE__ */ nullable(decodeCustomerRelationships);

const decodeChanges: Decoder<readonly RelationshipChange[]> = /* @__PURE__ */ listOf(
  "an array of changes of a customer's relationships",
  decodeRelationshipChange,
);

/**
 * A customer's relationships after a change. Folding all changes of a customer, from null, gives its relationships.
 *
 * @example
 * ```ts
 * import {
 *   evolveCustomer,
 *   parseCustomer,
 *   parseInstant,
 *   parsePartnerId,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' }),
 *   parsePartnerId('contoso'),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const after = parsed.andThen(([customer, partnerId, at]) =>
 *   evolveCustomer(
 *     { customer, relationships: [], delegations: [] },
 *     {
 *       kind: 'relationship-established',
 *       at,
 *       by: { kind: 'partner', partnerId },
 *       partnerId,
 *       origin: { kind: 'customer-added' },
 *     },
 *   ),
 * );
 * after.map((state) => state?.relationships.length).unwrapOr(0); // => 1
 * ```
 * @param state the relationships before the change; null before the customer was registered
 * @returns the relationships after it; null after an erasure. As errors: {@link MalformedInput} if an argument is
 *   malformed; {@link ContradictoryInput} if the change cannot have happened to these relationships, as in a history
 *   that lost a part
 */
export function evolveCustomer(
  state: CustomerRelationships | null,
  change: RelationshipChange,
): Result<CustomerRelationships | null, MalformedInput | ContradictoryInput> {
  const known = argument('state', decodeRelationshipsOrNull, state);
  if (known.isErr()) return err(known.error);
  const decoded = argument('change', decodeRelationshipChange, change);
  if (decoded.isErr()) return err(decoded.error);
  return applyToDraft(draftOf(known.value, decoded.value.at), decoded.value).map(relationshipsOrNull);
}

/**
 * A customer's relationships after all its changes, in the order in which they were recorded; null if there are none.
 *
 * @example
 * ```ts
 * import {
 *   foldCustomer,
 *   parseCustomer,
 *   parseInstant,
 *   parsePartnerId,
 *   type RelationshipChange,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' }),
 *   parsePartnerId('contoso'),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [customer, partnerId, at] = parsed.value;
 *   const by = { kind: 'partner', partnerId } as const;
 *   const origin = { kind: 'customer-added' } as const;
 *   const reason = {
 *     kind: 'renegotiated',
 *     agreement: 'contract 2026-117',
 *   } as const;
 *   const history: readonly RelationshipChange[] = [
 *     { kind: 'customer-registered', at, by, customer },
 *     { kind: 'relationship-established', at, by, partnerId, origin },
 *     { kind: 'relationship-ended', at, by, partnerId, reason },
 *   ];
 *   const relatedAfter = (changes: readonly RelationshipChange[]) =>
 *     foldCustomer(changes).map((state) => state?.relationships.length);
 *
 *   relatedAfter(history.slice(0, -1)).unwrapOr(null); // => 1
 *   relatedAfter(history).unwrapOr(null); // => 0
 *
 *   // A history that lost its beginning.
 *   relatedAfter(history.slice(1)).match(
 *     () => 'folded',
 *     (error) => error.code,
 *   ); // => 'contradictory-input'
 * }
 * ```
 * @returns the relationships. As errors: {@link MalformedInput} if an argument is malformed; {@link ContradictoryInput}
 *   if a change cannot have happened after those before it; its path names the change, such as `changes[2]`
 */
export function foldCustomer(
  changes: readonly RelationshipChange[],
): Result<CustomerRelationships | null, MalformedInput | ContradictoryInput> {
  const decoded = decodeChanges(changes);
  return decoded.isErr() ? err(within('changes', decoded.error)) : applyRelationshipChanges(null, decoded.value);
}

/** The relationships after these changes, which are checked; the error names the change that cannot have happened. */
export function applyRelationshipChanges(
  state: CustomerRelationships | null,
  changes: readonly RelationshipChange[],
): Result<CustomerRelationships | null, ContradictoryInput> {
  const [first] = changes;
  if (first === undefined) return ok(state);
  return applyAll(draftOf(state, first.at), changes, applyToDraft).map(relationshipsOrNull);
}

/** Relationships that changes are being applied to. Searching or changing a list for the first time copies it. */
export interface RelationshipsDraft {
  before: Pick<CustomerRelationships, 'customer' | 'relationships' | 'delegations' | 'roleDelegations'>;
  changedAt: Instant;
  relationships: ResellerRelationship[] | null;
  delegations: ServiceDelegation[] | null;
  /** All services ever delegated, if the draft began with the registration: other services need no search. */
  readonly delegated: Set<ServiceId> | null;
}

/** A draft for changes of which the first happened at this moment. */
function draftOf(state: CustomerRelationships | null, at: Instant): RelationshipsDraft | null {
  if (state === null) return null;
  const changedAt = notBefore(lastChangeOfRelationships(state), at);
  return { before: state, changedAt, relationships: null, delegations: null, delegated: null };
}

/** The relationships as a draft has them now. They take its copied lists, so a draft that goes on copies again. */
export function relationshipsFrom(draft: RelationshipsDraft): CustomerRelationships {
  const { before, changedAt, relationships, delegations } = draft;
  draft.relationships = draft.delegations = null;
  const state = checkedRelationships(
    before.customer,
    changedAt,
    relationships ?? before.relationships,
    delegations ?? before.delegations,
    before.roleDelegations,
  );
  draft.before = state;
  return state;
}

function relationshipsOrNull(draft: RelationshipsDraft | null): CustomerRelationships | null {
  return draft === null ? null : relationshipsFrom(draft);
}

function relationshipsIn(draft: RelationshipsDraft): ResellerRelationship[] {
  return (draft.relationships ??= [...draft.before.relationships]);
}

function delegationsIn(draft: RelationshipsDraft): ServiceDelegation[] {
  return (draft.delegations ??= [...draft.before.delegations]);
}

/**
 * The draft after a change, which is checked: the same object, changed, unless the change is a registration; null after
 * an erasure.
 */
export function applyToDraft(
  draft: RelationshipsDraft | null,
  change: RelationshipChange,
): Result<RelationshipsDraft | null, ContradictoryInput> {
  if (change.kind === 'customer-registered') {
    return draft === null
      ? ok({
          before: { customer: change.customer, relationships: [], delegations: [] },
          changedAt: change.at,
          relationships: null,
          delegations: null,
          delegated: new Set(),
        })
      : err(impossible(change, 'no registration before'));
  }
  // Also of a customer that is not there: what came before an erasure went with it.
  if (change.kind === 'customer-erased') return ok(null);
  if (draft === null) return err(impossible(change, 'a registration before'));
  const expected = applyInPlace(draft, change);
  if (expected !== null) return err(impossible(change, expected));
  // Times in a history of an earlier release can decrease: the latest counts.
  draft.changedAt = notBefore(draft.changedAt, change.at);
  return ok(draft);
}

/** Changes the draft, or says what would have to hold for the change to have happened. */
function applyInPlace(
  draft: RelationshipsDraft,
  change: Exclude<RelationshipChange, CustomerRegistered | CustomerErased>,
): string | null {
  if ('delegation' in change) return changeRoles(draft, change);
  switch (change.kind) {
    case 'customer-renamed':
      return rename(draft, change);
    case 'relationship-established':
      return establish(draft, change);
    case 'delegation-granted':
      return grant(draft, change);
    case 'delegation-removed':
      return remove(draft, change);
    case 'relationship-ended':
      return end(draft, change);
  }
}

function rename(draft: RelationshipsDraft, { name }: CustomerRenamed): null {
  draft.before = { ...draft.before, customer: Object.freeze({ ...draft.before.customer, name }) };
  return null;
}

function establish(
  draft: RelationshipsDraft,
  { partnerId, at, origin, establishedAt = at }: RelationshipEstablished,
): string | null {
  if (establishedAt > at) return 'a beginning that is not in the future';
  const relationships = relationshipsIn(draft);
  if (indexOfRelated(relationships, partnerId) !== -1) return 'no relationship in force';
  if (relationships.length >= MAX_RELATIONSHIPS_PER_CUSTOMER) return 'fewer relationships';
  relationships.push(Object.freeze({ partnerId, establishedAt, origin }));
  return null;
}

function grant(draft: RelationshipsDraft, change: DelegationGranted): string | null {
  const { partnerId, serviceId, transacting, throughPartnerId, at, grantedAt = at } = change;
  if (grantedAt > at) return 'a beginning that is not in the future';
  if (indexOfRelated(relationshipsIn(draft), restsOn(change)) === -1) return 'a relationship in force';
  if (throughPartnerId === partnerId) return 'another partner as the provider';
  if (transacting && throughPartnerId !== null) return 'nothing transacting through a provider';
  const delegations = delegationsIn(draft);
  if (draft.delegated?.has(serviceId) !== false && isTaken(delegations, change)) return 'a service that is free';
  if (delegations.length >= MAX_DELEGATIONS_PER_CUSTOMER) return 'fewer delegations';
  draft.delegated?.add(serviceId);
  delegations.push(Object.freeze({ partnerId, serviceId, transacting, throughPartnerId, grantedAt }));
  return null;
}

function isTaken(delegations: readonly ServiceDelegation[], change: DelegationGranted): boolean {
  const { serviceId, transacting } = change;
  return delegations.some(
    (held) => held.serviceId === serviceId && ((transacting && held.transacting) || isSame(held, change)),
  );
}

function remove(draft: RelationshipsDraft, change: DelegationRemoved): string | null {
  const delegations = delegationsIn(draft);
  const at = delegations.findIndex((held) => isSame(held, change));
  if (at === -1) return 'a delegation in force';
  delegations.splice(at, 1);
  return null;
}

function end(draft: RelationshipsDraft, { partnerId }: RelationshipEnded): string | null {
  const relationships = relationshipsIn(draft);
  const at = indexOfRelated(relationships, partnerId);
  if (at === -1) return 'a relationship in force';
  if (delegationsIn(draft).some((held) => restsOn(held) === partnerId)) {
    return 'no delegation that rests on the relationship';
  }
  relationships.splice(at, 1);
  return null;
}

function changeRoles(draft: RelationshipsDraft, { kind, delegation }: AnyRoleChange): string | null {
  const roleDelegations = afterChange(
    draft.before.roleDelegations,
    MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
    kind,
    delegation,
  );
  if (roleDelegations === null) return 'role delegations to which it can happen';
  draft.before = { ...draft.before, roleDelegations };
  draft.changedAt = notBefore(latestInDelegation(delegation), draft.changedAt);
  return rolesProblem('roleDelegations', roleDelegations)?.message ?? null;
}

function indexOfRelated(relationships: readonly ResellerRelationship[], partnerId: PartnerId): number {
  return relationships.findIndex((relationship) => relationship.partnerId === partnerId);
}

type DelegationIdentity = Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'throughPartnerId'>;

function isSame(one: DelegationIdentity, other: DelegationIdentity): boolean {
  return (
    one.serviceId === other.serviceId &&
    one.partnerId === other.partnerId &&
    one.throughPartnerId === other.throughPartnerId
  );
}

function impossible(change: RelationshipChange, expected: string): ContradictoryInput {
  return contradiction('change', expected, change.kind);
}
