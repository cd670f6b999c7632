import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { anotherCustomer } from '../model/another-customer';
import { commandDoor } from '../model/command-door';
import { contradictoryInput, type ContradictoryInput } from '../model/contradictory-input';
import { decodeCustomer, type Customer } from '../model/customer';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { defaulted, oneOf, joined, type Fields } from '../model/decode';
import { describe, naming } from '../model/describe';
import { orNone } from '../model/document-kind';
import type { PartnerId, RequestId, ServiceId } from '../model/identifiers';
import { decodeInstant, type Instant } from '../model/instant';
import { exceededLimit, type LimitExceeded } from '../model/limit-exceeded';
import { MAX_DELEGATIONS_PER_CUSTOMER, MAX_RELATIONSHIPS_PER_CUSTOMER } from '../model/limits';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartner, isTransacting, type Partner } from '../model/partner';
import { requestProblem } from '../model/partner-account';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { decodeRelationshipRequest, type RelationshipRequest } from '../model/relationship-request';
import { unfrozen } from '../model/unfrozen';
import type { ServiceDelegation } from '../model/service-delegation';
import { newNameProblem } from '../model/text';
import { unlessCustomer, type NotTheCustomer } from '../rules/not-the-customer';
import { violation, type RuleViolation } from '../rules/rule-violation';
import { grants } from './grants';
import { removal } from './removal';
import { among, decodeServices } from './services';

/** What to do if another transacting partner holds a chosen service. */
export type OnHeldService = 'refuse' | 'replace';

/** A customer accepts a partner's relationship request. */
export interface AcceptRequest {
  readonly customer: Customer;
  readonly partner: Partner;
  readonly request: RelationshipRequest;
  /** The services that the customer delegates to the partner; may be empty. */
  readonly services: readonly ServiceId[];
  /** The services that it delegates to the indirect reseller named in the request. None if left out. */
  readonly indirectResellerServices?: readonly ServiceId[] | undefined;
  /** `refuse` if left out. */
  readonly onHeldService?: OnHeldService | undefined;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** A service that another transacting partner holds. */
export interface HeldService {
  readonly serviceId: ServiceId;
  readonly holderId: PartnerId;
}

/** Another transacting partner holds a chosen service, and the customer has not asked to replace that partner. */
export type ServiceHeld = RuleViolation<
  'service-held',
  'one-transacting-partner-per-service',
  { readonly held: readonly HeldService[] }
>;

/** The partner has revoked the request. */
export type RequestIsRevoked = RuleViolation<
  'request-is-revoked',
  'revoked-invitation-cannot-be-accepted',
  { readonly requestId: RequestId; readonly revokedAt: Instant }
>;

/** Why a request is not accepted. */
export type AcceptRequestError =
  | MalformedInput
  | ContradictoryInput
  | LimitExceeded
  | NotTheCustomer<'only-customer-accepts'>
  | RequestIsRevoked
  | ServiceHeld;

/** A checked command, with the defaults filled in. */
export type CheckedAcceptRequest = {
  readonly [Field in keyof AcceptRequest]-?: Exclude<AcceptRequest[Field], undefined>;
};

/** The fields that the command and the input of the service have in common. */
export const acceptRequestFields: Fields<Omit<CheckedAcceptRequest, 'partner' | 'request' | 'at'>> = {
  customer: decodeCustomer,
  services: decodeServices,
  indirectResellerServices: /* @__PURE__ */ defaulted(decodeServices, []),
  onHeldService: /* @__PURE__ */ defaulted(/* @__PURE__ */ oneOf<OnHeldService>(['refuse', 'replace']), 'refuse'),
  by: decodeActor,
};

/**
 * Decides what accepting a request changes: the customer becomes known if it is new; the reseller relationship is
 * established if there is none (`acceptance-establishes-relationship`); the services that the customer chose are
 * delegated (`customer-chooses-services`), to the partner and, if the request names one, to its indirect reseller
 * (`indirect-reseller-receives-through-provider`). Nothing else changes (`acceptance-adds-admin-rights-only`), and
 * everything already in force stays as it is (`acceptance-is-idempotent`), including the customer's name. Lost admin
 * rights come back in the same way (`restoration-is-a-new-acceptance`).
 *
 * A transacting partner takes over a service that another one holds only with `onHeldService: 'replace'`
 * (`replacement-is-explicit`): the holder's delegation ends in the same set of changes, and its relationship stays.
 * Advisors and indirect resellers can hold services beside it (`non-transacting-partners-are-not-capped`).
 *
 * @example
 * ```ts
 * import {
 *   acceptRequest,
 *   parseCustomer,
 *   parseInstant,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const openedAt = '2026-11-22T09:30:00.000Z';
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const token = 'k3PzVt0Wc9yQd5Lm';
 * const open = { indirectResellerId: null, token, openedAt, revokedAt: null };
 * const parsed = Result.combine([
 *   parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' }),
 *   parsePartnerAccount({
 *     partner,
 *     requests: [{ id: 'r1', partnerId: 'contoso', ...open }],
 *   }),
 *   parseInstant('2026-11-23T10:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [customer, { partner, requests }, at] = parsed.value;
 *   const by = { kind: 'customer', customerId: customer.id } as const;
 *   for (const request of requests) {
 *     const changes = acceptRequest(null, {
 *       customer,
 *       partner,
 *       request,
 *       services: [],
 *       by,
 *       at,
 *     });
 *     const [first, second] = changes.unwrapOr([]);
 *     first?.kind; // => 'customer-registered'
 *     second?.kind; // => 'relationship-established'
 *   }
 * }
 * ```
 * @param state the customer's relationships; null for a new customer
 * @returns the changes, empty if nothing had to change. As errors, the first that applies: {@link MalformedInput} if an
 *   argument is malformed, or if the name of a new customer has no visible character or changes the direction of the
 *   text around it; {@link ContradictoryInput} if the relationships are another customer's, the request another
 *   partner's, or services are chosen for an indirect reseller that the request does not name; {@link NotTheCustomer}
 *   if somebody other than the customer accepts (`only-customer-accepts`); {@link RequestIsRevoked}
 *   (`revoked-invitation-cannot-be-accepted`); {@link ServiceHeld} with every service held by another transacting
 *   partner (`one-transacting-partner-per-service`); {@link LimitExceeded} beyond `MAX_RELATIONSHIPS_PER_CUSTOMER` or
 *   `MAX_DELEGATIONS_PER_CUSTOMER`
 */
export function acceptRequest(
  state: CustomerRelationships | null,
  command: AcceptRequest,
): Result<readonly RelationshipChange[], AcceptRequestError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  /* @__PURE__ */ orNone(relationshipsDocument),
  'an acceptance',
  /* @__PURE__ */ joined(
    { customer: decodeCustomer, partner: decodePartner, request: decodeRelationshipRequest },
    /* @__PURE__ */ joined(acceptRequestFields, { at: decodeInstant }),
  ),
  decideAcceptRequest,
);

/** The same decision on checked data. */
export function decideAcceptRequest(
  state: CustomerRelationships | null,
  command: CheckedAcceptRequest,
): Result<readonly RelationshipChange[], AcceptRequestError> {
  const { customer, partner, request, services, indirectResellerServices, onHeldService, by, at } = command;
  const problem = state === null ? newNameProblem(customer.name, 'command.customer.name') : null;
  if (problem !== null) return err(problem);
  const contradiction = contradictionIn(state, command);
  if (contradiction !== null) return err(contradiction);
  const wrongActor = unlessCustomer('only-customer-accepts', customer.id, by);
  if (wrongActor !== null) return err(wrongActor);
  if (request.revokedAt !== null) return err(requestIsRevoked(request.id, request.revokedAt));

  const { relationships, delegations } = state ?? NOTHING;
  const transacting = isTransacting(partner.program);
  const chosen = among([...services, ...indirectResellerServices]);
  const concerned = unfrozen(delegations).filter(({ serviceId }) => chosen(serviceId));
  const held = transacting ? heldByOthers(concerned, partner.id, services) : [];
  if (held.length > 0 && onHeldService === 'refuse') return err(serviceHeld(held));

  const changes: RelationshipChange[] = [];
  if (state === null) changes.push(checkedRelationshipChange({ kind: 'customer-registered', at, by, customer }));
  const partnerId = partner.id;
  const isRelated = unfrozen(relationships).some((relationship) => relationship.partnerId === partnerId);
  if (!isRelated) {
    const origin = Object.freeze({ kind: 'request', requestId: request.id });
    changes.push(checkedRelationshipChange({ kind: 'relationship-established', at, by, partnerId, origin }));
  }
  for (const { serviceId, holderId } of held) {
    const reason = { kind: 'replaced', partnerId } as const;
    changes.push(removal({ partnerId: holderId, serviceId, throughPartnerId: null }, { at, by, reason }));
  }
  const grant = { at, by, partnerId, transacting, throughPartnerId: null, requestId: request.id };
  const granted = [...grants(concerned, services, grant)];
  if (request.indirectResellerId !== null) {
    const resold = { partnerId: request.indirectResellerId, transacting: false, throughPartnerId: partnerId };
    granted.push(...grants(concerned, indirectResellerServices, { ...grant, ...resold }));
  }
  const related = relationships.length + (isRelated ? 0 : 1);
  const delegated = delegations.length - held.length + granted.length;
  const exceeded =
    exceededLimit('MAX_RELATIONSHIPS_PER_CUSTOMER', MAX_RELATIONSHIPS_PER_CUSTOMER, related) ??
    exceededLimit('MAX_DELEGATIONS_PER_CUSTOMER', MAX_DELEGATIONS_PER_CUSTOMER, delegated);
  return exceeded === null ? ok([...changes, ...granted]) : err(exceeded);
}

/** The lists of a new customer. */
const NOTHING: Pick<CustomerRelationships, 'relationships' | 'delegations'> = {
  relationships: /* @__PURE__ */ Object.freeze([]),
  delegations: /* @__PURE__ */ Object.freeze([]),
};

function contradictionIn(
  state: CustomerRelationships | null,
  { customer, partner, request, indirectResellerServices }: CheckedAcceptRequest,
): ContradictoryInput | null {
  if (state !== null && state.customer.id !== customer.id) {
    return anotherCustomer('command.customer.id', state.customer.id, customer.id);
  }
  const problem = requestProblem(partner, request);
  if (problem !== null) {
    const { expected, received } = problem.context;
    return contradictoryInput({ path: 'command.request', expected, received });
  }
  if (request.indirectResellerId === null && indirectResellerServices.length > 0) {
    return contradictoryInput({
      path: 'command.indirectResellerServices',
      expected: 'no services, as the request names no indirect reseller',
      received: describe(indirectResellerServices),
    });
  }
  return null;
}

function heldByOthers(
  delegations: readonly ServiceDelegation[],
  partnerId: PartnerId,
  services: readonly ServiceId[],
): readonly HeldService[] {
  const chosen = among(services);
  return delegations
    .filter((held) => held.transacting && held.partnerId !== partnerId && chosen(held.serviceId))
    .map((held) => Object.freeze({ serviceId: held.serviceId, holderId: held.partnerId }));
}

function requestIsRevoked(requestId: RequestId, revokedAt: Instant): RequestIsRevoked {
  return violation(
    'revoked-invitation-cannot-be-accepted',
    'request-is-revoked',
    `the partner revoked the request "${requestId}" at ${revokedAt}`,
    { requestId, revokedAt },
  );
}

function serviceHeld(held: readonly HeldService[]): ServiceHeld {
  const holders = naming(held.map(({ serviceId, holderId }) => `"${serviceId}" by "${holderId}"`));
  return violation(
    'one-transacting-partner-per-service',
    'service-held',
    `held by another transacting partner: ${holders}; the customer may accept with onHeldService "replace"`,
    { held: Object.freeze(held) },
  );
}
