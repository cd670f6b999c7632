import * as z from 'zod/mini';
import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_SERVICES_PER_COMMAND,
  MAX_SUBSCRIPTIONS_PER_CALL,
} from '../model/limits';
import { MAX_PAGE_SIZE } from '../repository/page';
import type { AcceptRequestInput } from '../service/accept-request';
import type { AddCustomerInput } from '../service/add-customer';
import type { ChangeProgramInput } from '../service/change-program';
import type { ClearClosedPartnerInput } from '../service/clear-closed-partner';
import type { ClosePartnerInput } from '../service/close-partner';
import type { EndRelationshipInput } from '../service/end-relationship';
import type { EraseCustomerInput } from '../service/erase-customer';
import type { ImportCustomerInput } from '../service/import-customer';
import type { OpenRequestInput } from '../service/open-request';
import type { RegisterPartnerInput } from '../service/register-partner';
import type { ReinstatePartnerInput } from '../service/reinstate-partner';
import type { RelinquishDelegationsInput } from '../service/relinquish-delegations';
import type { RemoveDelegationsInput } from '../service/remove-delegations';
import type { RenameCustomerInput } from '../service/rename-customer';
import type { RenamePartnerInput } from '../service/rename-partner';
import type { RevokeRequestInput } from '../service/revoke-request';
import type { SuspendPartnerInput } from '../service/suspend-partner';
import { customerSchema } from './customer';
import {
  customerIdSchema,
  partnerIdSchema,
  requestIdSchema,
  serviceIdSchema,
} from './identifiers';
import { instantSchema } from './instant';
import { partnerProgramSchema } from './partner';
import { input, inputList, integer } from './shapes';
import { subscriptionSchema } from './subscription';
import { agreementSchema, nameSchema, reasonSchema } from './text';

/**
 * The input of a command without `by`: what a form or the body of a request holds. Who acts comes from the session that
 * your application has authenticated, never from there.
 */
export type FormOf<Input extends object> = Omit<Input, 'by'>;

export type FormSchema<Input extends object> = z.ZodMiniType<FormOf<Input>, FormOf<Input>>;

const linkSchema = /* @__PURE__ */ z.string('expected an invitation link');
const servicesSchema = /* @__PURE__ */ inputList('an array of service ids', serviceIdSchema, MAX_SERVICES_PER_COMMAND);
const allSchema = /* @__PURE__ */ z.literal('all');
const servicesOrAllSchema = /* @__PURE__ */ z.union(
  [allSchema, servicesSchema],
  'expected "all" or an array of service ids',
);
const onHeldServiceSchema = /* @__PURE__ */ z.union(
  [
    /* @__PURE__ */ z.enum(['refuse', 'replace']),
    /* @__PURE__ */ input('the holders to replace', {
      replace: /* @__PURE__ */ inputList(
        'an array of held services',
        /* @__PURE__ */ input('a held service', { serviceId: serviceIdSchema, holderId: partnerIdSchema }),
        MAX_SERVICES_PER_COMMAND,
      ),
    }),
  ],
  'expected "refuse", "replace" or the holders to replace',
);
const subscriptionsSchema = /* @__PURE__ */ inputList(
  'an array of subscriptions',
  subscriptionSchema,
  MAX_SUBSCRIPTIONS_PER_CALL,
);
const importedRelationshipsSchema = /* @__PURE__ */ inputList(
  'an array of imported relationships',
  /* @__PURE__ */ input('an imported relationship', { partnerId: partnerIdSchema, establishedAt: instantSchema }),
  MAX_RELATIONSHIPS_PER_CUSTOMER,
);
const importedDelegationsSchema = /* @__PURE__ */ inputList(
  'an array of imported delegations',
  /* @__PURE__ */ input('an imported delegation', {
    partnerId: partnerIdSchema,
    serviceId: serviceIdSchema,
    throughPartnerId: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.nullable(partnerIdSchema)),
    grantedAt: instantSchema,
  }),
  MAX_DELEGATIONS_PER_CUSTOMER,
);
export const limitSchema: z.ZodMiniType<number, number> = /* @__PURE__ */ integer(1, MAX_PAGE_SIZE);

/**
 * What accepting an invitation needs, without `by`. Accepts what `acceptRequest` of the service takes; whether the link
 * is one of yours, and what the rules say, the service tells.
 *
 * @example
 * ```ts
 * import { acceptRequestFormSchema } from 'partner-relationships/schema';
 *
 * // The body of a request.
 * const body = {
 *   link: 'https://portal.example/invitation?partner=contoso&token=…',
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   services: ['exchange-online'],
 *   by: { kind: 'operator' },
 * };
 *
 * const form = acceptRequestFormSchema.parse(body);
 * Object.keys(form); // => ['link', 'customer', 'services']
 * // service.acceptRequest({ ...form, by: theActorOfTheSession })
 *
 * const wrong = acceptRequestFormSchema.safeParse({ ...body, services: [1] });
 * wrong.success; // => false
 * ```
 */
export const acceptRequestFormSchema: FormSchema<AcceptRequestInput> = /* @__PURE__ */ input(
  'an acceptance',
  {
    link: linkSchema,
    customer: customerSchema,
    services: servicesSchema,
    indirectResellerServices: /* @__PURE__ */ z.optional(servicesSchema),
    onHeldService: /* @__PURE__ */ z.optional(onHeldServiceSchema),
  },
);

/** What adding a customer needs, without `by`. Accepts what `addCustomer` of the service takes. */
export const addCustomerFormSchema: FormSchema<AddCustomerInput> = /* @__PURE__ */ input(
  'an addition of a customer',
  {
    partnerId: partnerIdSchema,
    customer: customerSchema,
    services: servicesSchema,
  },
);

/** What changing the program of a partner needs, without `by`. Accepts what `changeProgram` of the service takes. */
export const changeProgramFormSchema: FormSchema<ChangeProgramInput> = /* @__PURE__ */ input(
  'a change of program',
  {
    partnerId: partnerIdSchema,
    program: partnerProgramSchema,
  },
);

/**
 * What clearing one page of what a closed partner holds needs, without `by`. Accepts what `clearClosedPartner` of the
 * service takes.
 */
export const clearClosedPartnerFormSchema: FormSchema<ClearClosedPartnerInput> = /* @__PURE__ */ input(
  'a clearing',
  {
    partnerId: partnerIdSchema,
    after: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.nullable(/* @__PURE__ */ z.string('expected a cursor'))),
    limit: /* @__PURE__ */ z.optional(limitSchema),
  },
);

/** What closing the account of a partner needs, without `by`. Accepts what `closePartner` of the service takes. */
export const closePartnerFormSchema: FormSchema<ClosePartnerInput> = /* @__PURE__ */ input(
  'a closing',
  { partnerId: partnerIdSchema, reason: reasonSchema },
);

/** What ending a relationship needs, without `by`. Accepts what `endRelationship` of the service takes. */
export const endRelationshipFormSchema: FormSchema<EndRelationshipInput> = /* @__PURE__ */ input(
  'an end of a relationship',
  {
    customerId: customerIdSchema,
    partnerId: partnerIdSchema,
    agreement: agreementSchema,
    subscriptions: subscriptionsSchema,
  },
);

/** What erasing a customer needs, without `by`. Accepts what `eraseCustomer` of the service takes. */
export const eraseCustomerFormSchema: FormSchema<EraseCustomerInput> = /* @__PURE__ */ input(
  'an erasure',
  { customerId: customerIdSchema, reason: reasonSchema },
);

/** What importing a customer needs, without `by`. Accepts what `importCustomer` of the service takes. */
export const importCustomerFormSchema: FormSchema<ImportCustomerInput> = /* @__PURE__ */ input(
  'an import',
  {
    customer: customerSchema,
    relationships: importedRelationshipsSchema,
    delegations: importedDelegationsSchema,
  },
);

/** What opening a request needs, without `by`. Accepts what `openRequest` of the service takes. */
export const openRequestFormSchema: FormSchema<OpenRequestInput> = /* @__PURE__ */ input(
  'an opening of a request',
  {
    partnerId: partnerIdSchema,
    indirectResellerId: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.nullable(partnerIdSchema)),
  },
);

/**
 * What registering a partner needs. Accepts what `registerPartner` of the service takes; it then also asks that a name
 * can be seen.
 */
export const registerPartnerFormSchema: FormSchema<RegisterPartnerInput> = /* @__PURE__ */ input(
  'a registration',
  {
    id: /* @__PURE__ */ z.optional(partnerIdSchema),
    name: nameSchema,
    program: partnerProgramSchema,
  },
);

/** What reinstating a partner needs, without `by`. Accepts what `reinstatePartner` of the service takes. */
export const reinstatePartnerFormSchema: FormSchema<ReinstatePartnerInput> = /* @__PURE__ */ input(
  'a reinstatement',
  { partnerId: partnerIdSchema, reason: reasonSchema },
);

/** What relinquishing admin rights needs, without `by`. Accepts what `relinquishDelegations` of the service takes. */
export const relinquishDelegationsFormSchema: FormSchema<RelinquishDelegationsInput> = /* @__PURE__ */ input(
  'a relinquishment',
  {
    customerId: customerIdSchema,
    partnerId: partnerIdSchema,
    services: servicesOrAllSchema,
  },
);

/** What removing admin rights needs, without `by`. Accepts what `removeDelegations` of the service takes. */
export const removeDelegationsFormSchema: FormSchema<RemoveDelegationsInput> = /* @__PURE__ */ input(
  'a removal',
  {
    customerId: customerIdSchema,
    from: /* @__PURE__ */ z.union([allSchema, partnerIdSchema], 'expected "all" or a partner id'),
    services: servicesOrAllSchema,
    reason: /* @__PURE__ */ z.optional(reasonSchema),
  },
);

/**
 * What renaming a customer needs, without `by`. Accepts what `renameCustomer` of the service takes, which also asks
 * that a name can be seen.
 */
export const renameCustomerFormSchema: FormSchema<RenameCustomerInput> = /* @__PURE__ */ input(
  'a renaming',
  { customerId: customerIdSchema, name: nameSchema },
);

/**
 * What renaming a partner needs, without `by`. Accepts what `renamePartner` of the service takes, which also asks that
 * a name can be seen.
 */
export const renamePartnerFormSchema: FormSchema<RenamePartnerInput> = /* @__PURE__ */ input(
  'a renaming',
  { partnerId: partnerIdSchema, name: nameSchema },
);

/** What revoking a request needs, without `by`. Accepts what `revokeRequest` of the service takes. */
export const revokeRequestFormSchema: FormSchema<RevokeRequestInput> = /* @__PURE__ */ input(
  'a revocation',
  { partnerId: partnerIdSchema, requestId: requestIdSchema },
);

/** What suspending a partner needs, without `by`. Accepts what `suspendPartner` of the service takes. */
export const suspendPartnerFormSchema: FormSchema<SuspendPartnerInput> = /* @__PURE__ */ input(
  'a suspension',
  { partnerId: partnerIdSchema, reason: reasonSchema },
);
