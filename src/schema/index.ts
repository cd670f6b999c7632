/**
 * [zod](https://zod.dev) schemas for data from outside: of the model, of what a form gives for a command, of changes
 * and of errors. A schema of the model accepts exactly what the `parse…` function of the same name accepts, and
 * `…FormSchema` what the service takes besides `by`. They need zod 4. Before zod 4.6 a list that is too long is read
 * item by item before it is refused, so limit the size of HTTP request bodies.
 *
 * @module partner-relationships/schema
 */

export {
  customerIdSchema,
  groupIdSchema,
  inviteTokenSchema,
  offerIdSchema,
  partnerIdSchema,
  requestIdSchema,
  roleIdSchema,
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
export { roleOfferSchema } from './role-offer';
export { roleDelegationSchema } from './role-delegation';
export { partnerAccountSchema } from './partner-account';
export { customerRelationshipsSchema } from './customer-relationships';
export { partnerChangeSchema, relationshipChangeSchema } from './change';
export {
  acceptRequestFormSchema,
  addCustomerFormSchema,
  changeProgramFormSchema,
  clearClosedPartnerFormSchema,
  closePartnerFormSchema,
  endRelationshipFormSchema,
  eraseCustomerFormSchema,
  importCustomerFormSchema,
  openRequestFormSchema,
  registerPartnerFormSchema,
  reinstatePartnerFormSchema,
  relinquishDelegationsFormSchema,
  removeDelegationsFormSchema,
  renameCustomerFormSchema,
  renamePartnerFormSchema,
  revokeRequestFormSchema,
  suspendPartnerFormSchema,
} from './form';
export {
  approveRoleOfferFormSchema,
  assignAccessFormSchema,
  changeAccessFormSchema,
  consentToRoleOfferFormSchema,
  discardRoleOfferFormSchema,
  draftRoleOfferFormSchema,
  dropRoleFormSchema,
  lockRoleOfferFormSchema,
  rejectRoleOfferFormSchema,
  removeAccessFormSchema,
  reviseRoleOfferFormSchema,
  setExtensionFormSchema,
  settleDueFormSchema,
  terminateRoleDelegationFormSchema,
} from './role-form';
export type { FormOf } from './form';
export { errorSchema, roleErrorSchema } from './error';
export type { Unbranded } from './unbranded';
