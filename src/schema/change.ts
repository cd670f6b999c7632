import * as z from 'zod/mini';
import { boolean } from '../model/decode';
import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import {
  decodeEndReason,
  decodeRelationshipChange,
  decodeRemovalReason,
  type RelationshipChange,
} from '../model/relationship-change';
import { actorSchema, operatorActorSchema } from './actor';
import { customerSchema } from './customer';
import { decodedBy, withMessageOf } from './decoded-by';
import { groupIdSchema, partnerIdSchema, requestIdSchema, roleIdSchema, serviceIdSchema } from './identifiers';
import { instantSchema } from './instant';
import { partnerProgramSchema, partnerSchema } from './partner';
import { relationshipOriginSchema } from './reseller-relationship';
import { relationshipRequestSchema } from './relationship-request';
import { roleDelegationSchema } from './role-delegation';
import { roleOfferSchema } from './role-offer';
import { agreementSchema, nameSchema, reasonSchema } from './text';

const orNull = <Output, Input>(schema: z.ZodMiniType<Output, Input>) => z.optional(z.nullable(schema));

// Changes of earlier releases do not say who suspended or reinstated a partner, and why.
const operatorOrNull = /* @__PURE__ */ orNull(operatorActorSchema);
const reasonOrNull = /* @__PURE__ */ orNull(reasonSchema);

/**
 * A change of a partner's account, as histories, the feed and webhooks carry it. Accepts what the library accepts of
 * its own changes, those of earlier releases as well, and returns it in the present form.
 *
 * @example
 * ```ts
 * import { partnerChangeSchema } from 'partner-relationships/schema';
 *
 * const change = partnerChangeSchema.parse({
 *   kind: 'partner-suspended',
 *   at: '2026-11-22T09:30:00.000Z',
 *   by: { kind: 'operator' },
 *   reason: 'case 815',
 * });
 * change.kind; // => 'partner-suspended'
 * ```
 */
export const partnerChangeSchema: z.ZodMiniType<PartnerChange> = /* @__PURE__ */ decodedBy(
  /* @__PURE__ */ z.discriminatedUnion(
    'kind',
    [
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('partner-registered'),
        at: instantSchema,
        partner: partnerSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('partner-renamed'),
        at: instantSchema,
        by: actorSchema,
        name: nameSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('partner-suspended'),
        at: instantSchema,
        by: operatorOrNull,
        reason: reasonOrNull,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('partner-reinstated'),
        at: instantSchema,
        by: operatorOrNull,
        reason: reasonOrNull,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('program-changed'),
        at: instantSchema,
        by: operatorActorSchema,
        program: partnerProgramSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('partner-closed'),
        at: instantSchema,
        by: operatorActorSchema,
        reason: reasonSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('request-opened'),
        at: instantSchema,
        by: actorSchema,
        request: relationshipRequestSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('request-revoked'),
        at: instantSchema,
        by: actorSchema,
        requestId: requestIdSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.enum([
          'role-offer-drafted',
          'role-offer-revised',
          'role-offer-discarded',
          'role-offer-locked',
          'role-offer-consented',
          'role-offer-rejected',
          'role-offer-taken',
          'role-offer-approved',
          'role-offer-withdrawn',
        ]),
        at: instantSchema,
        by: actorSchema,
        offer: roleOfferSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('role-offer-lapsed'),
        at: instantSchema,
        by: actorSchema,
        dueAt: instantSchema,
        offer: roleOfferSchema,
      }),
    ],
    /* @__PURE__ */ withMessageOf(decodePartnerChange),
  ),
  decodePartnerChange,
);

const closedReasonSchema = /* @__PURE__ */ z.object({
  kind: /* @__PURE__ */ z.literal('partner-closed'),
  reason: reasonSchema,
});

const removalReasonSchema = /* @__PURE__ */ z.discriminatedUnion(
  'kind',
  [
    /* @__PURE__ */ z.object({
      kind: /* @__PURE__ */ z.enum(['removed-by-customer', 'relinquished', 'holder-closed', 'relationship-ended']),
    }),
    /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('removed-by-operator'), reason: reasonSchema }),
    /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('replaced'), partnerId: partnerIdSchema }),
    closedReasonSchema,
  ],
  /* @__PURE__ */ withMessageOf(decodeRemovalReason),
);

const endReasonSchema = /* @__PURE__ */ z.discriminatedUnion(
  'kind',
  [
    /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('renegotiated'), agreement: agreementSchema }),
    closedReasonSchema,
  ],
  /* @__PURE__ */ withMessageOf(decodeEndReason),
);

/**
 * A change of a customer's relationships, as histories, the feed and webhooks carry it. Accepts what the library
 * accepts of its own changes, those of earlier releases as well, and returns it in the present form.
 */
export const relationshipChangeSchema: z.ZodMiniType<RelationshipChange> = /* @__PURE__ */ decodedBy(
  /* @__PURE__ */ z.discriminatedUnion(
    'kind',
    [
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('customer-registered'),
        at: instantSchema,
        by: actorSchema,
        customer: customerSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('customer-renamed'),
        at: instantSchema,
        by: actorSchema,
        name: nameSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('relationship-established'),
        at: instantSchema,
        by: actorSchema,
        partnerId: partnerIdSchema,
        origin: relationshipOriginSchema,
        establishedAt: /* @__PURE__ */ z.optional(instantSchema),
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('delegation-granted'),
        at: instantSchema,
        by: actorSchema,
        partnerId: partnerIdSchema,
        serviceId: serviceIdSchema,
        transacting: /* @__PURE__ */ z.boolean(/* @__PURE__ */ withMessageOf(boolean)),
        throughPartnerId: /* @__PURE__ */ z.nullable(partnerIdSchema),
        requestId: /* @__PURE__ */ z.nullable(requestIdSchema),
        grantedAt: /* @__PURE__ */ z.optional(instantSchema),
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('delegation-removed'),
        at: instantSchema,
        by: actorSchema,
        partnerId: partnerIdSchema,
        serviceId: serviceIdSchema,
        throughPartnerId: /* @__PURE__ */ z.nullable(partnerIdSchema),
        reason: removalReasonSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('relationship-ended'),
        at: instantSchema,
        by: actorSchema,
        partnerId: partnerIdSchema,
        // An earlier release stored the agreement in the place of the reason.
        reason: /* @__PURE__ */ z.optional(endReasonSchema),
        agreement: /* @__PURE__ */ z.optional(agreementSchema),
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('customer-erased'),
        at: instantSchema,
        by: operatorActorSchema,
        reason: reasonSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.enum(['role-delegation-approved', 'role-delegation-terminated', 'extension-set']),
        at: instantSchema,
        by: actorSchema,
        delegation: roleDelegationSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.enum(['role-delegation-extended', 'role-delegation-expired']),
        at: instantSchema,
        by: actorSchema,
        dueAt: instantSchema,
        delegation: roleDelegationSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('role-dropped'),
        at: instantSchema,
        by: actorSchema,
        roleId: roleIdSchema,
        delegation: roleDelegationSchema,
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.enum(['access-assigned', 'access-changed', 'access-removed']),
        at: instantSchema,
        by: actorSchema,
        groupId: groupIdSchema,
        delegation: roleDelegationSchema,
      }),
    ],
    /* @__PURE__ */ withMessageOf(decodeRelationshipChange),
  ),
  decodeRelationshipChange,
);
