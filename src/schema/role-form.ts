import * as z from 'zod/mini';
import type {
  ApproveRoleOfferInput,
  AssignAccessInput,
  ChangeAccessInput,
  ConsentToRoleOfferInput,
  DiscardRoleOfferInput,
  DraftRoleOfferInput,
  DropRoleInput,
  LockRoleOfferInput,
  RejectRoleOfferInput,
  RemoveAccessInput,
  ReviseRoleOfferInput,
  SetExtensionInput,
  SettleDueInput,
  TerminateRoleDelegationInput,
} from '../roles/index';
import { customerSchema } from './customer';
import { limitSchema, type FormSchema } from './form';
import { customerIdSchema, groupIdSchema, offerIdSchema, partnerIdSchema, roleIdSchema } from './identifiers';
import { booleanSchema, offerNameSchema, rolesSchema, termDaysSchema } from './role-offer';
import { input } from './shapes';

/** What approving a role offer needs, without `by`. Accepts what `approveRoleOffer` of the role service takes. */
export const approveRoleOfferFormSchema: FormSchema<ApproveRoleOfferInput> = /* @__PURE__ */ input(
  'an approval of a role offer',
  {
    partnerId: partnerIdSchema,
    offerId: offerIdSchema,
    customer: customerSchema,
  },
);

/** What assigning roles to a group needs, without `by`. Accepts what `assignAccess` of the role service takes. */
export const assignAccessFormSchema: FormSchema<AssignAccessInput> = /* @__PURE__ */ input(
  'an assignment of access',
  {
    customerId: customerIdSchema,
    offerId: offerIdSchema,
    groupId: groupIdSchema,
    roles: rolesSchema,
  },
);

/** What changing the roles of a group needs, without `by`. Accepts what `changeAccess` of the role service takes. */
export const changeAccessFormSchema: FormSchema<ChangeAccessInput> = /* @__PURE__ */ input(
  'a change of access',
  {
    customerId: customerIdSchema,
    offerId: offerIdSchema,
    groupId: groupIdSchema,
    roles: rolesSchema,
  },
);

/**
 * What consenting to a role offer needs, without `by`. Accepts what `consentToRoleOffer` of the role service takes.
 */
export const consentToRoleOfferFormSchema: FormSchema<ConsentToRoleOfferInput> = /* @__PURE__ */ input(
  'a consent to a role offer',
  {
    partnerId: partnerIdSchema,
    offerId: offerIdSchema,
  },
);

/** What discarding a role offer needs, without `by`. Accepts what `discardRoleOffer` of the role service takes. */
export const discardRoleOfferFormSchema: FormSchema<DiscardRoleOfferInput> = /* @__PURE__ */ input(
  'a discarding of a role offer',
  {
    partnerId: partnerIdSchema,
    offerId: offerIdSchema,
  },
);

/**
 * What drafting a role offer needs, without `by`. Accepts what `draftRoleOffer` of the role service takes, which also
 * asks that a name can * be seen.
 *
 * @example
 * ```ts
 * import { draftRoleOfferFormSchema } from 'partner-relationships/schema';
 *
 * // The body of a request.
 * const body = {
 *   partnerId: 'contoso',
 *   name: 'Mailboxes',
 *   roles: ['29232cdf-9323-42fd-ade2-1d097af3e4de'],
 *   termDays: 365,
 *   extends: true,
 * };
 *
 * draftRoleOfferFormSchema.safeParse(body).success; // => true
 *
 * const endless = { ...body, termDays: 731 };
 * draftRoleOfferFormSchema.safeParse(endless).success; // => false
 * ```
 */
export const draftRoleOfferFormSchema: FormSchema<DraftRoleOfferInput> = /* @__PURE__ */ input(
  'a draft of a role offer',
  {
    partnerId: partnerIdSchema,
    name: offerNameSchema,
    roles: rolesSchema,
    termDays: termDaysSchema,
    extends: booleanSchema,
    customerId: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.nullable(customerIdSchema)),
    indirectResellerId: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.nullable(partnerIdSchema)),
  },
);

/** What dropping a role needs, without `by`. Accepts what `dropRole` of the role service takes. */
export const dropRoleFormSchema: FormSchema<DropRoleInput> = /* @__PURE__ */ input(
  'a dropping of a role',
  {
    customerId: customerIdSchema,
    offerId: offerIdSchema,
    roleId: roleIdSchema,
  },
);

/** What locking a role offer needs, without `by`. Accepts what `lockRoleOffer` of the role service takes. */
export const lockRoleOfferFormSchema: FormSchema<LockRoleOfferInput> = /* @__PURE__ */ input(
  'a locking of a role offer',
  {
    partnerId: partnerIdSchema,
    offerId: offerIdSchema,
  },
);

/** What rejecting a role offer needs, without `by`. Accepts what `rejectRoleOffer` of the role service takes. */
export const rejectRoleOfferFormSchema: FormSchema<RejectRoleOfferInput> = /* @__PURE__ */ input(
  'a rejection of a role offer',
  {
    partnerId: partnerIdSchema,
    offerId: offerIdSchema,
  },
);

/** What taking all roles from a group needs, without `by`. Accepts what `removeAccess` of the role service takes. */
export const removeAccessFormSchema: FormSchema<RemoveAccessInput> = /* @__PURE__ */ input(
  'a removal of access',
  {
    customerId: customerIdSchema,
    offerId: offerIdSchema,
    groupId: groupIdSchema,
  },
);

/**
 * What revising a role offer needs, without `by`. Accepts what `reviseRoleOffer` of the role service takes, which also
 * asks that a new * name can be seen.
 */
export const reviseRoleOfferFormSchema: FormSchema<ReviseRoleOfferInput> = /* @__PURE__ */ input(
  'a revision of a role offer',
  {
    partnerId: partnerIdSchema,
    offerId: offerIdSchema,
    name: /* @__PURE__ */ z.optional(offerNameSchema),
    roles: /* @__PURE__ */ z.optional(rolesSchema),
    termDays: /* @__PURE__ */ z.optional(termDaysSchema),
    extends: /* @__PURE__ */ z.optional(booleanSchema),
    customerId: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.nullable(customerIdSchema)),
  },
);

/**
 * What switching an extension on or off needs, without `by`. Accepts what `setExtension` of the role service takes.
 */
export const setExtensionFormSchema: FormSchema<SetExtensionInput> = /* @__PURE__ */ input(
  'a switching of the extension',
  {
    customerId: customerIdSchema,
    offerId: offerIdSchema,
    on: booleanSchema,
  },
);

/**
 * What writing down one page of what is due needs, without `by`. Accepts what `settleDue` of the role service takes.
 */
export const settleDueFormSchema: FormSchema<SettleDueInput> = /* @__PURE__ */ input(
  'a settlement',
  {
    after: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.nullable(/* @__PURE__ */ z.string('expected a cursor'))),
    limit: /* @__PURE__ */ z.optional(limitSchema),
  },
);

/**
 * What terminating a role delegation needs, without `by`. Accepts what `terminateRoleDelegation` of the role service
 * takes.
 */
export const terminateRoleDelegationFormSchema: FormSchema<TerminateRoleDelegationInput> = /* @__PURE__ */ input(
  'a termination',
  {
    customerId: customerIdSchema,
    offerId: offerIdSchema,
  },
);
