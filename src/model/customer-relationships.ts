import { err, ok, type Result } from 'neverthrow';
import { changedAtProblem, notBefore } from './changed-at';
import { checked, markOf } from './checked';
import { decodeCustomer, type Customer } from './customer';
import { listOf, object, optional, type Decoder } from './decode';
import type { PartnerId, ServiceId } from './identifiers';
import type { DocumentKind } from './document-kind';
import { decodeInstant, type Instant } from './instant';
import { placed, type MalformedInput } from './malformed-input';
import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
} from './limits';
import { decodeResellerRelationship, type ResellerRelationship } from './reseller-relationship';
import { decodeRoleDelegation, latestInDelegation, type RoleDelegation } from './role-delegation';
import { rolesProblem } from './roles';
import { decodeServiceDelegation, restsOn, type ServiceDelegation } from './service-delegation';
import { unfrozen } from './unfrozen';

/**
 * A customer's document: its reseller relationships, service delegations and role delegations in force, oldest first.
 * Ended ones are only in the history; a role delegation that is past its end stays until the next commit writes that
 * down. The document is the unit of consistency: it always changes as a whole.
 */
export interface CustomerRelationships {
  readonly customer: Customer;
  /**
   * When they last changed. The next change bears this time or a later one, and no instant in them is later. Absent
   * in documents of earlier releases: then the latest instant in them counts.
   */
  readonly changedAt?: Instant | undefined;
  readonly relationships: readonly ResellerRelationship[];
  readonly delegations: readonly ServiceDelegation[];
  /** Absent if there is none. */
  readonly roleDelegations?: readonly RoleDelegation[] | undefined;
}

const KIND = 'relationships';

/** Checks each relationship, and their number. The whole document is checked for what holds between them. */
export const decodeRelationships: Decoder<readonly ResellerRelationship[]> = /* @__PURE__ */ listOf(
  'an array of reseller relationships',
  decodeResellerRelationship,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
);

/** Checks each delegation, and their number. The whole document is checked for what holds between them. */
export const decodeDelegations: Decoder<readonly ServiceDelegation[]> = /* @__PURE__ */ listOf(
  'an array of service delegations',
  decodeServiceDelegation,
  MAX_DELEGATIONS_PER_CUSTOMER,
);

/** Checks each role delegation, and their number. The whole document is checked for what holds between them. */
export const decodeRoleDelegations: Decoder<readonly RoleDelegation[]> = /* @__PURE__ */ listOf(
  'an array of role delegations',
  decodeRoleDelegation,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
);

const decodeFields: Decoder<CustomerRelationships> = /* @__PURE__ */ object<CustomerRelationships>(
  "a customer's relationships",
  {
    customer: decodeCustomer,
    changedAt: /* @__PURE__ */ optional(decodeInstant),
    relationships: decodeRelationships,
    delegations: decodeDelegations,
    roleDelegations: /* @__PURE__ */ optional(decodeRoleDelegations),
  },
);

/**
 * Checks a customer's relationships and copies them, frozen. Besides every field, it checks that a partner has one
 * relationship and one delegation per service (an indirect reseller: per service and provider, which is another
 * partner); a delegation rests on a relationship in force; a service has one transacting holder
 * (`one-transacting-partner-per-service`); each role delegation has an id of its own; and nothing in them but the end of
 * a role delegation is later than `changedAt`, if that is given.
 *
 * @returns the relationships, or {@link MalformedInput} naming the first place that is wrong
 * @example
 * ```ts
 * import { parseCustomerRelationships } from 'partner-relationships';
 *
 * const at = '2026-11-22T09:30:00.000Z';
 * const customer = { id: 'tailspin', name: 'Tailspin Toys' };
 * const relationships = [
 *   {
 *     partnerId: 'contoso',
 *     establishedAt: at,
 *     origin: { kind: 'customer-added' },
 *   },
 * ];
 * const delegations = [
 *   {
 *     partnerId: 'contoso',
 *     serviceId: 'intune',
 *     transacting: true,
 *     throughPartnerId: null,
 *     grantedAt: at,
 *   },
 * ];
 *
 * const parsed = parseCustomerRelationships({
 *   customer,
 *   relationships,
 *   delegations,
 * });
 * parsed.isOk(); // => true
 *
 * // Admin rights without the relationship that they rest on.
 * const state = parseCustomerRelationships({
 *   customer,
 *   relationships: [],
 *   delegations,
 * });
 * state.match(
 *   () => 'fine',
 *   (error) => error.context.path,
 * ); // => 'delegations[0].partnerId'
 * ```
 */
export function parseCustomerRelationships(value: unknown): Result<CustomerRelationships, MalformedInput> {
  return decodeCustomerRelationships(value);
}

export function decodeCustomerRelationships(value: unknown): Result<CustomerRelationships, MalformedInput> {
  if (isCheckedRelationships(value)) return ok(value);
  return decodeFields(value).andThen((state) => {
    const latest = latestIn(state);
    const problem =
      relationshipsProblem(state) ?? rolesProblem('roleDelegations', state.roleDelegations) ?? changedAtProblem(state.changedAt, latest);
    return problem === null ? ok(checked({ ...state }, { kind: KIND, latest })) : err(problem);
  });
}

/** For relationships that a function of this library has built: frozen in depth, and known to pass these checks. */
export function checkedRelationships(
  customer: Customer,
  changedAt: Instant,
  relationships: readonly ResellerRelationship[],
  delegations: readonly ServiceDelegation[],
  roleDelegations: readonly RoleDelegation[] = [],
): CustomerRelationships {
  Object.freeze(relationships);
  Object.freeze(delegations);
  Object.freeze(roleDelegations);
  const state = { customer, changedAt, relationships, delegations };
  return checked<CustomerRelationships>(roleDelegations.length === 0 ? state : { ...state, roleDelegations }, {
    kind: KIND,
    latest: null,
  });
}

/** The relationships that a command is given on. */
export const relationshipsDocument: DocumentKind<CustomerRelationships> = {
  name: 'state',
  decode: decodeCustomerRelationships,
  lastChange: lastChangeOfRelationships,
};

/** When checked relationships last changed: if they do not tell, the latest instant in them; null if there is none. */
export function lastChangeOfRelationships(state: CustomerRelationships): Instant | null {
  return state.changedAt ?? markOf(state)?.latest ?? null;
}

function latestIn({ relationships, delegations, roleDelegations = [] }: CustomerRelationships): Instant | null {
  let latest: Instant | null = null;
  for (const delegation of roleDelegations) latest = notBefore(latest, latestInDelegation(delegation));
  for (const { establishedAt } of unfrozen(relationships)) latest = notBefore(latest, establishedAt);
  for (const { grantedAt } of unfrozen(delegations)) latest = notBefore(latest, grantedAt);
  return latest;
}

export function isCheckedRelationships(value: unknown): value is CustomerRelationships {
  return markOf(value)?.kind === KIND;
}

/** The first check on the relationships as a whole that fails; null if none does. */
export function relationshipsProblem(
  state: Pick<CustomerRelationships, 'relationships' | 'delegations'>,
): MalformedInput | null {
  const { relationships, delegations } = state;
  const related = new Set<PartnerId>();
  for (const [at, { partnerId }] of relationships.entries()) {
    if (related.has(partnerId))
      return placed('relationships', at, 'partnerId', 'one relationship per partner', partnerId);
    related.add(partnerId);
  }
  const held = new Set<string>();
  const transactingHolders = new Map<ServiceId, PartnerId>();
  for (const [at, delegation] of delegations.entries()) {
    const { serviceId, throughPartnerId, transacting } = delegation;
    const key = delegationKey(delegation);
    if (held.has(key))
      return placed('delegations', at, 'serviceId', 'one delegation per partner and service', serviceId);
    held.add(key);
    if (throughPartnerId === delegation.partnerId) {
      return placed(
        'delegations',
        at,
        'throughPartnerId',
        'another partner than the one that holds it',
        throughPartnerId,
      );
    }
    if (!related.has(restsOn(delegation))) {
      const field = throughPartnerId === null ? 'partnerId' : 'throughPartnerId';
      return placed('delegations', at, field, 'a partner with a relationship in force', delegation[field]);
    }
    if (transacting && throughPartnerId !== null) {
      return placed('delegations', at, 'transacting', 'false for what came through a provider', transacting);
    }
    if (!transacting) continue;
    const holder = transactingHolders.get(serviceId);
    if (holder !== undefined) {
      const expected = `only "${holder}" as the transacting partner of "${serviceId}"`;
      return placed('delegations', at, 'partnerId', expected, delegation.partnerId);
    }
    transactingHolders.set(serviceId, delegation.partnerId);
  }
  return null;
}

/** A key that is unique among the delegations of one customer, as no id contains a space. */
export function delegationKey(
  delegation: Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'throughPartnerId'>,
): string {
  return `${delegation.partnerId} ${delegation.serviceId} ${delegation.throughPartnerId ?? ''}`;
}
