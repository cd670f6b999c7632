/**
 * Roles that partners hold at customers for a term, and which of their people may use them: role offers, role
 * delegations, decisions at a moment, and a service for them beside the relationship service.
 *
 * @module partner-relationships/roles
 */

export type {
  AgentRole,
  DelegationProfile,
  Role,
  RoleCatalog,
  RoleCoverage,
} from './profiles/profile';
export type { NeverExtends } from './profiles/never-extends';
export type { RolesNotOffered } from './profiles/roles-not-offered';
export { partnerCenter21Vianet, partnerCenterGdap, withServices } from './profiles/profiles';
export { ROLE_IDS, SERVICE_IDS, type CatalogRole, type CatalogService } from './profiles/role-ids';
export { approveRoleDelegation, type ApproveRoleDelegation, type ApproveRoleDelegationError } from './delegations/approve-role-delegation';
export { assignAccess, type AssignAccess, type AssignAccessError, type GroupIsAssigned } from './delegations/assign-access';
export type { RolesNotHeld } from './delegations/assignments';
export { changeAccess, type ChangeAccess, type ChangeAccessError, type UnknownAssignment } from './delegations/change-access';
export { dropRole, type DropRole, type DropRoleError, type RoleStays } from './delegations/drop-role';
export type { DelegationNotInForce } from './delegations/in-force';
export type { NotAParty } from './delegations/not-a-party';
export { removeAccess, type RemoveAccess, type RemoveAccessError } from './delegations/remove-access';
export { setExtension, type SetExtension, type SetExtensionError } from './delegations/set-extension';
export { terminateRoleDelegation, type TerminateRoleDelegation, type TerminateRoleDelegationError } from './delegations/terminate-role-delegation';
export { noticesDue, type EndNotice } from './time/notices-due';
export { offerStandingAt, type OfferStanding } from './time/offer-standing-at';
export { settle, settleAccount, type Settled } from './time/settle';
export type { Settlement } from '../model/settlement';
export { standingAt, type DelegationStanding } from './time/standing-at';
export {
  MAX_ASSIGNMENTS_PER_DELEGATION,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
  MAX_ROLE_OFFERS_PER_PARTNER,
  MAX_ROLES_PER_DOCUMENT,
  MAX_ROLES_PER_OFFER,
  MAX_TERM_DAYS,
} from '../model/limits';
export { consentToRoleOffer, type ConsentToRoleOffer, type ConsentToRoleOfferError } from './offers/consent-to-role-offer';
export { discardRoleOffer, type DiscardRoleOffer, type DiscardRoleOfferError } from './offers/discard-role-offer';
export {
  draftRoleOffer,
  type DraftRoleOffer,
  type DraftRoleOfferError,
  type ProviderNeeded,
} from './offers/draft-role-offer';
export { lockRoleOffer, type LockRoleOffer, type LockRoleOfferError } from './offers/lock-role-offer';
export { rejectRoleOffer, type RejectRoleOffer, type RejectRoleOfferError } from './offers/reject-role-offer';
export { reviseRoleOffer, type ReviseRoleOffer, type ReviseRoleOfferError } from './offers/revise-role-offer';
export {
  takeRoleOffer,
  type ConsentNeeded,
  type TakeRoleOffer,
  type TakeRoleOfferError,
} from './offers/take-role-offer';
export type { OfferNotDraft } from './offers/offer-not-draft';
export type { OfferNotLocked } from './offers/offer-not-locked';
export type { OfferTaken } from './offers/offer-taken';
export type { OfferNameTaken, UnknownRole } from './offers/offer-terms';
export type { OfferLapsed, UnknownOffer } from './offers/on-offer';
export { authorizeAt } from './deciding/authorize-at';
export { nextChangeAt } from './deciding/next-change-at';
export type { Person, PersonalQuestion } from './deciding/person';
export type {
  PersonalFact,
  PersonalRule,
  RoleDenied,
  RoleFact,
  RolePermission,
  RoleRemedy,
} from './deciding/role-denied';
export { createRoleService } from './service/create-role-service';
export type { RoleService } from './service/role-service';
export type { RoleServiceOptions } from './service/options';
export { roleHttpStatuses } from './service/role-http-statuses';
export type { ObservedRoleCall, RoleErrorCode, RoleMethod } from '../service/observe';
export type { RoleError } from './service/role-error';
export { roleOfferLink } from './service/role-offer-link';
export type { AccessReview, ReviewedRight, ReviewedRoles, ReviewedService } from './service/access-review';
export type { ApproveRoleOfferError, ApproveRoleOfferInput, ApproveRoleOfferOutcome } from './service/approve-role-offer';
export type { RoleDelegationOutcome } from './service/carry-out-on-delegation';
export type { AssignAccessInput } from './service/assign-access';
export type {
  AuthorizeAllUntilInput,
  AuthorizeUntilInput,
  DecisionUntil,
  OfPerson,
  UncheckedPerson,
} from './service/authorize-until';
export type { ChangeAccessInput } from './service/change-access';
export type { ConsentToRoleOfferInput } from './service/consent-to-role-offer';
export type { DiscardRoleOfferInput } from './service/discard-role-offer';
export type { DraftRoleOfferInput } from './service/draft-role-offer';
export type { DropRoleInput } from './service/drop-role';
export type { LockedRoleOffer, LockRoleOfferInput } from './service/lock-role-offer';
export type { NoticesDueInput } from './service/notices-due';
export type { RejectRoleOfferInput } from './service/reject-role-offer';
export type { RemoveAccessInput } from './service/remove-access';
export type { ReviseRoleOfferInput } from './service/revise-role-offer';
export type { LinkedRoleOffer } from './service/role-offer-of';
export type { SetExtensionInput } from './service/set-extension';
export type { SettleDueError, SettleDueInput, SettleDueOutcome } from './service/settle-due';
export type { TerminateRoleDelegationInput } from './service/terminate-role-delegation';
