import type * as z from 'zod/mini';
import {
  decodePartner,
  PARTNER_PROGRAMS,
  PARTNER_STANDINGS,
  type Partner,
  type PartnerProgram,
  type PartnerStanding,
} from '../model/partner';
import { partnerIdSchema } from './identifiers';
import { choice, object } from './shapes';
import { nameSchema } from './text';
import type { Unbranded } from './unbranded';

/** A partner's program: `direct-bill`, `indirect-provider`, `indirect-reseller` or `advisor`. */
export const partnerProgramSchema: z.ZodMiniType<PartnerProgram, PartnerProgram> =
  /* @__PURE__ */ choice(PARTNER_PROGRAMS);

/** A partner's standing: `active`, `suspended` or `closed`. */
export const partnerStandingSchema: z.ZodMiniType<PartnerStanding, PartnerStanding> =
  /* @__PURE__ */ choice(PARTNER_STANDINGS);

/**
 * A partner. Accepts what `parsePartner` accepts, and returns the same frozen copy, without unknown fields.
 *
 * @example
 * ```ts
 * import { partnerSchema } from 'partner-relationships/schema';
 *
 * const contoso = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 *
 * partnerSchema.parse({ ...contoso, phone: '555-0100' }); // => contoso
 *
 * const retired = partnerSchema.safeParse({ ...contoso, standing: 'retired' });
 * retired.error?.issues[0]?.path; // => ['standing']
 * ```
 */
export const partnerSchema: z.ZodMiniType<Partner, Unbranded<Partner>> = /* @__PURE__ */ object(
  { id: partnerIdSchema, name: nameSchema, program: partnerProgramSchema, standing: partnerStandingSchema },
  decodePartner,
);
