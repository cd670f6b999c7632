import { literal, object, optional, variant, type Decoder } from './decode';
import { decodeCustomerId, decodePartnerId, type CustomerId, type PartnerId } from './identifiers';
import { decodeUserId } from './text';

/** An acting customer; `userId` names the person, and is recorded. */
export interface CustomerActor {
  readonly kind: 'customer';
  readonly customerId: CustomerId;
  /** 1 to 256 characters on one line, not blank. */
  readonly userId?: string;
}

/** An acting partner; `userId` names the person, and is recorded. */
export interface PartnerActor {
  readonly kind: 'partner';
  readonly partnerId: PartnerId;
  /** 1 to 256 characters on one line, not blank. */
  readonly userId?: string;
}

/** The operator, who runs the marketplace, acting; `userId` names the person, and is recorded. */
export interface OperatorActor {
  readonly kind: 'operator';
  /** 1 to 256 characters on one line, not blank. */
  readonly userId?: string;
}

/**
 * Who does something. Your application has authenticated the actor; the rules decide what it may do. A `userId` is an
 * opaque id of your directory, not a name or an address: histories are kept, and only your directory can forget whom
 * the id stands for.
 */
export type Actor = CustomerActor | PartnerActor | OperatorActor;

const decodeUser: Decoder<string | undefined> = /* @__PURE__ */ optional<string | undefined>(decodeUserId);

export const decodeOperatorActor: Decoder<OperatorActor> = /* @__PURE__ */ object<OperatorActor>('an operator acting', {
  kind: /* @__PURE__ */ literal('operator'),
  userId: /* @__PURE__ */ optional(decodeUserId),
});

export const decodeActor: Decoder<Actor> = /* @__PURE__ */ variant<Actor>('an actor', {
  customer: { customerId: decodeCustomerId, userId: decodeUser },
  partner: { partnerId: decodePartnerId, userId: decodeUser },
  operator: decodeOperatorActor,
});
