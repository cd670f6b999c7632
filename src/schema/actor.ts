import * as z from 'zod/mini';
import { decodeActor, decodeOperatorActor, type Actor, type OperatorActor } from '../model/actor';
import { literal } from '../model/decode';
import { decodedBy, withMessageOf } from './decoded-by';
import { customerIdSchema, partnerIdSchema } from './identifiers';
import { userIdSchema } from './text';
import type { Unbranded } from './unbranded';

const operatorShape = /* @__PURE__ */ z.object(
  {
    kind: /* @__PURE__ */ z.literal('operator', /* @__PURE__ */ withMessageOf(/* @__PURE__ */ literal('operator'))),
    userId: /* @__PURE__ */ z.optional(userIdSchema),
  },
  /* @__PURE__ */ withMessageOf(decodeOperatorActor),
);

/** The operator of the marketplace as an actor, and nobody else. */
export const operatorActorSchema: z.ZodMiniType<OperatorActor, Unbranded<OperatorActor>> = /* @__PURE__ */ decodedBy(
  operatorShape,
  decodeOperatorActor,
);

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
      operatorShape,
    ],
    /* @__PURE__ */ withMessageOf(decodeActor),
  ),
  decodeActor,
);
