import * as z from 'zod/mini';
import {
  decodeClosure,
  decodePartnerAccount,
  decodeRequests,
  decodeRoleOffers,
  MAX_REQUESTS,
  type Closure,
  type PartnerAccount,
} from '../model/partner-account';
import { MAX_ROLE_OFFERS_PER_PARTNER } from '../model/limits';
import { operatorActorSchema } from './actor';
import { instantSchema } from './instant';
import { partnerSchema } from './partner';
import { relationshipRequestSchema } from './relationship-request';
import { roleOfferSchema } from './role-offer';
import { list, object } from './shapes';
import { reasonSchema } from './text';
import type { Unbranded } from './unbranded';

const closureSchema: z.ZodMiniType<Closure, Unbranded<Closure>> = /* @__PURE__ */ object(
  {
    at: instantSchema,
    by: operatorActorSchema,
    reason: reasonSchema,
  },
  decodeClosure,
);

/**
 * A partner, its relationship requests and its role offers. Accepts what `parsePartnerAccount` accepts. So it checks
 * every field, and also that each request belongs to the partner; that ids and tokens are distinct; that at most one
 * request is open for each named indirect reseller, and one that names none; that only a provider names a reseller, and
 * an indirect reseller has no request (`indirect-reseller-uses-provider-invitation`); that role offers are the
 * partner's, each with an id and a name of its own; that a closed account, and no other, has a `closure`; and that
 * nothing is later than `changedAt`, if that is given. Returns the same frozen copy.
 *
 * @example
 * ```ts
 * import { partnerAccountSchema } from 'partner-relationships/schema';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const request = {
 *   id: 'request-1',
 *   partnerId: 'contoso',
 *   indirectResellerId: 'fabrikam',
 *   token: 'k3PzVt0Wc9yQd5Lm',
 *   openedAt: '2026-11-22T09:30:00.000Z',
 *   revokedAt: null,
 * };
 *
 * // Only an indirect provider names a reseller in its request.
 * const direct = { partner, requests: [request] };
 * const provider = {
 *   ...direct,
 *   partner: { ...partner, program: 'indirect-provider' },
 * };
 * partnerAccountSchema.safeParse(provider).success; // => true
 * partnerAccountSchema.safeParse(direct).success; // => false
 * ```
 */
export const partnerAccountSchema: z.ZodMiniType<PartnerAccount, Unbranded<PartnerAccount>> = /* @__PURE__ */ object(
  {
    partner: partnerSchema,
    changedAt: /* @__PURE__ */ z.optional(instantSchema),
    closure: /* @__PURE__ */ z.optional(closureSchema),
    requests: /* @__PURE__ */ list(relationshipRequestSchema, MAX_REQUESTS, decodeRequests),
    roleOffers: /* @__PURE__ */ z.optional(
      /* @__PURE__ */ list(roleOfferSchema, MAX_ROLE_OFFERS_PER_PARTNER, decodeRoleOffers),
    ),
  },
  decodePartnerAccount,
);
