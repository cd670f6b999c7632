import { err, ok, type Result } from 'neverthrow';
import type { DocumentKind } from './command-on';
import { changedAtProblem, notBefore } from './changed-at';
import { decodeCustomer, type Customer } from './customer';
import { listOf, optional, record, type Decoder } from './decode';
import { arrangeHoldings, type Holdings } from './holdings';
import type { PartnerId, ServiceId } from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { malformedInput, within, type MalformedInput } from './malformed-input';
import { MAX_DELEGATIONS_PER_CUSTOMER, MAX_RELATIONSHIPS_PER_CUSTOMER } from './limits';
import { decodeResellerRelationship, type ResellerRelationship } from './reseller-relationship';
import { decodeServiceDelegation, restsOn, type ServiceDelegation } from './service-delegation';
import { thawed } from './thawed';

/**
 * All that is kept of one customer: its reseller relationships and service delegations in force, oldest first. What has
 * ended is in the history, not here. The customer is the unit of consistency: whoever changes it, changes it as a whole.
 */
export interface CustomerRelationships {
  readonly customer: Customer;
  /**
   * When they last changed. The next change bears this time or a later one, and no instant in them is later. Absent in
   * documents that do not tell, as they were stored before this was: the latest instant in them counts then.
   */
  readonly changedAt?: Instant | undefined;
  readonly relationships: readonly ResellerRelationship[];
  readonly delegations: readonly ServiceDelegation[];
}

/** Gives back what it is given, so that a class which extends it can put a private name on any object. */
class Given {
  constructor(given: object) {
    return given;
  }
}

/**
 * Relationships that this library built, with what is derived from them for quick look-ups: plain objects that bear a
 * private name. Nobody sees it, no copy bears it, and no other code can put it on an object.
 */
class Built extends Given implements CustomerRelationships {
  declare readonly customer: Customer;
  declare readonly changedAt?: Instant | undefined;
  declare readonly relationships: readonly ResellerRelationship[];
  declare readonly delegations: readonly ServiceDelegation[];
  #holdings: Result<Holdings, MalformedInput> | null = null;

  static is(value: object): boolean {
    return #holdings in value;
  }

  /** Arranged when first asked for; null for what does not bear the mark. */
  static holdings(value: object): Result<Holdings, MalformedInput> | null {
    return #holdings in value ? (value.#holdings ??= arrangeHoldings(value)) : null;
  }
}

/** Each relationship by itself, and how many; what they must be together is checked on the whole document. */
export const decodeRelationships: Decoder<readonly ResellerRelationship[]> = /* @__PURE__ */ listOf(
  'an array of reseller relationships',
  decodeResellerRelationship,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
);

/** Each delegation by itself, and how many; what they must be together is checked on the whole document. */
export const decodeDelegations: Decoder<readonly ServiceDelegation[]> = /* @__PURE__ */ listOf(
  'an array of service delegations',
  decodeServiceDelegation,
  MAX_DELEGATIONS_PER_CUSTOMER,
);

const decodeFields: Decoder<CustomerRelationships> = /* @__PURE__ */ record<CustomerRelationships>(
  "a customer's relationships",
  {
    customer: decodeCustomer,
    changedAt: /* @__PURE__ */ optional(decodeInstant),
    relationships: decodeRelationships,
    delegations: decodeDelegations,
  },
);

/**
 * Checks a customer's relationships and copies them, frozen. Besides every field: a partner has one relationship and one
 * delegation per service (an indirect reseller: per service and provider, which is another partner); a delegation rests
 * on a relationship in force; a service has one transacting holder (`one-transacting-partner-per-service`); and nothing
 * in them is later than `changedAt`, where that is given.
 *
 * @returns the relationships, or {@link MalformedInput} naming the first place that is wrong
 * @example
 * ```ts
 * import { parseCustomerRelationships } from 'partner-relationships';
 *
 * const at = '2026-11-22T09:30:00.000Z';
 * const customer = { id: 'tailspin', name: 'Tailspin Toys' };
 * const relationships = [{ partnerId: 'contoso', establishedAt: at, origin: { kind: 'customer-added' } }];
 * const delegations = [
 *   { partnerId: 'contoso', serviceId: 'intune', transacting: true, throughPartnerId: null, grantedAt: at },
 * ];
 *
 * parseCustomerRelationships({ customer, relationships, delegations }).isOk(); // => true
 *
 * // Admin rights without the relationship that they rest on.
 * const state = parseCustomerRelationships({ customer, relationships: [], delegations });
 * state.match(() => 'fine', (error) => error.context.path); // => 'delegations[0].partnerId'
 * ```
 */
export function parseCustomerRelationships(value: unknown): Result<CustomerRelationships, MalformedInput> {
  return decodeCustomerRelationships(value);
}

export function decodeCustomerRelationships(value: unknown): Result<CustomerRelationships, MalformedInput> {
  if (isBuiltRelationships(value)) return ok(value);
  return decodeFields(value).andThen((state) => {
    const problem = problemOf(state);
    if (problem !== null) return err(problem);
    return ok(builtRelationships(state.customer, state.changedAt, state.relationships, state.delegations));
  });
}

/** For relationships that a function of this library has built: frozen in depth and known to hold what is checked here. */
export function builtRelationships(
  customer: Customer,
  changedAt: Instant | undefined,
  relationships: readonly ResellerRelationship[],
  delegations: readonly ServiceDelegation[],
): CustomerRelationships {
  const held = { relationships: Object.freeze(relationships), delegations: Object.freeze(delegations) };
  // To be returned: bundlers drop a `new` whose result nobody uses.
  return Object.freeze(
    new Built(changedAt === undefined ? { customer, ...held } : { customer, changedAt, ...held }),
  );
}

/** The relationships that a command is given on. */
export const relationshipsAsState: DocumentKind<CustomerRelationships> = {
  name: 'state',
  decode: decodeCustomerRelationships,
  lastChange: lastChangeOfRelationships,
};

/** When relationships last changed; where they do not say, the latest instant in them; null when there is none. */
export function lastChangeOfRelationships(state: CustomerRelationships): Instant | null {
  return state.changedAt ?? latestIn(state);
}

function latestIn({ relationships, delegations }: CustomerRelationships): Instant | null {
  let latest: Instant | null = null;
  for (const { establishedAt } of thawed(relationships)) latest = notBefore(latest, establishedAt);
  for (const { grantedAt } of thawed(delegations)) latest = notBefore(latest, grantedAt);
  return latest;
}

/**
 * Who holds what of this customer. Arranged once for relationships that this library built, which cannot change any more;
 * anew each time for data from elsewhere.
 */
export function holdingsOf(state: CustomerRelationships): Result<Holdings, MalformedInput> {
  return (isObject(state) ? Built.holdings(state) : null) ?? arrangeHoldings(state);
}

/** Whether this very object came out of this library: frozen in depth, so that it is not checked again. */
function isBuiltRelationships(value: unknown): value is CustomerRelationships {
  return isObject(value) && Built.is(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function problemOf(state: CustomerRelationships): MalformedInput | null {
  const { relationships, delegations, changedAt } = state;
  const related = new Set<PartnerId>();
  for (const [at, { partnerId }] of relationships.entries()) {
    if (related.has(partnerId)) return placed('relationships', at, 'partnerId', 'one relationship per partner', partnerId);
    related.add(partnerId);
  }
  const held = new Set<string>();
  const transactingHeld = new Set<ServiceId>();
  for (const [at, delegation] of delegations.entries()) {
    const { serviceId, throughPartnerId, transacting } = delegation;
    const key = delegationKey(delegation);
    if (held.has(key)) return placed('delegations', at, 'serviceId', 'one delegation per partner and service', serviceId);
    held.add(key);
    if (throughPartnerId === delegation.partnerId) {
      return placed('delegations', at, 'throughPartnerId', 'another partner than the one that holds it', throughPartnerId);
    }
    if (!related.has(restsOn(delegation))) {
      const field = throughPartnerId === null ? 'partnerId' : 'throughPartnerId';
      return placed('delegations', at, field, 'a partner with a relationship in force', delegation[field]);
    }
    if (transacting && throughPartnerId !== null) {
      return placed('delegations', at, 'transacting', 'false for what came through a provider', transacting);
    }
    if (transacting && transactingHeld.has(serviceId)) {
      return placed('delegations', at, 'transacting', 'one transacting partner per service', transacting);
    }
    if (transacting) transactingHeld.add(serviceId);
  }
  return changedAtProblem(changedAt, latestIn(state));
}

/** Tells delegations of one customer apart. No id holds a space, so no two keys meet. */
export function delegationKey(
  delegation: Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'throughPartnerId'>,
): string {
  return `${delegation.partnerId} ${delegation.serviceId} ${delegation.throughPartnerId ?? ''}`;
}

function placed(list: string, at: number, field: string, expected: string, received: unknown): MalformedInput {
  return within(list, within(at, within(field, malformedInput(expected, received))));
}
