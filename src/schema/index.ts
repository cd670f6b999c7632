/**
 * [zod](https://zod.dev) schemas of the model, for data from outside. Each accepts exactly what the `parse…` function
 * of the same name accepts. They need zod 4. Before zod 4.6 a list that is too long is read item by item before it is
 * refused, so limit the size of HTTP request bodies.
 *
 * @module partner-relationships/schema
 */

export {
  customerIdSchema,
  inviteTokenSchema,
  partnerIdSchema,
  requestIdSchema,
  serviceIdSchema,
  subscriptionIdSchema,
} from './identifiers';
export { instantSchema } from './instant';
export { partnerProgramSchema, partnerSchema, partnerStandingSchema } from './partner';
export { customerSchema } from './customer';
export { subscriptionSchema, subscriptionStatusSchema } from './subscription';
export { actorSchema } from './actor';
export { relationshipRequestSchema } from './relationship-request';
export { relationshipOriginSchema, resellerRelationshipSchema } from './reseller-relationship';
export { serviceDelegationSchema } from './service-delegation';
export { partnerAccountSchema } from './partner-account';
export { customerRelationshipsSchema } from './customer-relationships';
export type { Unbranded } from './unbranded';
