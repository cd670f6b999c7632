import { decodeActor, type Actor } from './actor';
import { checked, marking, type Mark } from './checked';
import { decodeCustomer, type Customer } from './customer';
import { boolean, literal, nullable, object, variant, type Decoder } from './decode';
import {
  decodePartnerId,
  decodeRequestId,
  decodeServiceId,
  type PartnerId,
  type RequestId,
  type ServiceId,
} from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { decodeRelationshipOrigin, type RelationshipOrigin } from './reseller-relationship';
import { decodeAgreement } from './text';

/** A customer became known: it accepted its first request, or a partner added it. */
export interface CustomerRegistered {
  readonly kind: 'customer-registered';
  readonly at: Instant;
  readonly by: Actor;
  readonly customer: Customer;
}

/** A reseller relationship came into force. */
export interface RelationshipEstablished {
  readonly kind: 'relationship-established';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly origin: RelationshipOrigin;
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
  /** The accepted request; null if the partner added the customer. */
  readonly requestId: RequestId | null;
}

/** Why admin rights ended. For a replacement, `partnerId` is the partner that holds the service from then on. */
export type RemovalReason =
  | { readonly kind: 'removed-by-customer' }
  | { readonly kind: 'relinquished' }
  | { readonly kind: 'replaced'; readonly partnerId: PartnerId }
  | { readonly kind: 'relationship-ended' };

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

/** A reseller relationship ended. The delegations that rested on it were removed just before, in the same commit. */
export interface RelationshipEnded {
  readonly kind: 'relationship-ended';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  /** The reference to the agreement that partner and customer have renegotiated. */
  readonly agreement: string;
}

/** What can happen to a customer's relationships. Changes are facts: they are recorded and never taken back. */
export type RelationshipChange =
  | CustomerRegistered
  | RelationshipEstablished
  | DelegationGranted
  | DelegationRemoved
  | RelationshipEnded;

const decodeRemovalReason: Decoder<RemovalReason> = /* @__PURE__ */ variant<RemovalReason>('a reason', {
  'removed-by-customer': /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('removed-by-customer') }),
  relinquished: /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('relinquished') }),
  replaced: /* @__PURE__ */ object('a reason', {
    kind: /* @__PURE__ */ literal('replaced'),
    partnerId: decodePartnerId,
  }),
  'relationship-ended': /* @__PURE__ */ object('a reason', { kind: /* @__PURE__ */ literal('relationship-ended') }),
});

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
      'relationship-established': /* @__PURE__ */ object<RelationshipEstablished>('an established relationship', {
        kind: /* @__PURE__ */ literal('relationship-established'),
        at: decodeInstant,
        by: decodeActor,
        partnerId: decodePartnerId,
        origin: decodeRelationshipOrigin,
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
      'relationship-ended': /* @__PURE__ */ object<RelationshipEnded>('an ended relationship', {
        kind: /* @__PURE__ */ literal('relationship-ended'),
        at: decodeInstant,
        by: decodeActor,
        partnerId: decodePartnerId,
        agreement: decodeAgreement,
      }),
    },
  ),
);

/** For a new change that a function of this library has built from checked and frozen values. */
export function checkedRelationshipChange<Change extends RelationshipChange>(change: Change): Change {
  return checked(change, MARK);
}
