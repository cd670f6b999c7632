import fc from 'fast-check';
import * as schemas from 'partner-relationships/schema';
import type * as z from 'zod/mini';
import { decodeActor } from '../../src/model/actor';
import { decodeCustomer } from '../../src/model/customer';
import { decodeCustomerRelationships } from '../../src/model/customer-relationships';
import { oneOf, type Decoder } from '../../src/model/decode';
import {
  decodeCustomerId,
  decodePartnerId,
  decodeRequestId,
  decodeServiceId,
  decodeSubscriptionId,
} from '../../src/model/identifiers';
import { decodeInviteToken } from '../../src/model/invite-token';
import { decodeInstant } from '../../src/model/instant';
import { decodePartner, decodePartnerProgram, PARTNER_PROGRAMS, PARTNER_STANDINGS } from '../../src/model/partner';
import { decodePartnerAccount } from '../../src/model/partner-account';
import { decodeRelationshipRequest } from '../../src/model/relationship-request';
import { decodeRelationshipOrigin, decodeResellerRelationship } from '../../src/model/reseller-relationship';
import { decodeServiceDelegation } from '../../src/model/service-delegation';
import { decodeSubscription, SUBSCRIPTION_STATUSES } from '../../src/model/subscription';

/** A schema, the decoder whose language it speaks, and values that the decoder takes. */
export interface Noun {
  readonly name: keyof typeof schemas;
  readonly schema: z.ZodMiniType;
  readonly decode: Decoder<unknown>;
  readonly sound: fc.Arbitrary<unknown>;
}

const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const anyId = fc.string({ unit: visible, minLength: 1, maxLength: 128 });

// Mostly few ids, so that documents are about the same ones.
const partnerId = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('contoso', 'litware', 'Contoso') }, anyId);
const customerId = fc.oneof(fc.constant('fabrikam'), anyId);
const serviceId = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('exchange-online', 'intune') }, anyId);
const token = fc.stringMatching(/^[A-Za-z0-9_-]{16,64}$/);
const instant = fc
  .date({ min: new Date('0000-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const line = fc.oneof(fc.constant('Ünited Widgets 🚀'), anyId);
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const partner = fc.record({
  id: partnerId,
  name: line,
  program: fc.constantFrom(...PARTNER_PROGRAMS),
  standing: fc.constantFrom(...PARTNER_STANDINGS),
});
const customer = fc.record({ id: customerId, name: line });
const subscription = fc.record({
  id: anyId,
  customerId,
  serviceId,
  originalResellerId: orNull(partnerId),
  partnerOfRecordId: orNull(partnerId),
  status: fc.constantFrom(...SUBSCRIPTION_STATUSES),
});
const userId = fc.option(line, { nil: undefined });
const operator = fc.record({ kind: fc.constant('operator'), userId }, { requiredKeys: ['kind'] });
const actor = fc.oneof(
  fc.record({ kind: fc.constant('customer'), customerId, userId }, { requiredKeys: ['kind', 'customerId'] }),
  fc.record({ kind: fc.constant('partner'), partnerId, userId }, { requiredKeys: ['kind', 'partnerId'] }),
  operator,
);
const origin = fc.oneof(
  fc.record({ kind: fc.constant('request'), requestId: anyId }),
  fc.record({ kind: fc.constant('customer-added') }),
  fc.record({ kind: fc.constant('imported') }),
);
const request = fc.record({
  id: anyId,
  partnerId,
  indirectResellerId: orNull(partnerId),
  token,
  openedAt: instant,
  revokedAt: orNull(instant),
});
const relationship = fc.record({ partnerId, establishedAt: instant, origin });
const delegation = fc.record({
  partnerId,
  serviceId,
  transacting: fc.boolean(),
  throughPartnerId: orNull(partnerId),
  grantedAt: instant,
});

const closure = fc.record({ at: instant, by: operator, reason: line });

// Well formed in every field. Half of them are made to hold together; the others do by chance, or not.
const account = fc
  .record({
    partner,
    closure: fc.option(closure, { nil: undefined }),
    ofClosed: closure,
    requests: fc.array(request, { maxLength: 3 }),
    fitting: fc.boolean(),
  })
  .map(({ partner, closure, ofClosed, requests, fitting }) => ({
    partner,
    closure: !fitting ? closure : partner.standing === 'closed' ? ofClosed : undefined,
    requests: !fitting ? requests : requests.map((each, at) => ({
      ...each,
      partnerId: partner.id,
      indirectResellerId: partner.program === 'indirect-provider' ? `reseller-${at}` : null,
    })),
  }));
const relationships = fc
  .record({
    customer,
    relationships: fc.uniqueArray(relationship, { minLength: 1, maxLength: 3, selector: ({ partnerId }) => partnerId }),
    delegations: fc.array(delegation, { maxLength: 3 }),
    fitting: fc.boolean(),
  })
  .map(({ customer, relationships, delegations, fitting }) => ({
    customer,
    relationships,
    delegations: !fitting ? delegations : delegations.map((each, at) => ({
      ...each,
      serviceId: `service-${at}`,
      partnerId: relationships[at % relationships.length]?.partnerId,
      throughPartnerId: null,
    })),
  }));

export const nouns: readonly Noun[] = [
  { name: 'partnerIdSchema', schema: schemas.partnerIdSchema, decode: decodePartnerId, sound: partnerId },
  { name: 'customerIdSchema', schema: schemas.customerIdSchema, decode: decodeCustomerId, sound: customerId },
  { name: 'serviceIdSchema', schema: schemas.serviceIdSchema, decode: decodeServiceId, sound: serviceId },
  { name: 'subscriptionIdSchema', schema: schemas.subscriptionIdSchema, decode: decodeSubscriptionId, sound: anyId },
  { name: 'requestIdSchema', schema: schemas.requestIdSchema, decode: decodeRequestId, sound: anyId },
  { name: 'inviteTokenSchema', schema: schemas.inviteTokenSchema, decode: decodeInviteToken, sound: token },
  { name: 'instantSchema', schema: schemas.instantSchema, decode: decodeInstant, sound: instant },
  {
    name: 'partnerProgramSchema',
    schema: schemas.partnerProgramSchema,
    decode: decodePartnerProgram,
    sound: fc.constantFrom(...PARTNER_PROGRAMS),
  },
  {
    name: 'partnerStandingSchema',
    schema: schemas.partnerStandingSchema,
    decode: oneOf(PARTNER_STANDINGS),
    sound: fc.constantFrom(...PARTNER_STANDINGS),
  },
  {
    name: 'subscriptionStatusSchema',
    schema: schemas.subscriptionStatusSchema,
    decode: oneOf(SUBSCRIPTION_STATUSES),
    sound: fc.constantFrom(...SUBSCRIPTION_STATUSES),
  },
  { name: 'partnerSchema', schema: schemas.partnerSchema, decode: decodePartner, sound: partner },
  { name: 'customerSchema', schema: schemas.customerSchema, decode: decodeCustomer, sound: customer },
  { name: 'subscriptionSchema', schema: schemas.subscriptionSchema, decode: decodeSubscription, sound: subscription },
  { name: 'actorSchema', schema: schemas.actorSchema, decode: decodeActor, sound: actor },
  {
    name: 'relationshipRequestSchema',
    schema: schemas.relationshipRequestSchema,
    decode: decodeRelationshipRequest,
    sound: request,
  },
  {
    name: 'relationshipOriginSchema',
    schema: schemas.relationshipOriginSchema,
    decode: decodeRelationshipOrigin,
    sound: origin,
  },
  {
    name: 'resellerRelationshipSchema',
    schema: schemas.resellerRelationshipSchema,
    decode: decodeResellerRelationship,
    sound: relationship,
  },
  {
    name: 'serviceDelegationSchema',
    schema: schemas.serviceDelegationSchema,
    decode: decodeServiceDelegation,
    sound: delegation,
  },
  {
    name: 'partnerAccountSchema',
    schema: schemas.partnerAccountSchema,
    decode: decodePartnerAccount,
    sound: account,
  },
  {
    name: 'customerRelationshipsSchema',
    schema: schemas.customerRelationshipsSchema,
    decode: decodeCustomerRelationships,
    sound: relationships,
  },
];
