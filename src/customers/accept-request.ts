import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { customerProblem } from '../model/another-customer';
import { decodeReseller, otherReseller } from '../model/another-reseller';
import { commandDoor } from '../model/command-door';
import { contradiction, contradictoryInput, type ContradictoryInput } from '../model/contradictory-input';
import { decodeCustomer, type Customer } from '../model/customer';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { defaulted, either, joined, listOf, object, oneOf, type Decoder, type Fields } from '../model/decode';
import { naming } from '../model/describe';
import { orNone } from '../model/document-kind';
import {
  decodePartnerId,
  decodeServiceId,
  type PartnerId,
  type RequestId,
  type ServiceId,
} from '../model/identifiers';
import type { Instant } from '../model/instant';
import { exceededLimit, type LimitExceeded } from '../model/limit-exceeded';
import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_SERVICES_PER_COMMAND,
} from '../model/limits';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartner, isTransacting, type Partner } from '../model/partner';
import { requestProblem } from '../model/partner-account';
import { checkedRelationshipChange, type RelationshipChange, type RemovalReason } from '../model/relationship-change';
import { decodeRelationshipRequest, type RelationshipRequest } from '../model/relationship-request';
import { unfrozen } from '../model/unfrozen';
import type { ServiceDelegation } from '../model/service-delegation';
import { afterSettling } from '../model/settlement';
import { unlessCustomer, type NotTheCustomer } from '../rules/not-the-customer';
import { ifClosed, type PartnerIsClosed } from '../rules/partner-is-closed';
import { violation, type RuleViolation } from '../rules/rule-violation';
import { grants } from './grants';
import { removal } from './removal';
import { among, decodeServices } from './services';

/**
 * What to do if another transacting partner holds a chosen service: `refuse` the acceptance; `replace` every such
 * holder; or replace exactly these holders, which the customer has seen, and refuse if a service has another one by
 * now.
 */
export type OnHeldService = 'refuse' | 'replace' | { readonly replace: readonly HeldService[] };

/** A customer accepts a partner's relationship request. */
export interface AcceptRequest {
  readonly customer: Customer;
  readonly partner: Partner;
  readonly request: RelationshipRequest;
  /**
   * The indirect reseller that the request names, as it is registered: nothing is delegated to one whose account is
   * closed. None if the request names none. Taken for open if left out.
   */
  readonly indirectReseller?: Partner | null | undefined;
  /** The services that the customer delegates to the partner; may be empty. */
  readonly services: readonly ServiceId[];
  /** The services that it delegates to the indirect reseller named in the request. None if left out. */
  readonly indirectResellerServices?: readonly ServiceId[] | undefined;
  /** `refuse` if left out. */
  readonly onHeldService?: OnHeldService | undefined;
  /** Those holders of chosen services whose accounts are closed: they need no replacing. None if left out. */
  readonly closedHolders?: readonly PartnerId[] | undefined;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** A service that another transacting partner holds. */
export interface HeldService {
  readonly serviceId: ServiceId;
  readonly holderId: PartnerId;
}

type Replacement = Exclude<OnHeldService, string>;

/**
 * Another transacting partner holds a chosen service, and the customer has not asked to replace that partner. If the
 * customer listed the holders to replace, the rule is `replacement-names-what-was-seen`.
 */
export type ServiceHeld = RuleViolation<
  'service-held',
  'one-transacting-partner-per-service' | 'replacement-names-what-was-seen',
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
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | RequestIsRevoked
  | ServiceHeld;

/** A checked command, with the defaults filled in. */
export type CheckedAcceptRequest = {
  readonly [Field in keyof AcceptRequest]-?: Exclude<AcceptRequest[Field], undefined>;
};

const decodeHeldService: Decoder<HeldService> = /* @__PURE__ */ object<HeldService>('a held service', {
  serviceId: decodeServiceId,
  holderId: decodePartnerId,
});

const decodeOnHeldService: Decoder<OnHeldService> = /* @__PURE__ */ either<'refuse' | 'replace', Replacement>(
  /* @__PURE__ */ oneOf<'refuse' | 'replace'>(['refuse', 'replace']),
  /* @__PURE__ */ object<Replacement>('"refuse", "replace" or the holders to replace', {
    replace: /* @__PURE__ */ listOf('an array of held services', decodeHeldService, MAX_SERVICES_PER_COMMAND),
  }),
);

/** The fields that the command and the input of the service have in common. */
export const acceptRequestFields: Fields<
  Omit<CheckedAcceptRequest, 'partner' | 'request' | 'indirectReseller' | 'closedHolders' | 'at'>
> = {
  customer: decodeCustomer,
  services: decodeServices,
  indirectResellerServices: /* @__PURE__ */ defaulted(decodeServices, []),
  onHeldService: /* @__PURE__ */ defaulted(decodeOnHeldService, 'refuse'),
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
 * (`replacement-is-explicit`), or with the list of the holders that the customer has seen
 * (`replacement-names-what-was-seen`): the holder's delegation ends in the same set of changes, and its relationship
 * stays. A holder whose account is closed needs no replacing.
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
 *   partner's, services are chosen for an indirect reseller that the request does not name, another reseller than the
 *   one that it names is given, or a replacement names a service that is not chosen; {@link NotTheCustomer} if somebody
 *   other than the customer accepts (`only-customer-accepts`); {@link PartnerIsClosed} if the account of the partner,
 *   or of the reseller named, is closed (`closed-partner-may-do-nothing`); {@link RequestIsRevoked}
 *   (`revoked-invitation-cannot-be-accepted`); {@link ServiceHeld} with every service that another transacting partner
 *   holds and that the customer has not asked to take from it (`one-transacting-partner-per-service`; if the command
 *   lists holders, `replacement-names-what-was-seen`); {@link LimitExceeded} beyond `MAX_RELATIONSHIPS_PER_CUSTOMER` or
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
    {
      customer: decodeCustomer,
      partner: decodePartner,
      request: decodeRelationshipRequest,
      indirectReseller: decodeReseller,
      closedHolders: /* @__PURE__ */ defaulted(
        /* @__PURE__ */ listOf('an array of partner ids', decodePartnerId, MAX_SERVICES_PER_COMMAND),
        [],
      ),
    },
    acceptRequestFields,
  ),
  decideAcceptRequest,
);

/** The same decision on checked data. */
export function decideAcceptRequest(
  state: CustomerRelationships | null,
  command: CheckedAcceptRequest,
): Result<readonly RelationshipChange[], AcceptRequestError> {
  const { customer, partner, request, services, indirectReseller, indirectResellerServices, by, at } = command;
  const refusal =
    customerProblem(state, customer) ??
    contradictionIn(command) ??
    unlessCustomer('only-customer-accepts', customer.id, by) ??
    ifClosed('closed-partner-may-do-nothing', partner, indirectReseller);
  if (refusal !== null) return err(refusal);
  if (request.revokedAt !== null) return err(requestIsRevoked(request.id, request.revokedAt));

  const { relationships, delegations } = state ?? NOTHING;
  const chosen = among([...services, ...indirectResellerServices]);
  const concerned = unfrozen(delegations).filter(({ serviceId }) => chosen(serviceId));
  const held = heldByOthers(concerned, partner, services);
  const unseen = notToBeReplaced(held, command);
  if (unseen.length > 0) return err(serviceHeld(unseen, command.onHeldService));

  const changes: RelationshipChange[] = [];
  if (state === null) changes.push(checkedRelationshipChange({ kind: 'customer-registered', at, by, customer }));
  const partnerId = partner.id;
  const isRelated = unfrozen(relationships).some((relationship) => relationship.partnerId === partnerId);
  if (!isRelated) {
    const origin = Object.freeze({ kind: 'request', requestId: request.id });
    changes.push(checkedRelationshipChange({ kind: 'relationship-established', at, by, partnerId, origin }));
  }
  for (const { serviceId, holderId } of held) {
    const isClosed = command.closedHolders.includes(holderId);
    const reason: RemovalReason = isClosed ? { kind: 'holder-closed' } : { kind: 'replaced', partnerId };
    changes.push(removal({ partnerId: holderId, serviceId, throughPartnerId: null }, { at, by, reason }));
  }
  const transacting = isTransacting(partner.program);
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
  return exceeded === null ? ok(afterSettling(state, { at, by }, [...changes, ...granted])) : err(exceeded);
}

/** The lists of a new customer. */
const NOTHING: Pick<CustomerRelationships, 'relationships' | 'delegations'> = {
  relationships: /* @__PURE__ */ Object.freeze([]),
  delegations: /* @__PURE__ */ Object.freeze([]),
};

function contradictionIn(command: CheckedAcceptRequest): ContradictoryInput | null {
  const { partner, request, services, indirectReseller, indirectResellerServices, onHeldService } = command;
  const problem = requestProblem(partner, request);
  if (problem !== null) {
    const { expected, received } = problem.context;
    return contradictoryInput({ path: 'request', expected, received });
  }
  if (request.indirectResellerId === null && indirectResellerServices.length > 0) {
    return contradiction('indirectResellerServices', 'no services, as the request names no indirect reseller', indirectResellerServices);
  }
  const other = otherReseller('request', request, indirectReseller);
  if (other !== null) return other;
  if (typeof onHeldService === 'object') {
    const chosen = among(services);
    const place = onHeldService.replace.findIndex(({ serviceId }) => !chosen(serviceId));
    if (place !== -1) {
      return contradiction(`onHeldService.replace[${String(place)}].serviceId`, 'a service that is chosen', onHeldService.replace[place]?.serviceId);
    }
  }
  return null;
}

/** Those of these services that another transacting partner holds, if this one is transacting as well. */
export function heldByOthers(
  delegations: readonly ServiceDelegation[],
  { id, program }: Partner,
  services: readonly ServiceId[],
): readonly HeldService[] {
  if (!isTransacting(program)) return [];
  const chosen = among(services);
  return unfrozen(delegations)
    .filter((held) => held.transacting && held.partnerId !== id && chosen(held.serviceId))
    .map((held) => Object.freeze({ serviceId: held.serviceId, holderId: held.partnerId }));
}

/** Those of the held services that the customer has not asked to take from their holders. */
function notToBeReplaced(
  held: readonly HeldService[],
  { onHeldService, closedHolders }: CheckedAcceptRequest,
): readonly HeldService[] {
  if (onHeldService === 'replace') return [];
  const seen = new Set(onHeldService === 'refuse' ? [] : onHeldService.replace.map(keyOf));
  return held.filter((one) => !closedHolders.includes(one.holderId) && !seen.has(keyOf(one)));
}

/** Neither id contains a space. */
function keyOf({ serviceId, holderId }: HeldService): string {
  return `${serviceId} ${holderId}`;
}

function requestIsRevoked(requestId: RequestId, revokedAt: Instant): RequestIsRevoked {
  return violation(
    'revoked-invitation-cannot-be-accepted',
    'request-is-revoked',
    `the partner revoked the request "${requestId}" at ${revokedAt}`,
    { requestId, revokedAt },
  );
}

function serviceHeld(held: readonly HeldService[], onHeldService: OnHeldService): ServiceHeld {
  const holders = naming(held.map(({ serviceId, holderId }) => `"${serviceId}" by "${holderId}"`));
  const context = { held: Object.freeze(held) };
  return onHeldService === 'refuse'
    ? violation(
        'one-transacting-partner-per-service',
        'service-held',
        `held by another transacting partner: ${holders}; the customer may accept with onHeldService "replace"`,
        context,
      )
    : violation(
        'replacement-names-what-was-seen',
        'service-held',
        `held by another transacting partner than the customer has seen: ${holders}; the customer has to look again`,
        context,
      );
}
