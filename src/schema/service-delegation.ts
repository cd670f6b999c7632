import * as z from 'zod/mini';
import { boolean } from '../model/decode';
import { decodeServiceDelegation, type ServiceDelegation } from '../model/service-delegation';
import { withMessageOf } from './decoded-by';
import { partnerIdSchema, serviceIdSchema } from './identifiers';
import { instantSchema } from './instant';
import { object } from './shapes';
import type { Unbranded } from './unbranded';

/** A service delegation by itself. `customerRelationshipsSchema` checks that it fits the others. */
export const serviceDelegationSchema: z.ZodMiniType<ServiceDelegation, Unbranded<ServiceDelegation>> =
  /* @__PURE__ */ object(
    {
      partnerId: partnerIdSchema,
      serviceId: serviceIdSchema,
      transacting: /* @__PURE__ */ z.boolean(/* @__PURE__ */ withMessageOf(boolean)),
      throughPartnerId: /* @__PURE__ */ z.nullable(partnerIdSchema),
      grantedAt: instantSchema,
    },
    decodeServiceDelegation,
  );
