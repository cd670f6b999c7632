import type * as z from 'zod/mini';
import {
  decodeCustomerId,
  decodeGroupId,
  decodeOfferId,
  decodePartnerId,
  decodeRequestId,
  decodeRoleId,
  decodeServiceId,
  decodeSubscriptionId,
  ID_PATTERN,
  type CustomerId,
  type GroupId,
  type OfferId,
  type PartnerId,
  type RequestId,
  type RoleId,
  type ServiceId,
  type SubscriptionId,
} from '../model/identifiers';
import { decodeInviteToken, TOKEN_PATTERN, type InviteToken } from '../model/invite-token';
import { text } from './shapes';

/**
 * A partner's id: 1 to 128 visible ASCII characters (no spaces), but not `all`. Accepts what `parsePartnerId` accepts.
 *
 * @example
 * ```ts
 * import { partnerIdSchema } from 'partner-relationships/schema';
 * import * as z from 'zod/mini';
 *
 * const body = z.object({ partnerId: partnerIdSchema });
 *
 * body.safeParse({ partnerId: 'contoso' }).success; // => true
 * body.safeParse({ partnerId: 'Contoso Ltd' }).success; // => false
 * ```
 */
export const partnerIdSchema: z.ZodMiniType<PartnerId, string> = /* @__PURE__ */ text(ID_PATTERN, decodePartnerId);

/** A customer's id: 1 to 128 visible ASCII characters (no spaces). Accepts what `parseCustomerId` accepts. */
export const customerIdSchema: z.ZodMiniType<CustomerId, string> = /* @__PURE__ */ text(ID_PATTERN, decodeCustomerId);

/** A service's id: 1 to 128 visible ASCII characters (no spaces). Accepts what `parseServiceId` accepts. */
export const serviceIdSchema: z.ZodMiniType<ServiceId, string> = /* @__PURE__ */ text(ID_PATTERN, decodeServiceId);

/** A subscription's id: 1 to 128 visible ASCII characters (no spaces). Accepts what `parseSubscriptionId` accepts. */
export const subscriptionIdSchema: z.ZodMiniType<SubscriptionId, string> = /* @__PURE__ */ text(
  ID_PATTERN,
  decodeSubscriptionId,
);

/**
 * A relationship request's id: 1 to 128 visible ASCII characters (no spaces). Accepts what `parseRequestId` accepts.
 */
export const requestIdSchema: z.ZodMiniType<RequestId, string> = /* @__PURE__ */ text(ID_PATTERN, decodeRequestId);

/**
 * An invite token: 16 to 64 characters of `A-Z`, `a-z`, `0-9`, `_` and `-`. Accepts what `parseInviteToken` accepts.
 */
export const inviteTokenSchema: z.ZodMiniType<InviteToken, string> = /* @__PURE__ */ text(
  TOKEN_PATTERN,
  decodeInviteToken,
);

/** A role offer's id: 16 to 64 characters of `A-Z`, `a-z`, `0-9`, `_` and `-`. */
export const offerIdSchema: z.ZodMiniType<OfferId, string> = /* @__PURE__ */ text(TOKEN_PATTERN, decodeOfferId);

/** A role's id: 1 to 128 visible ASCII characters (no spaces). */
export const roleIdSchema: z.ZodMiniType<RoleId, string> = /* @__PURE__ */ text(ID_PATTERN, decodeRoleId);

/** The id of a group of a partner's people: 1 to 128 visible ASCII characters (no spaces). */
export const groupIdSchema: z.ZodMiniType<GroupId, string> = /* @__PURE__ */ text(ID_PATTERN, decodeGroupId);
