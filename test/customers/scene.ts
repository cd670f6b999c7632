import type { Result } from 'neverthrow';
import { expect } from 'vitest';
import {
  foldCustomer,
  type AcceptRequest,
  type Actor,
  type AddCustomer,
  type CustomerRelationships,
  type EndRelationship,
  type ErrorData,
  type Partner,
  type RelationshipChange,
  type RelationshipOrigin,
  type RelinquishDelegations,
  type RemovalReason,
  type RemoveDelegations,
  type RequestId,
  type RuleName,
  type ServiceId,
} from 'partner-relationships';
import { northwind, now, requestOf, theCustomer, thePartner } from './cast';

// Given: what has happened to the customer. ---------------------------------------------------------------------------

/** A customer that nobody knows yet, and whoever asks for something then. */
export const givenAnUnknownCustomer: Given<null> = givenState(null);

/** A known customer to which this has happened, and whoever asks for something then. */
export function given(...history: readonly RelationshipChange[]): Given<CustomerRelationships> {
  return givenState(stateAfter(...history));
}

/** The relationships of a customer to which this has happened. */
export function stateAfter(...history: readonly RelationshipChange[]): CustomerRelationships {
  const state = foldCustomer([registered(), ...history])._unsafeUnwrap();
  if (state === null) throw new Error('a registered customer has relationships, if only none');
  return state;
}

export function registered(by: Actor = theCustomer(northwind)): RelationshipChange {
  return { kind: 'customer-registered', at: now, by, customer: northwind };
}

/** The customer accepted the partner's request, this one or the one that names nobody. */
export function related(partner: Partner, requestId: RequestId = requestOf(partner).id): RelationshipChange {
  return established(partner, { kind: 'request', requestId }, theCustomer(northwind));
}

/** The partner added the customer. */
export function relatedByAdding(partner: Partner): RelationshipChange {
  return established(partner, { kind: 'customer-added' }, thePartner(partner));
}

function established({ id }: Partner, origin: RelationshipOrigin, by: Actor): RelationshipChange {
  return { kind: 'relationship-established', at: now, by, partnerId: id, origin };
}

/** How a delegation came to be, where that differs from accepting the request that names nobody. */
export interface Grant {
  readonly through?: Partner;
  readonly requestId?: RequestId | null;
  readonly by?: Actor;
}

export function granted(partner: Partner, serviceId: ServiceId, grant: Grant = {}): RelationshipChange {
  const { through, requestId = requestOf(partner).id, by = theCustomer(northwind) } = grant;
  return {
    kind: 'delegation-granted',
    at: now,
    by,
    partnerId: partner.id,
    serviceId,
    transacting: through === undefined && ['direct-bill', 'indirect-provider'].includes(partner.program),
    throughPartnerId: through?.id ?? null,
    requestId: through === undefined ? requestId : requestOf(through, partner).id,
  };
}

/** How a delegation ended, where that differs from the customer removing what the partner holds by itself. */
export interface Loss {
  readonly through?: Partner;
  readonly reason?: RemovalReason;
  readonly by?: Actor;
}

export function lost(partner: Partner, serviceId: ServiceId, loss: Loss = {}): RelationshipChange {
  const { through, reason = { kind: 'removed-by-customer' }, by = theCustomer(northwind) } = loss;
  const throughPartnerId = through?.id ?? null;
  return { kind: 'delegation-removed', at: now, by, partnerId: partner.id, serviceId, throughPartnerId, reason };
}

export function ended(partner: Partner, agreement: string = AGREEMENT): RelationshipChange {
  return { kind: 'relationship-ended', at: now, by: thePartner(partner), partnerId: partner.id, agreement };
}

// When: what somebody asks for, by default the one who may. -----------------------------------------------------------

export const AGREEMENT = 'agreement 4711';

export function accepting(
  partner: Partner,
  services: readonly ServiceId[],
  otherwise: Partial<AcceptRequest> = {},
): AcceptRequest {
  const by = theCustomer(northwind);
  return { customer: northwind, partner, request: requestOf(partner), services, by, at: now, ...otherwise };
}

export function adding(
  partner: Partner,
  services: readonly ServiceId[],
  otherwise: Partial<AddCustomer> = {},
): AddCustomer {
  return { customer: northwind, partner, services, by: thePartner(partner), at: now, ...otherwise };
}

export function removing(
  services: readonly ServiceId[] | 'all',
  from: Partner | 'all',
  otherwise: Partial<RemoveDelegations> = {},
): RemoveDelegations {
  return { from: from === 'all' ? from : from.id, services, by: theCustomer(northwind), at: now, ...otherwise };
}

export function relinquishing(
  services: readonly ServiceId[] | 'all',
  partner: Partner,
  otherwise: Partial<RelinquishDelegations> = {},
): RelinquishDelegations {
  return { partnerId: partner.id, services, by: thePartner(partner), at: now, ...otherwise };
}

export function ending(partner: Partner, otherwise: Partial<EndRelationship> = {}): EndRelationship {
  const by = thePartner(partner);
  return { partnerId: partner.id, agreement: AGREEMENT, subscriptions: [], by, at: now, ...otherwise };
}

// Then: what comes of it. ---------------------------------------------------------------------------------------------

type AnyError = ErrorData<string, string, object> & { readonly rule?: RuleName };
type Decision = Result<readonly RelationshipChange[], AnyError>;

export interface Given<State> {
  readonly state: State;
  when<Command>(decide: (state: State, command: Command) => Decision, command: Command): Then;
}

export interface Then {
  /** These changes, in this order, and no others. */
  thenItChanges(...changes: readonly RelationshipChange[]): void;
  thenNothingChanges(): void;
  thenItIsRefused(rule: RuleName, code: string, context: object): void;
  thenItIsContradictory(path: string): void;
  thenItIsMalformed(path: string): void;
  thenItOutgrows(limit: string, maximum: number, actual: number): void;
}

function givenState<State>(state: State): Given<State> {
  return { state, when: (decide, command) => consequencesOf(decide(state, command)) };
}

function consequencesOf(decision: Decision): Then {
  const error = (): AnyError => decision._unsafeUnwrapErr();
  return {
    thenItChanges: (...changes) => {
      expect(decision._unsafeUnwrap()).toStrictEqual(changes);
    },
    thenNothingChanges: () => {
      expect(decision._unsafeUnwrap()).toStrictEqual([]);
    },
    thenItIsRefused: (rule, code, context) => {
      const { message } = error();
      expect(error()).toStrictEqual({ kind: 'rule-violation', code, rule, message, context });
    },
    thenItIsContradictory: (path) => {
      expect(error()).toMatchObject({ kind: 'invalid-input', code: 'contradictory-input', context: { path } });
    },
    thenItIsMalformed: (path) => {
      expect(error()).toMatchObject({ kind: 'invalid-input', code: 'malformed-input', context: { path } });
    },
    thenItOutgrows: (limit, maximum, actual) => {
      const context = { limit, maximum, actual };
      expect(error()).toMatchObject({ kind: 'invalid-input', code: 'limit-exceeded', context });
    },
  };
}

/** The code of the error that is answered first, and after each repair of the command the one that then comes first. */
export function codesWhileRepairing<Command extends object>(
  decide: (command: Command) => Decision,
  broken: Command,
  repairs: readonly Partial<Command>[],
): readonly string[] {
  let command = broken;
  return [{}, ...repairs].map((repair) => {
    command = { ...command, ...repair };
    return decide(command)._unsafeUnwrapErr().code;
  });
}
