import * as z from 'zod/mini';
import { decodePartnerAccount, decodeRequests, MAX_REQUESTS, type PartnerAccount } from '../model/partner-account';
import { instantSchema } from './instant';
import { partnerSchema } from './partner';
import { relationshipRequestSchema } from './relationship-request';
import { list, record } from './shapes';
import type { Unbranded } from './unbranded';

/**
 * A partner and its relationship requests. Takes what `parsePartnerAccount` takes, so besides every field: each request
 * belongs to the partner; ids and tokens are distinct; at most one request is open for each indirect reseller named,
 * and one for none; only a provider names a reseller, and an indirect reseller has no request
 * (`indirect-reseller-uses-provider-invitation`); and nothing in it is later than `changedAt`, where that is
 * given. Gives the same frozen copy.
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
 * const provider = { ...partner, program: 'indirect-provider' };
 * partnerAccountSchema.safeParse({ partner: provider, requests: [request] })
 *   .success; // => true
 * partnerAccountSchema.safeParse({ partner, requests: [request] }).success; // => false
 * ```
 */
export const partnerAccountSchema: z.ZodMiniType<PartnerAccount, Unbranded<PartnerAccount>> = /* @__PURE__ */ record(
  {
    partner: partnerSchema,
    changedAt: /* @__PURE__ */ z.optional(instantSchema),
    requests: /* @__PURE__ */ list(relationshipRequestSchema, MAX_REQUESTS, decodeRequests),
  },
  decodePartnerAccount,
);
