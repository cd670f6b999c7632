import type { Actor } from '../model/actor';
import type { Unchecked, UncheckedFields } from '../model/brand';
import type { Customer } from '../model/customer';
import type { CustomerId, PartnerId, RequestId, ServiceId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { Subscription } from '../model/subscription';
import type { OnHeldService } from '../customers/accept-request';
import type { AdministrationOperation, CommercialOperation, SaleOperation } from '../rules/operations';

// What the service takes. It checks everything itself, so ids may come as plain strings.

/** Who does it; your application has authenticated it. */
export type UncheckedActor = UncheckedFields<Actor>;
/** A customer as your application knows it. */
export type UncheckedCustomer = UncheckedFields<Customer>;
/** A subscription as your application knows it. */
export type UncheckedSubscription = UncheckedFields<Subscription>;

/** A partner to register. */
export interface RegisterPartnerInput {
  /** The partner's id in your application. A new one when left out, so that a repeated call makes a second partner. */
  readonly id?: Unchecked<PartnerId> | undefined;
  /**
   * 1 to 256 characters on one line, with at least one character to see, and no embedding, override or isolate of
   * direction (U+202A to U+202E, U+2066 to U+2069).
   */
  readonly name: string;
  readonly program: Partner['program'];
}

/** A request to open. */
export interface OpenRequestInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** The indirect reseller that the provider names in it; none when left out or null. */
  readonly indirectResellerId?: Unchecked<PartnerId> | null | undefined;
  readonly by: UncheckedActor;
}

/** A request to revoke. */
export interface RevokeRequestInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly requestId: Unchecked<RequestId>;
  readonly by: UncheckedActor;
}

/** An invitation to accept. */
export interface AcceptRequestInput {
  /** The invitation link, exactly as it was sent. */
  readonly link: string;
  /** The customer that accepts. Its name is recorded when it is met first. */
  readonly customer: UncheckedCustomer;
  /** The services that it delegates to the partner; may be empty. */
  readonly services: readonly Unchecked<ServiceId>[];
  /** The services that it delegates to the indirect reseller named in the request; none when left out. */
  readonly indirectResellerServices?: readonly Unchecked<ServiceId>[] | undefined;
  /** What to do when another transacting partner holds a chosen service: `refuse` when left out. */
  readonly onHeldService?: OnHeldService | undefined;
  readonly by: UncheckedActor;
}

/** A new customer to add. */
export interface AddCustomerInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly customer: UncheckedCustomer;
  /** The services that the partner gets admin rights for; may be empty. */
  readonly services: readonly Unchecked<ServiceId>[];
  readonly by: UncheckedActor;
}

/** Admin rights to remove. */
export interface RemoveDelegationsInput {
  readonly customerId: Unchecked<CustomerId>;
  /** One partner, or all of them. */
  readonly from: Unchecked<PartnerId> | 'all';
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly Unchecked<ServiceId>[] | 'all';
  readonly by: UncheckedActor;
}

/** Admin rights that a partner gives up. */
export interface RelinquishDelegationsInput {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly Unchecked<ServiceId>[] | 'all';
  readonly by: UncheckedActor;
}

/** A relationship to end. */
export interface EndRelationshipInput {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
  /** The reference to the renegotiated agreement, such as a contract number: 1 to 256 characters on one line. */
  readonly agreement: string;
  /**
   * All subscriptions of the customer, at most {@link MAX_SUBSCRIPTIONS_PER_CALL}; those of other sellers make no
   * difference. Which count as active, your application decides: where a subscription, a reservation or a software
   * purchase has to be cancelled first, hand it in as active until it is.
   */
  readonly subscriptions: readonly UncheckedSubscription[];
  readonly by: UncheckedActor;
}

/** What a partner wants to do: an administration operation names a service or a subscription for it. */
export type AuthorizeInput = {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
} & (
  | {
      readonly operation: AdministrationOperation | SaleOperation;
      readonly serviceId: Unchecked<ServiceId>;
      readonly subscription?: undefined;
    }
  | {
      readonly operation: AdministrationOperation | CommercialOperation;
      readonly subscription: UncheckedSubscription;
      readonly serviceId?: undefined;
    }
);

/** Which part of a list is wanted. */
export interface PageOptions {
  /** The `next` of the page before; the first page when left out or null. */
  readonly after?: string | null | undefined;
  /** How many items at most: an integer from 1 to 1,000. 100 when left out. */
  readonly limit?: number | undefined;
}
