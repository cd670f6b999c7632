import * as z from 'zod/mini';
import { MAX_ASSIGNMENTS_PER_DELEGATION } from '../model/limits';
import {
  decodeAssignment,
  decodeAssignments,
  decodeRoleDelegation,
  type AccessAssignment,
  type RoleDelegation,
} from '../model/role-delegation';
import { groupIdSchema, offerIdSchema, partnerIdSchema } from './identifiers';
import { instantSchema } from './instant';
import { booleanSchema, offerNameSchema, rolesSchema } from './role-offer';
import { list, object } from './shapes';
import type { Unbranded } from './unbranded';

/** An access assignment by itself. `roleDelegationSchema` checks that it fits its delegation. */
export const assignmentSchema: z.ZodMiniType<AccessAssignment, Unbranded<AccessAssignment>> = /* @__PURE__ */ object(
  { groupId: groupIdSchema, roles: rolesSchema, assignedAt: instantSchema },
  decodeAssignment,
);

/**
 * A role delegation by itself, with its access assignments. It also checks that it does not end before it began, and that
 * a group has one assignment, of roles of the delegation. `customerRelationshipsSchema` checks that it fits the others.
 */
export const roleDelegationSchema: z.ZodMiniType<RoleDelegation, Unbranded<RoleDelegation>> = /* @__PURE__ */ object(
  {
    id: offerIdSchema,
    partnerId: partnerIdSchema,
    throughPartnerId: /* @__PURE__ */ z.nullable(partnerIdSchema),
    name: offerNameSchema,
    roles: rolesSchema,
    activatedAt: instantSchema,
    endsAt: instantSchema,
    extends: booleanSchema,
    assignments: /* @__PURE__ */ list(assignmentSchema, MAX_ASSIGNMENTS_PER_DELEGATION, decodeAssignments),
  },
  decodeRoleDelegation,
);
