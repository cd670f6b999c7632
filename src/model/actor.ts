import { literal, object, optional, variant, type Decoder } from './decode';
import { decodeCustomerId, decodePartnerId, type CustomerId, type PartnerId } from './identifiers';
import { decodeUserId } from './text';

/** A customer acting; `userId` says which of its people, for the record. */
export interface CustomerActor {
  readonly kind: 'customer';
  readonly customerId: CustomerId;
  /** 1 to 256 characters on one line, not blank. */
  readonly userId?: string;
}

/** A partner acting; `userId` says which of its people, for the record. */
export interface PartnerActor {
  readonly kind: 'partner';
  readonly partnerId: PartnerId;
  /** 1 to 256 characters on one line, not blank. */
  readonly userId?: string;
}

/** Who does it. Your application has authenticated it; the rules decide whether it is the one who may. */
export type Actor = CustomerActor | PartnerActor;

export const decodeActor: Decoder<Actor> = /* @__PURE__ */ variant<Actor>('an actor', {
  customer: /* @__PURE__ */ object<CustomerActor>('a customer acting', {
    kind: /* @__PURE__ */ literal('customer'),
    customerId: decodeCustomerId,
    userId: /* @__PURE__ */ optional(decodeUserId),
  }),
  partner: /* @__PURE__ */ object<PartnerActor>('a partner acting', {
    kind: /* @__PURE__ */ literal('partner'),
    partnerId: decodePartnerId,
    userId: /* @__PURE__ */ optional(decodeUserId),
  }),
});
