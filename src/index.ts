/**
 * The model, the rules, the pure functions that decide, the service that loads, decides and commits, the repository
 * interface and a repository in memory.
 *
 * An application calls {@link createRelationshipService}. What it can answer is decided by pure functions, which you can
 * call yourself: {@link authorize}, {@link acceptRequest} and their siblings. Every answer is a result; nothing throws
 * but {@link valueOrThrow}, for callers who want that.
 *
 * @module partner-relationships
 */

// What things are.
export type { Brand, Unchecked, UncheckedFields } from './model/brand';
export {
  parseCustomerId,
  parseGroupId,
  parseOfferId,
  parsePartnerId,
  parseRequestId,
  parseRoleId,
  parseServiceId,
  parseSubscriptionId,
} from './model/identifiers';
export { parseInviteToken } from './model/invite-token';
export type {
  CustomerId,
  GroupId,
  OfferId,
  PartnerId,
  RequestId,
  RoleId,
  ServiceId,
  SubscriptionId,
} from './model/identifiers';
export type { InviteToken } from './model/invite-token';
export { parseInstant } from './model/instant';
export type { Instant } from './model/instant';
export { parsePartner } from './model/partner';
export type { Partner, PartnerProgram, PartnerStanding } from './model/partner';
export { parseCustomer } from './model/customer';
export type { Customer } from './model/customer';
export { parseSubscription } from './model/subscription';
export type { Subscription, SubscriptionStatus } from './model/subscription';
export type { Actor, CustomerActor, OperatorActor, PartnerActor } from './model/actor';
export type { RelationshipRequest } from './model/relationship-request';
export type { RelationshipOrigin, ResellerRelationship } from './model/reseller-relationship';
export type { ServiceDelegation } from './model/service-delegation';
export type { RoleOffer } from './model/role-offer';
export type { AccessAssignment, RoleDelegation } from './model/role-delegation';
export { parsePartnerAccount } from './model/partner-account';
export type { Closure, PartnerAccount } from './model/partner-account';
export { parseCustomerRelationships } from './model/customer-relationships';
export type { CustomerRelationships } from './model/customer-relationships';
export {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_OPEN_REQUESTS_PER_PARTNER,
  MAX_QUESTIONS_PER_CALL,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_REVOKED_REQUESTS_PER_PARTNER,
  MAX_SERVICES_PER_COMMAND,
  MAX_SUBSCRIPTIONS_PER_CALL,
} from './model/limits';
export type { ContradictoryInput } from './model/contradictory-input';
export type { ErrorData } from './model/error-data';
export type { LimitExceeded } from './model/limit-exceeded';
export type { MalformedInput } from './model/malformed-input';
export type { Mismatch, TextFormat } from './model/mismatch';

// What holds.
export type {
  AcceptingRule,
  AccountRule,
  ActingRule,
  AssigningRule,
  HoldingRule,
  InvitingRule,
  OfferingRule,
  RemovingRule,
  RuleName,
  SeeingRule,
} from './rules/rule-name';
export type { RuleViolation } from './rules/rule-violation';
export type { NotTheCustomer } from './rules/not-the-customer';
export type { NotTheOperator } from './rules/not-the-operator';
export type { NotThePartner } from './rules/not-the-partner';
export type { PartnerIsClosed } from './rules/partner-is-closed';
export type { PartnerIsSuspended } from './rules/partner-is-suspended';
export { operations } from './rules/operations';
export type {
  AdministrationOperation,
  CommercialOperation,
  Fact,
  Need,
  Operation,
  OperationRequirement,
  SaleOperation,
} from './rules/operations';
export { authorize } from './rules/authorize';
export type {
  AdministrationQuestion,
  AuthorizationQuestion,
  CommercialQuestion,
  NamedFor,
  QuestionAbout,
  SaleQuestion,
} from './rules/authorization-question';
export type { OperationDenied, Remedy } from './rules/operation-denied';
export type { Permission } from './rules/permission';

// A partner's account.
export { registerPartner } from './partners/register-partner';
export type { RegisterPartner, RegisterPartnerError } from './partners/register-partner';
export { renamePartner } from './partners/rename-partner';
export type { RenamePartner, RenamePartnerError } from './partners/rename-partner';
export { suspendPartner } from './partners/suspend-partner';
export type { SuspendPartner, SuspendPartnerError } from './partners/suspend-partner';
export { reinstatePartner } from './partners/reinstate-partner';
export type { ReinstatePartner, ReinstatePartnerError } from './partners/reinstate-partner';
export { changeProgram } from './partners/change-program';
export type { ChangeProgram, ChangeProgramError, ProgramKept } from './partners/change-program';
export { closePartner } from './partners/close-partner';
export type { ClosePartner, ClosePartnerError } from './partners/close-partner';
export { openRequest } from './partners/open-request';
export type {
  ProviderInvitationNeeded,
  OpenRequest,
  OpenRequestError,
} from './partners/open-request';
export { revokeRequest } from './partners/revoke-request';
export type { RevokeRequest, RevokeRequestError, UnknownRequest } from './partners/revoke-request';
export { evolvePartner, foldPartner } from './model/evolve-partner';
export type {
  PartnerChange,
  PartnerClosed,
  PartnerRegistered,
  PartnerReinstated,
  PartnerRenamed,
  PartnerSuspended,
  ProgramChanged,
  RequestOpened,
  RequestRevoked,
  AnyRoleOfferChange,
  RoleOfferChange,
  RoleOfferChangeKind,
  RoleOfferLapsed,
} from './model/partner-change';
export { inviteLink, parseInviteLink } from './invitation/invite-link';
export type { InviteLinkParts } from './invitation/invite-link';

// A customer's relationships.
export { acceptRequest } from './customers/accept-request';
export type {
  AcceptRequest,
  AcceptRequestError,
  HeldService,
  OnHeldService,
  RequestIsRevoked,
  ServiceHeld,
} from './customers/accept-request';
export { addCustomer } from './customers/add-customer';
export type {
  AddCustomer,
  AddCustomerError,
  CustomerExists,
  ProviderNeeded,
} from './customers/add-customer';
export { importCustomer } from './customers/import-customer';
export type {
  ImportConflict,
  ImportCustomer,
  ImportCustomerError,
  ImportedDelegation,
  ImportedRelationship,
} from './customers/import-customer';
export { renameCustomer } from './customers/rename-customer';
export type { RenameCustomer, RenameCustomerError } from './customers/rename-customer';
export { removeDelegations } from './customers/remove-delegations';
export type { ReasonNeeded, RemoveDelegations, RemoveDelegationsError } from './customers/remove-delegations';
export { relinquishDelegations } from './customers/relinquish-delegations';
export type { RelinquishDelegations, RelinquishDelegationsError } from './customers/relinquish-delegations';
export { endRelationship } from './customers/end-relationship';
export type { ActiveSubscriptions, EndRelationship, EndRelationshipError } from './customers/end-relationship';
export { eraseCustomer } from './customers/erase-customer';
export type { EraseCustomer, EraseCustomerError, RightsInForce } from './customers/erase-customer';
export { clearClosedPartner } from './customers/clear-closed-partner';
export type { ClearClosedPartner, ClearClosedPartnerError } from './customers/clear-closed-partner';
export { evolveCustomer, foldCustomer } from './model/evolve-customer';
export type {
  AccessChange,
  AccessChangeKind,
  AnyRoleChange,
  CustomerErased,
  CustomerRegistered,
  CustomerRenamed,
  DelegationGranted,
  DelegationRemoved,
  EndReason,
  RelationshipChange,
  RelationshipEnded,
  RelationshipEstablished,
  RemovalReason,
  RoleDelegationChange,
  RoleDelegationChangeKind,
  RoleDelegationSettled,
  RoleDelegationSettledKind,
  RoleDropped,
} from './model/relationship-change';
export { partnersByService } from './customers/partners-by-service';
export type { PartnerOnService, ServicePartners } from './customers/partners-by-service';
export { supportDuties } from './customers/support-duties';
export type { SupportDuty } from './customers/support-duties';

// Where it is kept.
export { memoryRepository } from './repository/memory-repository';
export type {
  Commit,
  RecordedChange,
  RelationshipRepository,
  Versioned,
  VersionedParties,
  VersionedStore,
} from './repository/repository';
export type { ChangeFeed, DocumentChange, FeedItem, FeedPage, FeedRequest } from './repository/feed';
export { eventOf } from './repository/cloud-event';
export type { CloudEvent, CloudEventOptions } from './repository/cloud-event';
export { customerEntries } from './repository/customer-entry';
export type { CustomerEntry, CustomerList } from './repository/customer-entry';
export { parseRevision } from './repository/revision';
export type { Revision } from './repository/revision';
export { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './repository/page';
export type { Page, PageRequest } from './repository/page';
export {
  customerCodec,
  customerEntryCodec,
  partnerChangeCodec,
  partnerCodec,
  relationshipChangeCodec,
} from './repository/codec';
export type { Codec } from './repository/codec';
export {
  alongsideFailed,
  corruptData,
  outcomeUnknown,
  revisionConflict,
  storageFailed,
  unknownCursor,
} from './repository/storage-error';
export type {
  AlongsideFailed,
  CommitError,
  CorruptData,
  LoadError,
  OutcomeUnknown,
  PageError,
  RevisionConflict,
  StorageContext,
  StorageFailed,
  UnknownCursor,
} from './repository/storage-error';

// What an application calls.
export { createRelationshipService } from './service/create-relationship-service';
export type { RelationshipServiceOptions } from './service/options';
export type { ObservedCall } from './service/observe';
export type { SetTimer } from './service/timer';
export type { RelationshipService } from './service/relationship-service';
export type { RegisterPartnerInput } from './service/register-partner';
export type { RenamePartnerInput } from './service/rename-partner';
export type { SuspendPartnerInput } from './service/suspend-partner';
export type { ReinstatePartnerInput } from './service/reinstate-partner';
export type { ChangeProgramInput } from './service/change-program';
export type { ClosePartnerInput } from './service/close-partner';
export type { OpenedRequest, OpenRequestInput } from './service/open-request';
export type { RevokeRequestInput } from './service/revoke-request';
export type { AcceptRequestInput, AcceptRequestOutcome, UncheckedOnHeldService } from './service/accept-request';
export type { AddCustomerInput } from './service/add-customer';
export type { ClearClosedPartnerInput, ClearClosedPartnerOutcome } from './service/clear-closed-partner';
export type { EraseCustomerInput, EraseCustomerOutcome } from './service/erase-customer';
export type { ListedCustomer } from './service/listed-customer';
export type { ImportCustomerInput } from './service/import-customer';
export type { RenameCustomerInput } from './service/rename-customer';
export type { RemoveDelegationsInput } from './service/remove-delegations';
export type { RelinquishDelegationsInput } from './service/relinquish-delegations';
export type { EndRelationshipInput } from './service/end-relationship';
export type {
  AuthorizeAllInput,
  AuthorizeInput,
  AuthorizeInputAbout,
  AuthorizeParties,
  UncheckedQuestionAbout,
} from './service/authorize-input';
export type { AbortSignalLike, FollowOptions } from './service/follow';
export type { CustomerPartners } from './service/customer-partners';
export type { PageOptions } from './service/page-options';
export type { UncheckedActor, UncheckedCustomer, UncheckedSubscription } from './service/unchecked';
export type { Invitation } from './service/invitation';
export type { RelationshipOutcome } from './service/relationship-outcome';
export type { CommandStorageError } from './service/command-storage-error';
export type { UnknownCustomer, UnknownInvitation, UnknownPartner } from './service/unknown';
export type { ErrorCode, RelationshipError } from './service/error-code';
export { httpStatuses } from './service/http-statuses';
export { toException } from './service/to-exception';
export { valueOrThrow } from './service/value-or-throw';
