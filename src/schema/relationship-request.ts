import * as z from 'zod/mini';
import { decodeRelationshipRequest, type RelationshipRequest } from '../model/relationship-request';
import { inviteTokenSchema, partnerIdSchema, requestIdSchema } from './identifiers';
import { instantSchema } from './instant';
import { object } from './shapes';
import type { Unbranded } from './unbranded';

/** A relationship request by itself. `partnerAccountSchema` checks that it fits its partner. */
export const relationshipRequestSchema: z.ZodMiniType<RelationshipRequest, Unbranded<RelationshipRequest>> =
  /* @__PURE__ */ object(
    {
      id: requestIdSchema,
      partnerId: partnerIdSchema,
      indirectResellerId: /* @__PURE__ */ z.nullable(partnerIdSchema),
      token: inviteTokenSchema,
      openedAt: instantSchema,
      revokedAt: /* @__PURE__ */ z.nullable(instantSchema),
    },
    decodeRelationshipRequest,
  );
