import * as z from 'zod/mini';
import {
  decodeRelationshipOrigin,
  decodeResellerRelationship,
  type RelationshipOrigin,
  type ResellerRelationship,
} from '../model/reseller-relationship';
import { decodedBy, inWordsOf } from './decoded-by';
import { partnerIdSchema, requestIdSchema } from './identifiers';
import { instantSchema } from './instant';
import { record } from './shapes';
import type { Unbranded } from './unbranded';

/** How a relationship came to be: `{ kind: 'request', requestId }` or `{ kind: 'customer-added' }`. */
export const relationshipOriginSchema: z.ZodMiniType<RelationshipOrigin, Unbranded<RelationshipOrigin>> =
  /* @__PURE__ */ decodedBy(
    /* @__PURE__ */ z.discriminatedUnion(
      'kind',
      [
        /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('request'), requestId: requestIdSchema }),
        /* @__PURE__ */ z.object({ kind: /* @__PURE__ */ z.literal('customer-added') }),
      ],
      /* @__PURE__ */ inWordsOf(decodeRelationshipOrigin),
    ),
    decodeRelationshipOrigin,
  );

/** A reseller relationship, by itself: whether it fits the others is for `customerRelationshipsSchema` to say. */
export const resellerRelationshipSchema: z.ZodMiniType<ResellerRelationship, Unbranded<ResellerRelationship>> =
  /* @__PURE__ */ record(
    { partnerId: partnerIdSchema, establishedAt: instantSchema, origin: relationshipOriginSchema },
    decodeResellerRelationship,
  );
