import * as z from 'zod/mini';
import type { RelationshipError } from '../service/error-code';
import { actorSchema } from './actor';
import {
  customerIdSchema,
  partnerIdSchema,
  requestIdSchema,
  serviceIdSchema,
  subscriptionIdSchema,
} from './identifiers';
import { instantSchema } from './instant';
import { partnerProgramSchema } from './partner';
import type { Unbranded } from './unbranded';

const string = /* @__PURE__ */ z.string();
const list = <Item extends z.ZodMiniType>(item: Item) => z.readonly(z.array(item));

/** An error of a kind with a code: its context. */
function failure<Kind extends string, Code extends string, Context extends z.core.$ZodShape>(
  kind: Kind,
  code: Code,
  context: Context,
) {
  return z.object({ kind: z.literal(kind), code: z.literal(code), message: z.string(), context: z.object(context) });
}

/** The same with the rules that such an error can name. */
function violation<Code extends string, const Rules extends readonly string[], Context extends z.core.$ZodShape>(
  code: Code,
  rules: Rules,
  context: Context,
) {
  return z.object({
    kind: z.literal('rule-violation'),
    code: z.literal(code),
    rule: z.enum(rules),
    message: z.string(),
    context: z.object(context),
  });
}

const mismatch = {
  path: string,
  expected: string,
  format: /* @__PURE__ */ z.optional(
    /* @__PURE__ */ z.enum(['id', 'partner-id', 'line', 'new-name', 'offer-name', 'instant', 'paragraph']),
  ),
  received: string,
};
const cause = { cause: string };
const ofPartner = { partnerId: partnerIdSchema };
const ofCustomer = { customerId: customerIdSchema };
const by = { by: actorSchema };
const part = /* @__PURE__ */ z.enum(['text', 'html']);
const heldService = /* @__PURE__ */ z.object({ serviceId: serviceIdSchema, holderId: partnerIdSchema });
const fact = /* @__PURE__ */ z.enum([
  'open-account',
  'relationship-in-force',
  'original-reseller',
  'admin-rights',
  'transacting-program',
  'active-standing',
]);
const operation = /* @__PURE__ */ z.enum([
  'provision-service',
  'administer-service',
  'manage-users',
  'view-service-health',
  'file-service-request',
  'receive-bill',
  'change-partner-of-record',
  'suspend-subscription',
  'reactivate-subscription',
  'cancel-subscription',
  'convert-trial',
  'add-seats',
  'remove-seats',
  'order-add-ons',
  'transition-subscription',
  'migrate-subscription',
  'sell-subscription',
]);
const remedy = /* @__PURE__ */ z.object({
  fact,
  party: /* @__PURE__ */ z.enum(['customer', 'original-reseller', 'transacting-partner', 'operator']),
  action: /* @__PURE__ */ z.enum([
    'accept-the-partners-request',
    'accept-and-delegate-the-service',
    'perform-the-operation',
    'turn-to-another-partner',
    'reinstate-the-partner',
  ]),
});

/**
 * An error of this library as an HTTP API sends it, told apart by `code`: for a client that reads it, and for the
 * description of an API. Of a denial, `operation` and the facts are those of this release.
 *
 * @example
 * ```ts
 * import { parsePartnerId } from 'partner-relationships';
 * import { errorSchema } from 'partner-relationships/schema';
 *
 * const sent = parsePartnerId('Contoso Ltd').match(
 *   () => '',
 *   (error) => JSON.stringify(error),
 * );
 *
 * const read = errorSchema.parse(JSON.parse(sent));
 * read.code; // => 'malformed-input'
 * ```
 */
export const errorSchema: z.ZodMiniType<RelationshipError, Unbranded<RelationshipError>> = /* @__PURE__ */ anyError();

function anyError() {
  return z.discriminatedUnion('code', [
    failure('invalid-input', 'malformed-input', mismatch),
    failure('invalid-input', 'contradictory-input', mismatch),
    failure('invalid-input', 'limit-exceeded', { limit: string, maximum: z.number(), actual: z.number() }),
    failure('invalid-input', 'unknown-partner', ofPartner),
    failure('invalid-input', 'unknown-customer', ofCustomer),
    failure('invalid-input', 'unknown-request', { requestId: requestIdSchema }),
    failure('invalid-input', 'unknown-invitation', ofPartner),
    violation(
      'not-the-customer',
      ['only-customer-accepts', 'customer-removes-any-admin-rights', 'operator-keeps-accounts'],
      by,
    ),
    violation(
      'not-the-partner',
      ['partner-acts-for-itself', 'partner-may-relinquish', 'customer-cannot-end-relationship'],
      by,
    ),
    violation('not-the-operator', ['operator-keeps-accounts', 'import-is-the-operators'], by),
    violation('reason-needed', ['operator-removes-with-reason'], ofCustomer),
    violation('partner-is-closed', ['closed-partner-may-do-nothing', 'closing-is-final'], ofPartner),
    violation('program-kept', ['program-keeps-its-side'], {
      partnerId: partnerIdSchema,
      from: partnerProgramSchema,
      to: partnerProgramSchema,
    }),
    violation(
      'partner-is-suspended',
      ['suspended-partner-cannot-invite', 'suspended-partner-manages-what-exists'],
      ofPartner,
    ),
    violation('provider-invitation-needed', ['indirect-reseller-uses-provider-invitation'], {
      partnerId: partnerIdSchema,
      indirectResellerId: z.nullable(partnerIdSchema),
    }),
    violation('provider-needed', ['indirect-reseller-receives-through-provider'], ofPartner),
    violation('request-is-revoked', ['revoked-invitation-cannot-be-accepted'], {
      requestId: requestIdSchema,
      revokedAt: instantSchema,
    }),
    violation('service-held', ['one-transacting-partner-per-service', 'replacement-names-what-was-seen'], {
      held: list(heldService),
    }),
    violation('customer-exists', ['existing-customer-needs-request'], ofCustomer),
    violation('active-subscriptions', ['active-subscriptions-keep-relationship'], {
      partnerId: partnerIdSchema,
      subscriptionIds: list(subscriptionIdSchema),
    }),
    violation('rights-in-force', ['erasure-needs-no-rights'], {
      customerId: customerIdSchema,
      partnerIds: list(partnerIdSchema),
    }),
    violation('link-missing', ['invitation-link-is-left-as-is'], { part }),
    violation('link-altered', ['invitation-link-is-left-as-is'], { part, found: string }),
    violation('cannot-judge', ['invitation-link-is-left-as-is'], {
      part,
      what: z.enum(['markup', 'character', 'element', 'attribute', 'style']),
      name: string,
      at: z.number(),
    }),
    violation(
      'operation-denied',
      [
        'admin-rights-cover-administration',
        'commercial-operations-need-original-reseller',
        'moving-a-subscription-also-needs-admin-rights',
        'new-sale-needs-relationship',
        'suspended-partner-manages-what-exists',
        'closed-partner-may-do-nothing',
      ],
      { operation, missing: list(fact), remedies: list(remedy) },
    ),
    failure('conflict', 'import-conflict', ofCustomer),
    failure('conflict', 'revision-conflict', { expected: string }),
    failure('storage', 'storage-failed', cause),
    failure('storage', 'outcome-unknown', cause),
    failure('storage', 'alongside-failed', cause),
    failure('storage', 'corrupt-data', cause),
    failure('storage', 'unknown-cursor', { after: string }),
  ]);
}
