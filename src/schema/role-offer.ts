import * as z from 'zod/mini';
import { boolean } from '../model/decode';
import type { RoleId } from '../model/identifiers';
import { MAX_ROLES_PER_OFFER, MAX_TERM_DAYS } from '../model/limits';
import {
  decodeOfferName,
  decodeRoleOffer,
  decodeRoles,
  OFFER_NAME_PATTERN,
  type RoleOffer,
} from '../model/role-offer';
import { decodedBy, withMessageOf } from './decoded-by';
import { customerIdSchema, offerIdSchema, partnerIdSchema, roleIdSchema } from './identifiers';
import { instantSchema } from './instant';
import { integer, list, object, text } from './shapes';
import type { Unbranded } from './unbranded';

/** The name of a role offer. */
export const offerNameSchema: z.ZodMiniType<string, string> = /* @__PURE__ */ text(OFFER_NAME_PATTERN, decodeOfferName);

/** Roles, each once, at least one. */
export const rolesSchema: z.ZodMiniType<readonly RoleId[], readonly string[]> = /* @__PURE__ */ decodedBy(
  /* @__PURE__ */ list(roleIdSchema, MAX_ROLES_PER_OFFER, decodeRoles),
  decodeRoles,
);

export const termDaysSchema: z.ZodMiniType<number, number> = /* @__PURE__ */ integer(1, MAX_TERM_DAYS);

export const booleanSchema: z.ZodMiniType<boolean, boolean> = /* @__PURE__ */ z.boolean(
  /* @__PURE__ */ withMessageOf(boolean),
);

/**
 * A role offer by itself: a draft, one that waits for a customer, or one that a customer has taken. It also checks that
 * its roles differ, that nobody has consented to a draft or taken it, that consent comes after the locking, and that
 * nobody but the customer that it names has taken it. `partnerAccountSchema` checks that it fits its partner.
 *
 * @example
 * ```ts
 * import { roleOfferSchema } from 'partner-relationships/schema';
 *
 * const draft = {
 *   id: 'Zc9yQd5LmK3PzVt0',
 *   partnerId: 'contoso',
 *   indirectResellerId: null,
 *   customerId: 'tailspin',
 *   name: 'Mailboxes',
 *   roles: ['exchange-administrator'],
 *   termDays: 365,
 *   extends: true,
 *   lockedAt: null,
 *   consentedAt: null,
 *   takenBy: null,
 * };
 *
 * roleOfferSchema.safeParse(draft).success; // => true
 *
 * // A draft waits for nobody.
 * const taken = { ...draft, takenBy: 'tailspin' };
 * roleOfferSchema.safeParse(taken).success; // => false
 * ```
 */
export const roleOfferSchema: z.ZodMiniType<RoleOffer, Unbranded<RoleOffer>> = /* @__PURE__ */ object(
  {
    id: offerIdSchema,
    partnerId: partnerIdSchema,
    indirectResellerId: /* @__PURE__ */ z.nullable(partnerIdSchema),
    customerId: /* @__PURE__ */ z.nullable(customerIdSchema),
    name: offerNameSchema,
    roles: rolesSchema,
    termDays: termDaysSchema,
    extends: booleanSchema,
    lockedAt: /* @__PURE__ */ z.nullable(instantSchema),
    consentedAt: /* @__PURE__ */ z.nullable(instantSchema),
    takenBy: /* @__PURE__ */ z.nullable(customerIdSchema),
  },
  decodeRoleOffer,
);
