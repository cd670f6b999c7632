/**
 * [fast-check](https://fast-check.dev) generators of the model, for your own property tests. They need fast-check 4.
 * All generated states are reachable, as playing commands makes them.
 *
 * @module partner-relationships/arbitraries
 */

export {
  customerId,
  groupId,
  inviteToken,
  offerId,
  partnerId,
  requestId,
  roleId,
  serviceId,
  subscriptionId,
} from './identifiers';
export { instant } from './instant';
export type { InstantConstraints } from './instant';
export { displayName } from './display-name';
export { partner } from './partner';
export type { PartnerConstraints } from './partner';
export { customer } from './customer';
export type { CustomerConstraints } from './customer';
export { subscription } from './subscription';
export type { SubscriptionConstraints } from './subscription';
export { actor, customerActor, operatorActor, partnerActor } from './actor';
export type { CustomerActorConstraints, PartnerActorConstraints } from './actor';
export { relationshipRequest } from './relationship-request';
export type { RelationshipRequestConstraints } from './relationship-request';
export { roleOffer } from './role-offer';
export type { RoleOfferConstraints } from './role-offer';
export { roleDelegation } from './role-delegation';
export type { RoleDelegationConstraints } from './role-delegation';
export { partnerAccount } from './partner-account';
export { marketplace } from './marketplace';
export type { Count, Marketplace, MarketplaceConstraints } from './marketplace';
export { relationshipCommand } from './relationship-command';
export type { RelationshipCommand } from './relationship-command';
export { relationshipHistory } from './relationship-history';
export type { RelationshipHistoryConstraints } from './relationship-history';
export type { CustomerChoice } from './occasion';
export { decideRelationship } from './decide-relationship';
export type { RelationshipCommandError } from './decide-relationship';
export { play, statesAfter } from './play';
export type { PlayedCommand } from './play';
export { customerRelationships } from './customer-relationships';
export { authorizationQuestion } from './authorization-question';
export { situation } from './situation';
export type { Situation } from './situation';
export { accountChanges } from './account-changes';
export { relationshipChanges } from './relationship-changes';
export { serviceCommands } from './service-commands';
export type { ServiceCommand } from './service-commands';
