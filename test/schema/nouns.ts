import fc from 'fast-check';
import * as schemas from 'partner-relationships/schema';
import type * as z from 'zod/mini';
import { acceptRequestFields } from '../../src/customers/accept-request';
import { addCustomerFields } from '../../src/customers/add-customer';
import { endRelationshipFields } from '../../src/customers/end-relationship';
import { eraseCustomerFields } from '../../src/customers/erase-customer';
import { importCustomerFields } from '../../src/customers/import-customer';
import { relinquishDelegationsFields } from '../../src/customers/relinquish-delegations';
import { removeDelegationsFields } from '../../src/customers/remove-delegations';
import { renameCustomerFields } from '../../src/customers/rename-customer';
import { changeProgramFields } from '../../src/partners/change-program';
import { closePartnerFields } from '../../src/partners/close-partner';
import { reinstatePartnerFields } from '../../src/partners/reinstate-partner';
import { renamePartnerFields } from '../../src/partners/rename-partner';
import { revokeRequestFields } from '../../src/partners/revoke-request';
import { suspendPartnerFields } from '../../src/partners/suspend-partner';
import { approveRoleDelegationFields } from '../../src/roles/delegations/approve-role-delegation';
import { assignAccessFields } from '../../src/roles/delegations/assign-access';
import { dropRoleFields } from '../../src/roles/delegations/drop-role';
import { removeAccessFields } from '../../src/roles/delegations/remove-access';
import { setExtensionFields } from '../../src/roles/delegations/set-extension';
import { terminateRoleDelegationFields } from '../../src/roles/delegations/terminate-role-delegation';
import { actFields } from '../../src/roles/offers/on-offer';
import { reviseRoleOfferFields } from '../../src/roles/offers/revise-role-offer';
import { pageOptionsFields } from '../../src/service/page-options';
import { decodeName } from '../../src/model/text';
import { decodeActor } from '../../src/model/actor';
import { decodeCustomer } from '../../src/model/customer';
import { decodeCustomerRelationships } from '../../src/model/customer-relationships';
import { boolean, nullable, object, oneOf, optional, text, type Decoder } from '../../src/model/decode';
import {
  decodeCustomerId,
  decodeGroupId,
  decodeOfferId,
  decodePartnerId,
  decodeRequestId,
  decodeRoleId,
  decodeServiceId,
  decodeSubscriptionId,
} from '../../src/model/identifiers';
import { decodeInviteToken } from '../../src/model/invite-token';
import { decodeInstant } from '../../src/model/instant';
import { decodePartner, decodePartnerProgram, PARTNER_PROGRAMS, PARTNER_STANDINGS } from '../../src/model/partner';
import { decodePartnerAccount } from '../../src/model/partner-account';
import { decodePartnerChange } from '../../src/model/partner-change';
import { decodeRelationshipChange } from '../../src/model/relationship-change';
import { decodeRelationshipRequest } from '../../src/model/relationship-request';
import { decodeRelationshipOrigin, decodeResellerRelationship } from '../../src/model/reseller-relationship';
import { decodeRoleDelegation } from '../../src/model/role-delegation';
import { decodeOfferName, decodeRoleOffer, decodeRoles, decodeTermDays } from '../../src/model/role-offer';
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

const roles = fc.uniqueArray(fc.oneof(fc.constantFrom('exchange-administrator', 'user-administrator'), anyId), {
  minLength: 1,
  maxLength: 3,
});
const offerName = fc.oneof(fc.constant('🚀'.repeat(50)), fc.string({ unit: visible, minLength: 1, maxLength: 50 }));
const offer = fc
  .record({
    id: token,
    partnerId,
    indirectResellerId: orNull(partnerId),
    customerId: orNull(customerId),
    name: offerName,
    roles,
    termDays: fc.integer({ min: 1, max: 730 }),
    extends: fc.boolean(),
    lockedAt: orNull(instant),
    consentedAt: orNull(instant),
    takenBy: orNull(customerId),
    fitting: fc.integer({ min: 0, max: 3 }).map((one) => one > 0),
  })
  .map(({ fitting, ...one }) => (!fitting ? one
    : one.lockedAt === null ? { ...one, consentedAt: null, takenBy: null }
    : {
      ...one,
      consentedAt: one.consentedAt === null ? null : [one.lockedAt, one.consentedAt].sort()[1],
      takenBy: one.takenBy === null ? null : (one.customerId ?? one.takenBy),
    }));
const roleDelegation = fc
  .record({
    id: token,
    partnerId,
    throughPartnerId: orNull(partnerId),
    name: offerName,
    roles,
    instants: fc.uniqueArray(instant, { minLength: 2, maxLength: 2 }),
    extends: fc.boolean(),
    assignments: fc.array(fc.record({ groupId: anyId, roles, assignedAt: instant }), { maxLength: 2 }),
    fitting: fc.integer({ min: 0, max: 3 }).map((one) => one > 0),
  })
  .map(({ fitting, instants, assignments, ...one }) => {
    const [activatedAt, endsAt] = fitting ? instants.sort() : instants;
    return {
      ...one,
      activatedAt,
      endsAt,
      assignments: !fitting ? assignments : assignments.map((each, at) => ({
        ...each,
        groupId: `group-${at}`,
        roles: one.roles.slice(0, each.roles.length),
      })),
    };
  });

const closure = fc.record({ at: instant, by: operator, reason: line });

// Well formed in every field. Half of them are made to hold together; the others do by chance, or not.
const account = fc
  .record({
    partner,
    closure: fc.option(closure, { nil: undefined }),
    ofClosed: closure,
    requests: fc.array(request, { maxLength: 3 }),
    roleOffers: fc.option(fc.array(offer, { maxLength: 2 }), { nil: undefined }),
    fitting: fc.boolean(),
  })
  .map(({ partner, closure, ofClosed, requests, roleOffers, fitting }) => ({
    partner,
    closure: !fitting ? closure : partner.standing === 'closed' ? ofClosed : undefined,
    requests: !fitting ? requests : requests.map((each, at) => ({
      ...each,
      partnerId: partner.id,
      indirectResellerId: partner.program === 'indirect-provider' ? `reseller-${at}` : null,
    })),
    roleOffers: !fitting ? roleOffers : roleOffers?.map((each) => ({ ...each, partnerId: partner.id })),
  }));
const relationships = fc
  .record({
    customer,
    relationships: fc.uniqueArray(relationship, { minLength: 1, maxLength: 3, selector: ({ partnerId }) => partnerId }),
    delegations: fc.array(delegation, { maxLength: 3 }),
    roleDelegations: fc.option(fc.array(roleDelegation, { maxLength: 2 }), { nil: undefined }),
    fitting: fc.boolean(),
  })
  .map(({ customer, relationships, delegations, roleDelegations, fitting }) => ({
    customer,
    roleDelegations,
    relationships,
    delegations: !fitting ? delegations : delegations.map((each, at) => ({
      ...each,
      serviceId: `service-${at}`,
      partnerId: relationships[at % relationships.length]?.partnerId,
      throughPartnerId: null,
    })),
  }));

const change = fc.record({ at: instant, by: actor });
const decided = fc.record({ at: instant, by: operator, reason: line });
const withKind = (kind: string, ...fields: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...fields).map((parts) => Object.assign({ kind }, ...parts) as object);
const undecided = fc.record({ at: instant, by: orNull(operator), reason: orNull(line) }, { requiredKeys: ['at'] });
const partnerChange = fc.oneof(
  withKind('partner-registered', fc.record({ at: instant, partner })),
  withKind('partner-renamed', change, fc.record({ name: line })),
  withKind('partner-suspended', undecided),
  withKind('partner-reinstated', undecided),
  withKind('program-changed', decided, fc.record({ program: fc.constantFrom(...PARTNER_PROGRAMS) })),
  withKind('partner-closed', decided),
  withKind('request-opened', change, fc.record({ request })),
  withKind('request-revoked', change, fc.record({ requestId: anyId })),
  ...['drafted', 'revised', 'discarded', 'locked', 'consented', 'rejected', 'taken', 'approved', 'withdrawn'].map((what) =>
    withKind(`role-offer-${what}`, change, fc.record({ offer })),
  ),
  withKind('role-offer-lapsed', change, fc.record({ dueAt: instant, offer })),
);
const removalReason = fc.oneof(
  ...['removed-by-customer', 'relinquished', 'holder-closed', 'relationship-ended'].map((kind) => withKind(kind)),
  ...['removed-by-operator', 'partner-closed'].map((kind) => withKind(kind, fc.record({ reason: line }))),
  withKind('replaced', fc.record({ partnerId })),
);
const endReason = fc.oneof(
  withKind('renegotiated', fc.record({ agreement: line })),
  withKind('partner-closed', fc.record({ reason: line })),
);
const heldBy = fc.record({ partnerId, serviceId, throughPartnerId: orNull(partnerId) });
const relationshipChange = fc.oneof(
  withKind('customer-registered', change, fc.record({ customer })),
  withKind('customer-renamed', change, fc.record({ name: line })),
  withKind('relationship-established', change, fc.record({ partnerId, origin, establishedAt: instant }, { requiredKeys: ['partnerId', 'origin'] })),
  withKind('delegation-granted', change, heldBy, fc.record({ transacting: fc.boolean(), requestId: orNull(anyId), grantedAt: instant }, { requiredKeys: ['transacting', 'requestId'] })),
  withKind('delegation-removed', change, heldBy, fc.record({ reason: removalReason })),
  withKind('relationship-ended', change, fc.record({ partnerId, reason: endReason })),
  withKind('relationship-ended', change, fc.record({ partnerId, agreement: line })),
  withKind('customer-erased', decided),
  ...['role-delegation-approved', 'role-delegation-terminated', 'extension-set'].map((kind) =>
    withKind(kind, change, fc.record({ delegation: roleDelegation })),
  ),
  ...['role-delegation-extended', 'role-delegation-expired'].map((kind) =>
    withKind(kind, change, fc.record({ dueAt: instant, delegation: roleDelegation })),
  ),
  withKind('role-dropped', change, fc.record({ roleId: anyId, delegation: roleDelegation })),
  ...['access-assigned', 'access-changed', 'access-removed'].map((kind) =>
    withKind(kind, change, fc.record({ groupId: anyId, delegation: roleDelegation })),
  ),
);

export const nouns: readonly Noun[] = [
  { name: 'partnerChangeSchema', schema: schemas.partnerChangeSchema, decode: decodePartnerChange, sound: partnerChange },
  {
    name: 'relationshipChangeSchema',
    schema: schemas.relationshipChangeSchema,
    decode: decodeRelationshipChange,
    sound: relationshipChange,
  },
  { name: 'partnerIdSchema', schema: schemas.partnerIdSchema, decode: decodePartnerId, sound: partnerId },
  { name: 'customerIdSchema', schema: schemas.customerIdSchema, decode: decodeCustomerId, sound: customerId },
  { name: 'serviceIdSchema', schema: schemas.serviceIdSchema, decode: decodeServiceId, sound: serviceId },
  { name: 'subscriptionIdSchema', schema: schemas.subscriptionIdSchema, decode: decodeSubscriptionId, sound: anyId },
  { name: 'requestIdSchema', schema: schemas.requestIdSchema, decode: decodeRequestId, sound: anyId },
  { name: 'inviteTokenSchema', schema: schemas.inviteTokenSchema, decode: decodeInviteToken, sound: token },
  { name: 'offerIdSchema', schema: schemas.offerIdSchema, decode: decodeOfferId, sound: token },
  { name: 'roleIdSchema', schema: schemas.roleIdSchema, decode: decodeRoleId, sound: anyId },
  { name: 'groupIdSchema', schema: schemas.groupIdSchema, decode: decodeGroupId, sound: anyId },
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
  { name: 'roleOfferSchema', schema: schemas.roleOfferSchema, decode: decodeRoleOffer, sound: offer },
  {
    name: 'roleDelegationSchema',
    schema: schemas.roleDelegationSchema,
    decode: decodeRoleDelegation,
    sound: roleDelegation,
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

const services = fc.array(serviceId, { maxLength: 3 });
const servicesOrAll = fc.oneof(services, fc.constant('all'));
const held = fc.array(fc.record({ serviceId, holderId: partnerId }), { maxLength: 2 });
const onHeldService = fc.oneof(fc.constantFrom('refuse', 'replace'), fc.record({ replace: held }));
const ofPartner = fc.record({ partnerId, reason: line });
const some = <T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }, ...requiredKeys: (keyof T)[]): fc.Arbitrary<unknown> =>
  fc.record(fields, { requiredKeys });

const ofTerms = {
  partnerId,
  name: offerName,
  roles,
  termDays: fc.integer({ min: 1, max: 730 }),
  extends: fc.boolean(),
  customerId: orNull(customerId),
};

/** What a command takes besides who acts: those fields of its list, with nothing in place of what is left out. */
const form = (fields: object, ...leftOut: readonly string[]): Decoder<unknown> => {
  const own = Object.entries(fields).filter(([name]) => name !== 'by');
  return object('a form', Object.fromEntries(own.map(([name, decode]: [string, Decoder<unknown>]) => [name, leftOut.includes(name) ? optional(decode) : decode])));
};
const namesPartner = { partnerId: decodePartnerId };
const namesCustomer = { customerId: decodeCustomerId };

/** What a form gives for each command, and the decoders of the service without `by`. */
export const forms: readonly Noun[] = [
  {
    name: 'acceptRequestFormSchema',
    schema: schemas.acceptRequestFormSchema,
    decode: form({ link: text('an invitation link', () => true), ...acceptRequestFields }, 'indirectResellerServices', 'onHeldService'),
    sound: some({ link: line, customer, services, indirectResellerServices: services, onHeldService }, 'link', 'customer', 'services'),
  },
  {
    name: 'addCustomerFormSchema',
    schema: schemas.addCustomerFormSchema,
    decode: form({ ...namesPartner, ...addCustomerFields }),
    sound: fc.record({ partnerId, customer, services }),
  },
  {
    name: 'changeProgramFormSchema',
    schema: schemas.changeProgramFormSchema,
    decode: form({ ...namesPartner, ...changeProgramFields }),
    sound: fc.record({ partnerId, program: fc.constantFrom(...PARTNER_PROGRAMS) }),
  },
  {
    name: 'clearClosedPartnerFormSchema',
    schema: schemas.clearClosedPartnerFormSchema,
    decode: form({ ...namesPartner, ...pageOptionsFields }, 'after', 'limit'),
    sound: some({ partnerId, after: orNull(line), limit: fc.integer({ min: 1, max: 1000 }) }, 'partnerId'),
  },
  {
    name: 'closePartnerFormSchema',
    schema: schemas.closePartnerFormSchema,
    decode: form({ ...namesPartner, ...closePartnerFields }),
    sound: ofPartner,
  },
  {
    name: 'endRelationshipFormSchema',
    schema: schemas.endRelationshipFormSchema,
    decode: form({ ...namesCustomer, ...endRelationshipFields }),
    sound: fc.record({ customerId, partnerId, agreement: line, subscriptions: fc.array(subscription, { maxLength: 2 }) }),
  },
  {
    name: 'eraseCustomerFormSchema',
    schema: schemas.eraseCustomerFormSchema,
    decode: form({ ...namesCustomer, ...eraseCustomerFields }),
    sound: fc.record({ customerId, reason: line }),
  },
  {
    name: 'importCustomerFormSchema',
    schema: schemas.importCustomerFormSchema,
    decode: form(importCustomerFields),
    sound: fc.record({
      customer,
      relationships: fc.array(fc.record({ partnerId, establishedAt: instant }), { maxLength: 2 }),
      delegations: fc.array(delegation, { maxLength: 2 }),
    }),
  },
  {
    name: 'openRequestFormSchema',
    schema: schemas.openRequestFormSchema,
    decode: form({ ...namesPartner, indirectResellerId: nullable(decodePartnerId) }, 'indirectResellerId'),
    sound: some({ partnerId, indirectResellerId: orNull(partnerId) }, 'partnerId'),
  },
  {
    name: 'registerPartnerFormSchema',
    schema: schemas.registerPartnerFormSchema,
    decode: form({ id: decodePartnerId, name: decodeName, program: decodePartnerProgram }, 'id'),
    sound: some({ id: partnerId, name: line, program: fc.constantFrom(...PARTNER_PROGRAMS) }, 'name', 'program'),
  },
  {
    name: 'reinstatePartnerFormSchema',
    schema: schemas.reinstatePartnerFormSchema,
    decode: form({ ...namesPartner, ...reinstatePartnerFields }),
    sound: ofPartner,
  },
  {
    name: 'relinquishDelegationsFormSchema',
    schema: schemas.relinquishDelegationsFormSchema,
    decode: form({ ...namesCustomer, ...relinquishDelegationsFields }),
    sound: fc.record({ customerId, partnerId, services: servicesOrAll }),
  },
  {
    name: 'removeDelegationsFormSchema',
    schema: schemas.removeDelegationsFormSchema,
    decode: form({ ...namesCustomer, ...removeDelegationsFields }),
    sound: some({ customerId, from: fc.oneof(partnerId, fc.constant('all')), services: servicesOrAll, reason: line }, 'customerId', 'from', 'services'),
  },
  {
    name: 'renameCustomerFormSchema',
    schema: schemas.renameCustomerFormSchema,
    decode: form({ ...namesCustomer, ...renameCustomerFields }),
    sound: fc.record({ customerId, name: line }),
  },
  {
    name: 'renamePartnerFormSchema',
    schema: schemas.renamePartnerFormSchema,
    decode: form({ ...namesPartner, ...renamePartnerFields }),
    sound: fc.record({ partnerId, name: line }),
  },
  {
    name: 'revokeRequestFormSchema',
    schema: schemas.revokeRequestFormSchema,
    decode: form({ ...namesPartner, ...revokeRequestFields }),
    sound: fc.record({ partnerId, requestId: anyId }),
  },
  {
    name: 'suspendPartnerFormSchema',
    schema: schemas.suspendPartnerFormSchema,
    decode: form({ ...namesPartner, ...suspendPartnerFields }),
    sound: ofPartner,
  },
  {
    name: 'draftRoleOfferFormSchema',
    schema: schemas.draftRoleOfferFormSchema,
    decode: form(
      {
        ...namesPartner,
        name: decodeOfferName,
        roles: decodeRoles,
        termDays: decodeTermDays,
        extends: boolean,
        customerId: nullable(decodeCustomerId),
        indirectResellerId: nullable(decodePartnerId),
      },
      'customerId',
      'indirectResellerId',
    ),
    sound: some({ ...ofTerms, indirectResellerId: orNull(partnerId) }, 'partnerId', 'name', 'roles', 'termDays', 'extends'),
  },
  {
    name: 'reviseRoleOfferFormSchema',
    schema: schemas.reviseRoleOfferFormSchema,
    decode: form({ ...namesPartner, ...reviseRoleOfferFields }),
    sound: some({ ...ofTerms, offerId: token }, 'partnerId', 'offerId'),
  },
  {
    name: 'discardRoleOfferFormSchema',
    schema: schemas.discardRoleOfferFormSchema,
    decode: form({ ...namesPartner, ...actFields }),
    sound: fc.record({ partnerId, offerId: token }),
  },
  {
    name: 'lockRoleOfferFormSchema',
    schema: schemas.lockRoleOfferFormSchema,
    decode: form({ ...namesPartner, ...actFields }),
    sound: fc.record({ partnerId, offerId: token }),
  },
  {
    name: 'consentToRoleOfferFormSchema',
    schema: schemas.consentToRoleOfferFormSchema,
    decode: form({ ...namesPartner, ...actFields }),
    sound: fc.record({ partnerId, offerId: token }),
  },
  {
    name: 'rejectRoleOfferFormSchema',
    schema: schemas.rejectRoleOfferFormSchema,
    decode: form({ ...namesPartner, ...actFields }),
    sound: fc.record({ partnerId, offerId: token }),
  },
  {
    name: 'approveRoleOfferFormSchema',
    schema: schemas.approveRoleOfferFormSchema,
    decode: form({ ...namesPartner, offerId: decodeOfferId, ...approveRoleDelegationFields }),
    sound: fc.record({ partnerId, offerId: token, customer }),
  },
  {
    name: 'setExtensionFormSchema',
    schema: schemas.setExtensionFormSchema,
    decode: form({ ...namesCustomer, ...setExtensionFields }),
    sound: fc.record({ customerId, offerId: token, on: fc.boolean() }),
  },
  {
    name: 'dropRoleFormSchema',
    schema: schemas.dropRoleFormSchema,
    decode: form({ ...namesCustomer, ...dropRoleFields }),
    sound: fc.record({ customerId, offerId: token, roleId: anyId }),
  },
  {
    name: 'assignAccessFormSchema',
    schema: schemas.assignAccessFormSchema,
    decode: form({ ...namesCustomer, ...assignAccessFields }),
    sound: fc.record({ customerId, offerId: token, groupId: anyId, roles }),
  },
  {
    name: 'changeAccessFormSchema',
    schema: schemas.changeAccessFormSchema,
    decode: form({ ...namesCustomer, ...assignAccessFields }),
    sound: fc.record({ customerId, offerId: token, groupId: anyId, roles }),
  },
  {
    name: 'removeAccessFormSchema',
    schema: schemas.removeAccessFormSchema,
    decode: form({ ...namesCustomer, ...removeAccessFields }),
    sound: fc.record({ customerId, offerId: token, groupId: anyId }),
  },
  {
    name: 'terminateRoleDelegationFormSchema',
    schema: schemas.terminateRoleDelegationFormSchema,
    decode: form({ ...namesCustomer, ...terminateRoleDelegationFields }),
    sound: fc.record({ customerId, offerId: token }),
  },
  {
    name: 'settleDueFormSchema',
    schema: schemas.settleDueFormSchema,
    decode: form(pageOptionsFields, 'after', 'limit'),
    sound: some({ after: orNull(line), limit: fc.integer({ min: 1, max: 1000 }) }),
  },
];
