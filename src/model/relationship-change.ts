import { err, ok, type Result } from 'neverthrow';
import { decodeActor, decodeOperatorActor, type Actor, type OperatorActor } from './actor';
import { checked, marking, type Mark } from './checked';
import { decodeCustomer, type Customer } from './customer';
import { boolean, literal, nullable, object, optional, variant, type Decoder } from './decode';
import {
  decodePartnerId,
  decodeRequestId,
  decodeServiceId,
  type PartnerId,
  type RequestId,
  type ServiceId,
} from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { malformedInput, within, type MalformedInput } from './malformed-input';
import { decodeRelationshipOrigin, type RelationshipOrigin } from './reseller-relationship';
import { decodeAgreement, decodeName, decodeReason } from './text';

/** A customer became known: it accepted its first request, or a partner added it. */
export interface CustomerRegistered {
  readonly kind: 'customer-registered';
  readonly at: Instant;
  readonly by: Actor;
  readonly customer: Customer;
}

/** The customer has another name. */
export interface CustomerRenamed {
  readonly kind: 'customer-renamed';
  readonly at: Instant;
  readonly by: Actor;
  /** The new name. */
  readonly name: string;
}

/** A reseller relationship came into force. */
export interface RelationshipEstablished {
  readonly kind: 'relationship-established';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly origin: RelationshipOrigin;
  /** Since when an imported relationship exists; otherwise absent, as it begins with this change. */
  readonly establishedAt?: Instant | undefined;
}

/** A partner got admin rights for a service. */
export interface DelegationGranted {
  readonly kind: 'delegation-granted';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly serviceId: ServiceId;
  readonly transacting: boolean;
  readonly throughPartnerId: PartnerId | null;
  /** The accepted request; null if the partner added the customer, or the operator imported it. */
  readonly requestId: RequestId | null;
  /** Since when an imported delegation exists; otherwise absent, as it begins with this change. */
  readonly grantedAt?: Instant | undefined;
}

/**
 * Why admin rights ended:
 *
 * - `removed-by-customer`: the customer removed them;
 * - `removed-by-operator`: the operator did, for the reason it gave;
 * - `relinquished`: the partner gave them up;
 * - `replaced`: `partnerId` is the partner that holds the service from then on;
 * - `holder-closed`: the customer chose another partner after the account of this one was closed;
 * - `relationship-ended`: the relationship on which they rested ended;
 * - `partner-closed`: the operator cleared what the partner with the closed account still held; `reason` is that of
 *   the closing.
 */
export type RemovalReason =
  | { readonly kind: 'removed-by-customer' }
  | { readonly kind: 'removed-by-operator'; readonly reason: string }
  | { readonly kind: 'relinquished' }
  | { readonly kind: 'replaced'; readonly partnerId: PartnerId }
  | { readonly kind: 'holder-closed' }
  | { readonly kind: 'relationship-ended' }
  | { readonly kind: 'partner-closed'; readonly reason: string };

/** A partner lost its admin rights for a service. */
export interface DelegationRemoved {
  readonly kind: 'delegation-removed';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly serviceId: ServiceId;
  readonly throughPartnerId: PartnerId | null;
  readonly reason: RemovalReason;
}

/**
 * Why a reseller relationship ended: partner and customer have `renegotiated` it, and `agreement` is the reference to
 * what they agreed; or the operator has closed the partner's account (`partner-closed`), for this `reason`.
 */
export type EndReason =
  | { readonly kind: 'renegotiated'; readonly agreement: string }
  | { readonly kind: 'partner-closed'; readonly reason: string };

/** A reseller relationship ended. The delegations that rested on it were removed just before, in the same commit. */
export interface RelationshipEnded {
  readonly kind: 'relationship-ended';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly reason: EndReason;
}

/** The operator erased the customer. Of its history until then, only this is left. */
export interface CustomerErased {
  readonly kind: 'customer-erased';
  readonly at: Instant;
  readonly by: OperatorActor;
  readonly reason: string;
}

/**
 * What can happen to a customer's relationships. Changes are facts: they are recorded and never taken back. Only the
 * erasure of the customer deletes them.
 */
export type RelationshipChange =
  | CustomerRegistered
  | CustomerRenamed
  | RelationshipEstablished
  | DelegationGranted
  | DelegationRemoved
  | RelationshipEnded
  | CustomerErased;

const decodeClosedReason: Decoder<{ readonly kind: 'partner-closed'; readonly reason: string }> =
  /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('partner-closed'), reason: decodeReason });

export const decodeRemovalReason: Decoder<RemovalReason> = /* @__PURE__ */ variant<RemovalReason>('a reason', {
  'removed-by-customer': /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('removed-by-customer') }),
  'removed-by-operator': /* @__PURE__ */ object('a reason', {
    kind: /* @__PURE__ */ literal('removed-by-operator'),
    reason: decodeReason,
  }),
  relinquished: /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('relinquished') }),
  replaced: /* @__PURE__ */ object('a reason', {
    kind: /* @__PURE__ */ literal('replaced'),
    partnerId: decodePartnerId,
  }),
  'holder-closed': /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('holder-closed') }),
  'relationship-ended': /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('relationship-ended') }),
  'partner-closed': decodeClosedReason,
});

export const decodeEndReason: Decoder<EndReason> = /* @__PURE__ */ variant<EndReason>('a reason', {
  renegotiated: /* @__PURE__ */ object('a reason', {
    kind: /* @__PURE__ */ literal('renegotiated'),
    agreement: decodeAgreement,
  }),
  'partner-closed': decodeClosedReason,
});

/** What is stored of the end of a relationship: an earlier release stored the agreement where the reason is now. */
interface StoredEnd extends Omit<RelationshipEnded, 'reason'> {
  readonly reason: EndReason | undefined;
  readonly agreement: string | undefined;
}

const decodeStoredEnd: Decoder<StoredEnd> = /* @__PURE__ */ object<StoredEnd>('an ended relationship', {
  kind: /* @__PURE__ */ literal('relationship-ended'),
  at: decodeInstant,
  by: decodeActor,
  partnerId: decodePartnerId,
  reason: /* @__PURE__ */ optional<EndReason | undefined>(decodeEndReason),
  agreement: /* @__PURE__ */ optional<string | undefined>(decodeAgreement),
});

function decodeRelationshipEnded(value: unknown): Result<RelationshipEnded, MalformedInput> {
  return decodeStoredEnd(value).andThen(({ reason, agreement, ...end }) => {
    if (reason !== undefined) return ok(Object.freeze({ ...end, reason }));
    if (agreement === undefined) return err(within('reason', malformedInput('a reason', reason)));
    return ok(Object.freeze({ ...end, reason: Object.freeze({ kind: 'renegotiated', agreement }) }));
  });
}

const MARK: Mark = { kind: 'relationship-change', latest: null };

export const decodeRelationshipChange: Decoder<RelationshipChange> = /* @__PURE__ */ marking(
  MARK,
  /* @__PURE__ */ variant<RelationshipChange>(
    "a change of a customer's relationships",
    {
      'customer-registered': /* @__PURE__ */ object<CustomerRegistered>('a registration', {
        kind: /* @__PURE__ */ literal('customer-registered'),
        at: decodeInstant,
        by: decodeActor,
        customer: decodeCustomer,
      }),
      'customer-renamed': /* @__PURE__ */ object<CustomerRenamed>('a renaming', {
        kind: /* @__PURE__ */ literal('customer-renamed'),
        at: decodeInstant,
        by: decodeActor,
        name: decodeName,
      }),
      'relationship-established': /* @__PURE__ */ object<RelationshipEstablished>('an established relationship', {
        kind: /* @__PURE__ */ literal('relationship-established'),
        at: decodeInstant,
        by: decodeActor,
        partnerId: decodePartnerId,
        origin: decodeRelationshipOrigin,
        establishedAt: /* @__PURE__ */ optional(decodeInstant),
      }),
      'delegation-granted': /* @__PURE__ */ object<DelegationGranted>('a granted delegation', {
        kind: /* @__PURE__ */ literal('delegation-granted'),
        at: decodeInstant,
        by: decodeActor,
        partnerId: decodePartnerId,
        serviceId: decodeServiceId,
        transacting: boolean,
        throughPartnerId: /* @__PURE__ */ nullable(decodePartnerId),
        requestId: /* @__PURE__ */ nullable(decodeRequestId),
        grantedAt: /* @__PURE__ */ optional(decodeInstant),
      }),
      'delegation-removed': /* @__PURE__ */ object<DelegationRemoved>('a removed delegation', {
        kind: /* @__PURE__ */ literal('delegation-removed'),
        at: decodeInstant,
        by: decodeActor,
        partnerId: decodePartnerId,
        serviceId: decodeServiceId,
        throughPartnerId: /* @__PURE__ */ nullable(decodePartnerId),
        reason: decodeRemovalReason,
      }),
      'relationship-ended': decodeRelationshipEnded,
      'customer-erased': /* @__PURE__ */ object<CustomerErased>('an erasure', {
        kind: /* @__PURE__ */ literal('customer-erased'),
        at: decodeInstant,
        by: decodeOperatorActor,
        reason: decodeReason,
      }),
    },
  ),
);

/** For a new change that a function of this library has built from checked and frozen values. */
export function checkedRelationshipChange<Change extends RelationshipChange>(change: Change): Change {
  return checked(change, MARK);
}
