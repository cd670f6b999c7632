import type {
  Actor,
  Customer,
  CustomerId,
  CustomerRelationships,
  GroupId,
  Instant,
  InviteToken,
  OfferId,
  Partner,
  PartnerAccount,
  PartnerId,
  PartnerProgram,
  PartnerStanding,
  RelationshipOrigin,
  RelationshipRequest,
  RequestId,
  ResellerRelationship,
  RoleDelegation,
  RoleId,
  RoleOffer,
  ServiceDelegation,
  ServiceId,
  Subscription,
  SubscriptionId,
  SubscriptionStatus,
} from 'partner-relationships';
import type * as schemas from 'partner-relationships/schema';
import type { Unbranded } from 'partner-relationships/schema';
import { describe, expectTypeOf, it } from 'vitest';
import type * as z from 'zod/mini';

type Schemas = typeof schemas;
type Output<Name extends keyof Schemas> = z.output<Schemas[Name]>;
type Input<Name extends keyof Schemas> = z.input<Schemas[Name]>;

interface PlainPartner {
  readonly id: string;
  readonly name: string;
  readonly program: 'direct-bill' | 'indirect-provider' | 'indirect-reseller' | 'advisor';
  readonly standing: 'active' | 'suspended' | 'closed';
}

interface PlainClosure {
  readonly at: string;
  readonly by: { readonly kind: 'operator'; readonly userId?: string | undefined };
  readonly reason: string;
}

interface PlainRequest {
  readonly id: string;
  readonly partnerId: string;
  readonly indirectResellerId: string | null;
  readonly token: string;
  readonly openedAt: string;
  readonly revokedAt: string | null;
}

interface PlainOffer {
  readonly id: string;
  readonly partnerId: string;
  readonly indirectResellerId: string | null;
  readonly customerId: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  readonly termDays: number;
  readonly extends: boolean;
  readonly lockedAt: string | null;
  readonly consentedAt: string | null;
  readonly takenBy: string | null;
}

describe('The output type of a schema', () => {
  it('is exactly the type of the library', () => {
    expectTypeOf<Output<'partnerIdSchema'>>().toEqualTypeOf<PartnerId>();
    expectTypeOf<Output<'customerIdSchema'>>().toEqualTypeOf<CustomerId>();
    expectTypeOf<Output<'serviceIdSchema'>>().toEqualTypeOf<ServiceId>();
    expectTypeOf<Output<'subscriptionIdSchema'>>().toEqualTypeOf<SubscriptionId>();
    expectTypeOf<Output<'requestIdSchema'>>().toEqualTypeOf<RequestId>();
    expectTypeOf<Output<'inviteTokenSchema'>>().toEqualTypeOf<InviteToken>();
    expectTypeOf<Output<'instantSchema'>>().toEqualTypeOf<Instant>();
    expectTypeOf<Output<'partnerProgramSchema'>>().toEqualTypeOf<PartnerProgram>();
    expectTypeOf<Output<'partnerStandingSchema'>>().toEqualTypeOf<PartnerStanding>();
    expectTypeOf<Output<'subscriptionStatusSchema'>>().toEqualTypeOf<SubscriptionStatus>();
    expectTypeOf<Output<'partnerSchema'>>().toEqualTypeOf<Partner>();
    expectTypeOf<Output<'customerSchema'>>().toEqualTypeOf<Customer>();
    expectTypeOf<Output<'subscriptionSchema'>>().toEqualTypeOf<Subscription>();
    expectTypeOf<Output<'actorSchema'>>().toEqualTypeOf<Actor>();
    expectTypeOf<Output<'relationshipRequestSchema'>>().toEqualTypeOf<RelationshipRequest>();
    expectTypeOf<Output<'relationshipOriginSchema'>>().toEqualTypeOf<RelationshipOrigin>();
    expectTypeOf<Output<'resellerRelationshipSchema'>>().toEqualTypeOf<ResellerRelationship>();
    expectTypeOf<Output<'serviceDelegationSchema'>>().toEqualTypeOf<ServiceDelegation>();
    expectTypeOf<Output<'offerIdSchema'>>().toEqualTypeOf<OfferId>();
    expectTypeOf<Output<'roleIdSchema'>>().toEqualTypeOf<RoleId>();
    expectTypeOf<Output<'groupIdSchema'>>().toEqualTypeOf<GroupId>();
    expectTypeOf<Output<'roleOfferSchema'>>().toEqualTypeOf<RoleOffer>();
    expectTypeOf<Output<'roleDelegationSchema'>>().toEqualTypeOf<RoleDelegation>();
    expectTypeOf<Output<'partnerAccountSchema'>>().toEqualTypeOf<PartnerAccount>();
    expectTypeOf<Output<'customerRelationshipsSchema'>>().toEqualTypeOf<CustomerRelationships>();
  });

  it('differs from types that are almost the same', () => {
    // @ts-expect-error -- one id is not another
    expectTypeOf<Output<'partnerIdSchema'>>().toEqualTypeOf<CustomerId>();
    // @ts-expect-error -- an id is not any string
    expectTypeOf<Output<'partnerIdSchema'>>().toEqualTypeOf<string>();
    // @ts-expect-error -- a partner's id has a brand
    expectTypeOf<Output<'partnerSchema'>>().toEqualTypeOf<PlainPartner>();
    // @ts-expect-error -- fields are readonly
    expectTypeOf<Output<'customerSchema'>>().toEqualTypeOf<{ id: CustomerId; name: string }>();
    // @ts-expect-error -- arrays are readonly
    expectTypeOf<Output<'partnerAccountSchema'>['requests']>().toEqualTypeOf<RelationshipRequest[]>();
  });
});

describe('The input type of a schema', () => {
  it('has plain strings where the library has ids, tokens and instants', () => {
    expectTypeOf<Input<'partnerIdSchema'>>().toEqualTypeOf<string>();
    expectTypeOf<Input<'instantSchema'>>().toEqualTypeOf<string>();
    expectTypeOf<Input<'partnerProgramSchema'>>().toEqualTypeOf<PartnerProgram>();
    expectTypeOf<Input<'partnerSchema'>>().toEqualTypeOf<PlainPartner>();
    expectTypeOf<Input<'relationshipRequestSchema'>>().toEqualTypeOf<PlainRequest>();
    expectTypeOf<Input<'partnerAccountSchema'>>().toEqualTypeOf<{
      readonly partner: PlainPartner;
      readonly changedAt?: string | undefined;
      readonly closure?: PlainClosure | undefined;
      readonly requests: readonly PlainRequest[];
      readonly roleOffers?: readonly PlainOffer[] | undefined;
    }>();
    expectTypeOf<Input<'roleOfferSchema'>>().toEqualTypeOf<PlainOffer>();
    expectTypeOf<Input<'roleDelegationSchema'>>().toEqualTypeOf<Unbranded<RoleDelegation>>();
    expectTypeOf<Input<'relationshipOriginSchema'>>().toEqualTypeOf<
      | { readonly kind: 'request'; readonly requestId: string }
      | { readonly kind: 'customer-added' }
      | { readonly kind: 'imported' }
    >();
  });

  it('may have undefined for an optional field', () => {
    expectTypeOf<Input<'actorSchema'>>().toEqualTypeOf<
      | { readonly kind: 'customer'; readonly customerId: string; readonly userId?: string | undefined }
      | { readonly kind: 'partner'; readonly partnerId: string; readonly userId?: string | undefined }
      | { readonly kind: 'operator'; readonly userId?: string | undefined }
    >();
  });

  it('accepts values of the library', () => {
    expectTypeOf<CustomerRelationships>().toExtend<Input<'customerRelationshipsSchema'>>();
    expectTypeOf<Input<'customerRelationshipsSchema'>>().toEqualTypeOf<Unbranded<CustomerRelationships>>();
  });

  it('differs from types that are almost the same', () => {
    // @ts-expect-error -- a plain id has no brand
    expectTypeOf<Input<'partnerSchema'>>().toEqualTypeOf<Partner>();
    // @ts-expect-error -- a program is one of four strings
    expectTypeOf<Input<'partnerProgramSchema'>>().toEqualTypeOf<string>();
  });
});
