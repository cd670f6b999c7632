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
