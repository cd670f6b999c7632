import { err, ok, type Result } from 'neverthrow';
import { applyAll } from './apply-all';
import { notBefore } from './changed-at';
import type { Timed } from './command-on';
import {
  builtRelationships,
  decodeCustomerRelationships,
  lastChangeOfRelationships,
  type CustomerRelationships,
} from './customer-relationships';
import { listOf, nullable, type Decoder } from './decode';
import { contradictoryInput, type ContradictoryInput } from './contradictory-input';
import { within, type MalformedInput } from './malformed-input';
import { MAX_DELEGATIONS_PER_CUSTOMER, MAX_RELATIONSHIPS_PER_CUSTOMER } from './limits';
import { restsOn, type ServiceDelegation } from './service-delegation';
import { thawed } from './thawed';
import {
  decodeRelationshipChange,
  type DelegationGranted,
  type DelegationRemoved,
  type RelationshipChange,
  type RelationshipEnded,
  type RelationshipEstablished,
} from './relationship-change';

const decodeStateOrNull: Decoder<CustomerRelationships | null> = /* @__PURE__ */ nullable(decodeCustomerRelationships);

const decodeChanges: Decoder<readonly RelationshipChange[]> = /* @__PURE__ */ listOf(
  "an array of changes of a customer's relationships",
  decodeRelationshipChange,
);

/**
 * A customer's relationships after a change. Folding all changes of a customer, from null, gives its relationships.
 *
 * @param state the relationships before; null before the customer was registered
 * @returns the relationships after. As errors: {@link MalformedInput} when an argument is malformed;
 *   {@link ContradictoryInput} when the change cannot have happened to these relationships, as in a history that lost a
 *   part
 * @example
 * ```ts
 * import { evolveCustomer, parseCustomer, parseInstant, parsePartnerId } from 'partner-relationships';
 *
 * const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 * const customer = parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' })._unsafeUnwrap();
 * const partnerId = parsePartnerId('contoso')._unsafeUnwrap();
 * const by = { kind: 'partner', partnerId } as const;
 * const origin = { kind: 'customer-added' } as const;
 * const established = { kind: 'relationship-established', at, by, partnerId, origin } as const;
 *
 * const before = { customer, relationships: [], delegations: [] };
 * const after = evolveCustomer(before, established)._unsafeUnwrap();
 * after.relationships.length; // => 1
 *
 * // What cannot have happened: the relationship is in force.
 * evolveCustomer(after, established).match(() => 'applied', (error) => error.code); // => 'contradictory-input'
 * ```
 */
export function evolveCustomer(
  state: CustomerRelationships | null,
  change: RelationshipChange,
): Result<CustomerRelationships, MalformedInput | ContradictoryInput> {
  const known = decodeStateOrNull(state);
  if (known.isErr()) return err(within('state', known.error));
  const decoded = decodeRelationshipChange(change);
  if (decoded.isErr()) return err(within('change', decoded.error));
  return applyRelationshipChange(known.value, decoded.value);
}

/**
 * A customer's relationships after all its changes, in the order in which they were recorded; null after none.
 *
 * @returns the relationships. As errors: {@link MalformedInput} when an argument is malformed; {@link ContradictoryInput}
 *   when a change cannot have happened after those before it; its path names the change, such as `changes[2]`
 * @example
 * ```ts
 * import { foldCustomer, parseCustomer, parseInstant, parsePartnerId } from 'partner-relationships';
 * import type { RelationshipChange } from 'partner-relationships';
 *
 * const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 * const customer = parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' })._unsafeUnwrap();
 * const partnerId = parsePartnerId('contoso')._unsafeUnwrap();
 * const by = { kind: 'partner', partnerId } as const;
 * const history: readonly RelationshipChange[] = [
 *   { kind: 'customer-registered', at, by, customer },
 *   { kind: 'relationship-established', at, by, partnerId, origin: { kind: 'customer-added' } },
 *   { kind: 'relationship-ended', at, by, partnerId, agreement: 'contract 2026-117' },
 * ];
 *
 * // Who was related before the last change, and who is now.
 * foldCustomer(history.slice(0, -1)).map((state) => state?.relationships.length)._unsafeUnwrap(); // => 1
 * foldCustomer(history).map((state) => state?.relationships.length)._unsafeUnwrap(); // => 0
 *
 * // A history that lost its beginning.
 * foldCustomer(history.slice(1)).match(() => 'folded', (error) => error.code); // => 'contradictory-input'
 * ```
 */
export function foldCustomer(
  changes: readonly RelationshipChange[],
): Result<CustomerRelationships | null, MalformedInput | ContradictoryInput> {
  const decoded = decodeChanges(changes);
  return decoded.isErr() ? err(within('changes', decoded.error)) : applyRelationshipChanges(null, decoded.value);
}

/** The relationships after these changes, which are well formed. */
export function applyRelationshipChanges(
  state: CustomerRelationships | null,
  changes: readonly RelationshipChange[],
): Result<CustomerRelationships | null, ContradictoryInput> {
  return applyAll(state, changes, applyRelationshipChange);
}

/** The relationships after this change, which is well formed. */
export function applyRelationshipChange(
  state: CustomerRelationships | null,
  change: RelationshipChange,
): Result<CustomerRelationships, ContradictoryInput> {
  if (change.kind === 'customer-registered') {
    return state === null
      ? ok(builtRelationships(change.customer, change.at, [], []))
      : err(impossible(change, 'no registration before'));
  }
  if (state === null) return err(impossible(change, 'a registration before'));
  switch (change.kind) {
    case 'relationship-established':
      return establish(state, change);
    case 'delegation-granted':
      return grant(state, change);
    case 'delegation-removed':
      return remove(state, change);
    case 'relationship-ended':
      return end(state, change);
  }
}

type Evolved = Result<CustomerRelationships, ContradictoryInput>;

/** The relationships with what a change made different; of a history whose times fall, the latest counts. */
function after(
  state: CustomerRelationships,
  { at }: Timed,
  { relationships = state.relationships, delegations = state.delegations }: Partial<CustomerRelationships>,
): CustomerRelationships {
  const changedAt = notBefore(lastChangeOfRelationships(state), at);
  return builtRelationships(state.customer, changedAt, relationships, delegations);
}

function establish(state: CustomerRelationships, change: RelationshipEstablished): Evolved {
  const { partnerId, at, origin } = change;
  if (isRelated(state, partnerId)) return err(impossible(change, 'no relationship in force'));
  if (state.relationships.length >= MAX_RELATIONSHIPS_PER_CUSTOMER) return err(impossible(change, 'fewer relationships'));
  const relationship = Object.freeze({ partnerId, establishedAt: at, origin });
  return ok(after(state, change, { relationships: [...state.relationships, relationship] }));
}

function grant(state: CustomerRelationships, change: DelegationGranted): Evolved {
  const { partnerId, serviceId, transacting, throughPartnerId, at } = change;
  if (!isRelated(state, restsOn(change))) return err(impossible(change, 'a relationship in force'));
  if (throughPartnerId === partnerId) return err(impossible(change, 'another partner as the provider'));
  if (transacting && throughPartnerId !== null) return err(impossible(change, 'nothing transacting through a provider'));
  const taken = thawed(state.delegations).some(
    (held) => isSame(held, change) || (transacting && held.transacting && held.serviceId === serviceId),
  );
  if (taken) return err(impossible(change, 'a service that is free'));
  if (state.delegations.length >= MAX_DELEGATIONS_PER_CUSTOMER) return err(impossible(change, 'fewer delegations'));
  const delegation = Object.freeze({ partnerId, serviceId, transacting, throughPartnerId, grantedAt: at });
  return ok(after(state, change, { delegations: [...state.delegations, delegation] }));
}

function remove(state: CustomerRelationships, change: DelegationRemoved): Evolved {
  const rest = thawed(state.delegations).filter((held) => !isSame(held, change));
  if (rest.length === state.delegations.length) return err(impossible(change, 'a delegation in force'));
  return ok(after(state, change, { delegations: rest }));
}

function end(state: CustomerRelationships, change: RelationshipEnded): Evolved {
  const { partnerId } = change;
  if (!isRelated(state, partnerId)) return err(impossible(change, 'a relationship in force'));
  if (thawed(state.delegations).some((held) => restsOn(held) === partnerId)) {
    return err(impossible(change, 'no delegation that rests on the relationship'));
  }
  const rest = thawed(state.relationships).filter((relationship) => relationship.partnerId !== partnerId);
  return ok(after(state, change, { relationships: rest }));
}

function isRelated(state: CustomerRelationships, partnerId: string): boolean {
  return thawed(state.relationships).some((relationship) => relationship.partnerId === partnerId);
}

type DelegationIdentity = Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'throughPartnerId'>;

function isSame(one: DelegationIdentity, other: DelegationIdentity): boolean {
  return (
    one.partnerId === other.partnerId &&
    one.serviceId === other.serviceId &&
    one.throughPartnerId === other.throughPartnerId
  );
}

function impossible(change: RelationshipChange, expected: string): ContradictoryInput {
  return contradictoryInput({ path: 'change', expected, received: `"${change.kind}"` });
}
