import { err, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import { isRecord } from '../model/decode';
import type { ServiceId } from '../model/identifiers';
import {
  contradictoryInput,
  describe,
  invalidInput,
  within,
  type ContradictoryInput,
  type InvalidInput,
} from '../model/invalid-input';
import type { Partner } from '../model/partner';
import type { Subscription } from '../model/subscription';
import { answersTo, answerTo, BIT } from './answers';
import type { Denial, Permission } from './denial';
import { holdingsOf } from './holdings';
import type { AdministrationOperation, CommercialOperation, SaleOperation } from './operations';

/** May this partner administer this service? The service is named itself, or by a subscription for it. */
export type AdministrationQuestion = {
  readonly partner: Partner;
  readonly operation: AdministrationOperation;
} & (
  | { readonly serviceId: ServiceId; readonly subscription?: never }
  | { readonly subscription: Subscription; readonly serviceId?: never }
);

/** May this partner do this to this subscription? */
export interface CommercialQuestion {
  readonly partner: Partner;
  readonly operation: CommercialOperation;
  readonly subscription: Subscription;
  readonly serviceId?: never;
}

/** May this partner sell the customer a new subscription for this service? */
export interface SaleQuestion {
  readonly partner: Partner;
  readonly operation: SaleOperation;
  readonly serviceId: ServiceId;
  readonly subscription?: never;
}

/** May this partner do this for this customer? */
export type AuthorizationQuestion = AdministrationQuestion | CommercialQuestion | SaleQuestion;

/**
 * Decides whether a partner may do something on a customer's behalf, by the decision table {@link operations}: it may
 * exactly when every fact that the operation needs is there.
 *
 * @param state the customer's relationships; null when nobody knows the customer, which is decided like a customer
 *   without relationships
 * @param question the partner, the operation, and what it concerns: an administration operation names a service or a
 *   subscription for it, a commercial one the subscription, a sale the service
 * @returns a {@link Permission} with the facts that it rests on. As errors: a {@link Denial} with the rule, every
 *   missing fact and what would lawfully change it; {@link ContradictoryInput} when the subscription is another
 *   customer's; {@link InvalidInput} when the question is malformed or names something else than the operation concerns
 *
 * @remarks
 * Answers are made once and shared, and a state of this library is indexed once, so a decision costs the same for one
 * partner and for five hundred. Rules: `admin-rights-cover-administration`,
 * `commercial-operations-need-original-reseller`, `moving-a-subscription-also-needs-admin-rights`,
 * `new-sale-needs-relationship`, `suspended-partner-manages-what-exists`.
 */
export function authorize(
  state: CustomerRelationships | null,
  question: AuthorizationQuestion,
): Result<Permission, Denial | InvalidInput | ContradictoryInput> {
  try {
    return answerQuestion(state, question);
  } catch {
    // A getter or a proxy can throw when it is read.
    return malformed('', 'a state and a question that can be read', question);
  }
}

type Answer = Result<Permission, Denial | InvalidInput | ContradictoryInput>;

/** Decides a question that may come from outside. Nothing is allocated on the way to a decision. */
export function answerQuestion(state: CustomerRelationships | null, question: unknown): Answer {
  if (!isRecord(question)) return malformed('', 'an authorization question', question);
  const { operation, partner, subscription, serviceId: namedServiceId } = question;
  const row = answersTo.get(operation);
  if (row === undefined) return malformed('operation', 'an operation of the decision table', operation);
  if (!isRecord(partner)) return malformed('partner', 'a partner', partner);
  const { id: partnerId, program, standing } = partner;
  if (typeof partnerId !== 'string') return malformed('partner.id', 'a partner id', partnerId);
  const transacting = TRANSACTING.get(program);
  if (transacting === undefined) return malformed('partner.program', 'a program', program);
  const active = ACTIVE.get(standing);
  if (active === undefined) return malformed('partner.standing', '"active" or "suspended"', standing);
  const holdings = holdingsOf(state);
  if (holdings.isErr()) return err(within('state', holdings.error));
  const { customerId, byPartner } = holdings.value;

  let facts = transacting | active;
  let serviceId = namedServiceId;
  const sheets = program === 'indirect-reseller' ? row.toIndirectReseller : row.toMost;
  let sheet = sheets.sold;
  if (row.concerns === 'subscription' || subscription !== undefined) {
    if (row.concerns === 'new-sale') return malformed('subscription', 'nothing, as there is none yet', subscription);
    if (namedServiceId !== undefined) return malformed('serviceId', 'nothing besides a subscription', namedServiceId);
    if (!isRecord(subscription)) return malformed('subscription', 'a subscription', subscription);
    const { customerId: owner, originalResellerId } = subscription;
    if (typeof owner !== 'string') return malformed('subscription.customerId', 'a customer id', owner);
    if (customerId !== null && owner !== customerId) return err(ofAnotherCustomer(owner, customerId));
    if (originalResellerId === null) sheet = sheets.boughtDirectly;
    else if (originalResellerId === partnerId) facts |= BIT['original-reseller'];
    else if (typeof originalResellerId !== 'string') {
      return malformed('subscription.originalResellerId', 'a partner id or null', originalResellerId);
    }
    serviceId = subscription['serviceId'];
    if (typeof serviceId !== 'string') return malformed('subscription.serviceId', 'a service id', serviceId);
  } else if (typeof serviceId !== 'string') {
    return malformed('serviceId', 'a service id', serviceId);
  }

  const holding = byPartner.get(partnerId);
  if (holding?.related === true) facts |= BIT['relationship-in-force'];
  if (holding?.services.has(serviceId) === true) facts |= BIT['admin-rights'];
  return answerTo(sheet, sheet.needs & ~facts);
}

// Keyed by anything, so that what came from outside can be looked up as it came.
const TRANSACTING: ReadonlyMap<unknown, number> = /* @__PURE__ */ new Map([
  ['direct-bill', BIT['transacting-program']],
  ['indirect-provider', BIT['transacting-program']],
  ['indirect-reseller', 0],
  ['advisor', 0],
]);

const ACTIVE: ReadonlyMap<unknown, number> = /* @__PURE__ */ new Map([
  ['active', BIT['active-standing']],
  ['suspended', 0],
]);

function malformed(path: string, expected: string, received: unknown): Answer {
  const error = invalidInput(expected, received);
  return err(path === '' ? error : within(path, error));
}

function ofAnotherCustomer(owner: string, customerId: string): ContradictoryInput {
  return contradictoryInput({
    path: 'subscription.customerId',
    expected: `the customer whose relationships these are, ${describe(customerId)}`,
    received: describe(owner),
  });
}
