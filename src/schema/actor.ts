import * as z from 'zod/mini';
import { decodeActor, type Actor } from '../model/actor';
import { decodedBy, withMessageOf } from './decoded-by';
import { customerIdSchema, partnerIdSchema } from './identifiers';
import { userIdSchema } from './text';
import type { Unbranded } from './unbranded';

/**
 * An actor: `{ kind: 'customer', customerId, userId? }`, `{ kind: 'partner', partnerId, userId? }` or
 * `{ kind: 'operator', userId? }`. A `userId` of undefined is left out.
 *
 * Build an actor from the session that your application has authenticated, not from the body of an HTTP request:
 * otherwise a client could act as anybody.
 *
 * @example
 * ```ts
 * import { actorSchema } from 'partner-relationships/schema';
 *
 * // From a session that your application has authenticated.
 * const session = {
 *   kind: 'customer',
 *   customerId: 'tailspin',
 *   userId: 'alva@tailspin.example',
 * };
 *
 * actorSchema.parse(session).kind; // => 'customer'
 * actorSchema.safeParse({ ...session, kind: 'visitor' }).success; // => false
 * ```
 */
export const actorSchema: z.ZodMiniType<Actor, Unbranded<Actor>> = /* @__PURE__ */ decodedBy(
  /* @__PURE__ */ z.discriminatedUnion(
    'kind',
    [
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('customer'),
        customerId: customerIdSchema,
        userId: /* @__PURE__ */ z.optional(userIdSchema),
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('partner'),
        partnerId: partnerIdSchema,
        userId: /* @__PURE__ */ z.optional(userIdSchema),
      }),
      /* @__PURE__ */ z.object({
        kind: /* @__PURE__ */ z.literal('operator'),
        userId: /* @__PURE__ */ z.optional(userIdSchema),
      }),
    ],
    /* @__PURE__ */ withMessageOf(decodeActor),
  ),
  decodeActor,
);
