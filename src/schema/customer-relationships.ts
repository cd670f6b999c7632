import * as z from 'zod/mini';
import {
  decodeCustomerRelationships,
  decodeDelegations,
  decodeRelationships,
  decodeRoleDelegations,
  type CustomerRelationships,
} from '../model/customer-relationships';
import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
} from '../model/limits';
import { customerSchema } from './customer';
import { instantSchema } from './instant';
import { resellerRelationshipSchema } from './reseller-relationship';
import { roleDelegationSchema } from './role-delegation';
import { serviceDelegationSchema } from './service-delegation';
import { list, object } from './shapes';
import type { Unbranded } from './unbranded';

/**
 * A customer with its reseller relationships, service delegations and role delegations. Accepts what
 * `parseCustomerRelationships` accepts. So it checks every field, and also that a partner has one relationship and one
 * delegation per service (an indirect reseller: per service and provider); that a delegation rests on a relationship in
 * force; that a service has one transacting holder (`one-transacting-partner-per-service`); that each role delegation
 * has an id of its own; and that nothing but the end of a role delegation is later than `changedAt`, if that is given.
 * Returns the same frozen copy, which `authorize` indexes only once.
 *
 * @example
 * ```ts
 * import { authorize } from 'partner-relationships';
 * import {
 *   customerRelationshipsSchema,
 *   partnerSchema,
 *   serviceIdSchema,
 * } from 'partner-relationships/schema';
 *
 * const state = customerRelationshipsSchema.parse({
 *   customer: { id: 'fabrikam', name: 'Fabrikam' },
 *   relationships: [
 *     {
 *       partnerId: 'contoso',
 *       establishedAt: '2026-11-22T09:30:00.000Z',
 *       origin: { kind: 'customer-added' },
 *     },
 *   ],
 *   delegations: [],
 * });
 * const partner = partnerSchema.parse({
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * });
 * const serviceId = serviceIdSchema.parse('exchange-online');
 *
 * const sale = { partner, operation: 'sell-subscription', serviceId } as const;
 * authorize(state, sale).isOk(); // => true
 * authorize(state, { ...sale, operation: 'manage-users' }).isOk(); // => false
 * ```
 */
export const customerRelationshipsSchema: z.ZodMiniType<CustomerRelationships, Unbranded<CustomerRelationships>> =
  /* @__PURE__ */ object(
    {
      customer: customerSchema,
      changedAt: /* @__PURE__ */ z.optional(instantSchema),
      relationships: /* @__PURE__ */ list(
        resellerRelationshipSchema,
        MAX_RELATIONSHIPS_PER_CUSTOMER,
        decodeRelationships,
      ),
      delegations: /* @__PURE__ */ list(serviceDelegationSchema, MAX_DELEGATIONS_PER_CUSTOMER, decodeDelegations),
      roleDelegations: /* @__PURE__ */ z.optional(
        /* @__PURE__ */ list(roleDelegationSchema, MAX_ROLE_DELEGATIONS_PER_CUSTOMER, decodeRoleDelegations),
      ),
    },
    decodeCustomerRelationships,
  );
