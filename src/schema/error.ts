import * as z from 'zod/mini';
import type { RoleError } from '../roles/index';
import type { RelationshipError } from '../service/error-code';
import { actorSchema } from './actor';
import {
  customerIdSchema,
  groupIdSchema,
  offerIdSchema,
  partnerIdSchema,
  requestIdSchema,
  roleIdSchema,
  serviceIdSchema,
  subscriptionIdSchema,
} from './identifiers';
import { instantSchema } from './instant';
import { partnerProgramSchema } from './partner';
import { assignmentSchema } from './role-delegation';
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
const FACTS = [
  'open-account',
  'relationship-in-force',
  'original-reseller',
  'admin-rights',
  'transacting-program',
  'active-standing',
] as const;
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

/** Who can lawfully change a denial, and how. */
const PARTIES = ['customer', 'original-reseller', 'transacting-partner', 'operator'] as const;

const ACTIONS = [
  'accept-the-partners-request',
  'accept-and-delegate-the-service',
  'perform-the-operation',
  'turn-to-another-partner',
  'reinstate-the-partner',
] as const;

/** The rules that a denial can name. */
const ACTING_RULES = [
  'admin-rights-cover-administration',
  'commercial-operations-need-original-reseller',
  'moving-a-subscription-also-needs-admin-rights',
  'new-sale-needs-relationship',
  'suspended-partner-manages-what-exists',
  'closed-partner-may-do-nothing',
] as const;

/** The context of a denial, which can name these facts, parties and actions. */
function denial<const F extends readonly string[], const P extends readonly string[], const A extends readonly string[]>(
  facts: F,
  parties: P,
  actions: A,
) {
  const fact = z.enum(facts);
  return {
    operation,
    missing: list(fact),
    remedies: list(z.object({ fact, party: z.enum(parties), action: z.enum(actions) })),
  };
}
const part = /* @__PURE__ */ z.enum(['text', 'html']);
const heldService = /* @__PURE__ */ z.object({ serviceId: serviceIdSchema, holderId: partnerIdSchema });

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
    violation('operation-denied', ACTING_RULES, denial(FACTS, PARTIES, ACTIONS)),
    failure('conflict', 'import-conflict', ofCustomer),
    failure('conflict', 'revision-conflict', { expected: string }),
    failure('storage', 'storage-failed', cause),
    failure('storage', 'outcome-unknown', cause),
    failure('storage', 'alongside-failed', cause),
    failure('storage', 'corrupt-data', cause),
    failure('storage', 'unknown-cursor', { after: string }),
  ]);
}

const ofOffer = { offerId: offerIdSchema };

/**
 * An error of the role service, or of a pure function beside it, as an HTTP API sends it, told apart by `code`: for a
 * client that reads it, and for the description of an API. Those that it has in common with the relationship service
 * name the rules and facts that are about roles here.
 *
 * @example
 * ```ts
 * import { roleErrorSchema } from 'partner-relationships/schema';
 *
 * // The body of an answer.
 * const body = {
 *   kind: 'rule-violation',
 *   code: 'offer-lapsed',
 *   rule: 'locked-offer-lapses',
 *   message: 'the offer has lapsed',
 *   context: {
 *     offerId: 'Zc9yQd5LmK3PzVt0',
 *     lapsedAt: '2026-04-01T00:00:00.000Z',
 *   },
 * };
 *
 * roleErrorSchema.parse(body).code; // => 'offer-lapsed'
 * ```
 */
export const roleErrorSchema: z.ZodMiniType<RoleError, Unbranded<RoleError>> = /* @__PURE__ */ anyRoleError();

function anyRoleError() {
  return z.discriminatedUnion('code', [
    failure('invalid-input', 'malformed-input', mismatch),
    failure('invalid-input', 'contradictory-input', mismatch),
    failure('invalid-input', 'limit-exceeded', { limit: string, maximum: z.number(), actual: z.number() }),
    failure('invalid-input', 'unknown-partner', ofPartner),
    failure('invalid-input', 'unknown-customer', ofCustomer),
    failure('invalid-input', 'unknown-offer', ofOffer),
    failure('invalid-input', 'unknown-role', { roleId: roleIdSchema }),
    failure('invalid-input', 'unknown-assignment', { groupId: groupIdSchema }),
    violation('not-the-customer', ['customer-approves-the-whole-offer'], by),
    violation(
      'not-the-partner',
      [
        'partner-acts-for-itself',
        'reseller-consents-to-its-offer',
        'only-that-role-can-be-dropped',
        'assignment-needs-a-delegation-in-force',
      ],
      by,
    ),
    violation('not-the-operator', ['operator-keeps-accounts'], by),
    violation('not-a-party', ['either-side-sets-the-extension', 'either-side-terminates'], by),
    violation('partner-is-closed', ['closed-partner-may-do-nothing'], ofPartner),
    violation('partner-is-suspended', ['suspended-partner-cannot-invite'], ofPartner),
    violation('provider-needed', ['reseller-consents-to-its-offer'], {
      partnerId: partnerIdSchema,
      indirectResellerId: partnerIdSchema,
    }),
    violation('roles-not-offered', ['profile-grants-roles'], {
      profile: z.enum(['partner-center-21vianet', 'partner-center-gdap']),
    }),
    violation('offer-name-taken', ['offer-names-roles-and-term'], { name: string, offerId: offerIdSchema }),
    violation('offer-not-draft', ['offer-is-editable-as-a-draft', 'locked-offer-waits'], ofOffer),
    violation('offer-not-locked', ['locked-offer-waits'], ofOffer),
    violation('offer-lapsed', ['locked-offer-lapses'], { offerId: offerIdSchema, lapsedAt: instantSchema }),
    violation('offer-taken', ['offer-serves-one-customer'], ofOffer),
    violation('consent-needed', ['reseller-consents-to-its-offer'], {
      offerId: offerIdSchema,
      indirectResellerId: partnerIdSchema,
    }),
    violation('never-extends', ['global-administrator-never-extends'], { roles: list(roleIdSchema) }),
    violation('role-stays', ['only-that-role-can-be-dropped'], { roleId: roleIdSchema, isOnly: z.boolean() }),
    violation('roles-not-held', ['assignment-stays-within-the-delegation'], { roles: list(roleIdSchema) }),
    violation('group-is-assigned', ['one-assignment-per-group'], { assignment: assignmentSchema }),
    violation(
      'delegation-not-in-force',
      ['ended-is-final', 'assignment-needs-a-delegation-in-force'],
      ofOffer,
    ),
    violation(
      'operation-denied',
      [
        ...ACTING_RULES,
        'agent-role-limits-the-person',
        'granular-takes-precedence',
        'roles-reach-people-through-groups',
      ],
      denial(
        [...FACTS, 'person-permitted', 'within-reach'],
        [...PARTIES, 'partner'],
        [...ACTIONS, 'approve-the-role-offer', 'offer-the-role', 'assign-the-role', 'give-the-agent-role'],
      ),
    ),
    failure('conflict', 'revision-conflict', { expected: string }),
    failure('storage', 'storage-failed', cause),
    failure('storage', 'outcome-unknown', cause),
    failure('storage', 'alongside-failed', cause),
    failure('storage', 'corrupt-data', cause),
    failure('storage', 'unknown-cursor', { after: string }),
  ]);
}
