import * as z from 'zod/mini';
import {
  decodeRelationshipOrigin,
  decodeResellerRelationship,
  type RelationshipOrigin,
  type ResellerRelationship,
} from '../model/reseller-relationship';
import { decodedBy, withMessageOf } from './decoded-by';
import { partnerIdSchema, requestIdSchema } from './identifiers';
import { instantSchema } from './instant';
import { object } from './shapes';
import type { Unbranded } from './unbranded';

/**
 * The origin of a relationship: `{ kind: 'request', requestId }`, `{ kind: 'customer-added' }` or
 * `{ kind: 'imported' }`.
 */
export const relationshipOriginSchema: z.ZodMiniType<RelationshipOrigin, Unbranded<RelationshipOrigin>> =
  /* @__PURE__ */ decodedBy(
    /* @__PURE__ */ z.discriminatedUnion(
      'kind',
      [
        /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('request'), requestId: requestIdSchema }),
        /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('customer-added') }),
        /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('imported') }),
      ],
      /* @__PURE__ */ withMessageOf(decodeRelationshipOrigin),
    ),
    decodeRelationshipOrigin,
  );

/** A reseller relationship by itself. `customerRelationshipsSchema` checks that it fits the others. */
export const resellerRelationshipSchema: z.ZodMiniType<ResellerRelationship, Unbranded<ResellerRelationship>> =
  /* @__PURE__ */ object(
    { partnerId: partnerIdSchema, establishedAt: instantSchema, origin: relationshipOriginSchema },
    decodeResellerRelationship,
  );
