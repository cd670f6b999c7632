import type { ResultAsync } from 'neverthrow';
import type { OpenRequestError } from '../partners/open-request';
import type { RevokeRequestError } from '../partners/revoke-request';
import type { Unchecked } from '../model/brand';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { ContradictoryInput } from '../model/contradictory-input';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { RelationshipRequest } from '../model/relationship-request';
import type { AcceptRequestError } from '../customers/accept-request';
import type { AddCustomerError } from '../customers/add-customer';
import type { EndRelationshipError } from '../customers/end-relationship';
import type { RelationshipChange } from '../model/relationship-change';
import type { RelinquishDelegationsError } from '../customers/relinquish-delegations';
import type { RemoveDelegationsError } from '../customers/remove-delegations';
import type { Page } from '../repository/page';
import type { RecordedChange } from '../repository/repository';
import type { LoadError, PageError } from '../repository/storage-error';
import type { OperationDenied } from '../rules/operation-denied';
import type { Permission } from '../rules/permission';
import type { AcceptRequestInput } from './accept-request';
import type { AddCustomerInput } from './add-customer';
import type { AuthorizeInput } from './authorize-input';
import type { CommandStorageError } from './command-storage-error';
import type { CustomerPartners } from './customer-partners';
import type { EndRelationshipInput } from './end-relationship';
import type { Invitation } from './invitation';
import type { OpenedRequest, OpenRequestInput } from './open-request';
import type { PageOptions } from './page-options';
import type { RegisterPartnerInput } from './register-partner';
import type { RelationshipOutcome } from './relationship-outcome';
import type { RelinquishDelegationsInput } from './relinquish-delegations';
import type { RemoveDelegationsInput } from './remove-delegations';
import type { RevokeRequestInput } from './revoke-request';
import type { UnknownCustomer, UnknownInvitation, UnknownPartner } from './unknown';

/**
 * The service that an application calls: it loads, lets the rules decide, and commits; if another command commits in
 * between, it decides again, a bounded number of times. No method throws or rejects, whatever it is given.
 *
 * Every method can answer {@link MalformedInput} for malformed input or options, and the errors of storage:
 * {@link StorageFailed} (nothing was written), {@link CorruptData}, and for commands {@link OutcomeUnknown} (repeat
 * the same command) and {@link RevisionConflict} (others were first, `attempts` times in a row).
 *
 * @example
 * ```ts
 * import {
 *   createRelationshipService,
 *   memoryRepository,
 * } from 'partner-relationships';
 *
 * const service = createRelationshipService({
 *   repository: memoryRepository(),
 *   linkBaseUrl: 'https://portal.example/invitation',
 * });
 * const contoso = { kind: 'partner', partnerId: 'contoso' } as const;
 * const tailspin = { kind: 'customer', customerId: 'tailspin' } as const;
 * const customer = { id: 'tailspin', name: 'Tailspin Toys' };
 * const services = ['exchange-online'];
 *
 * await service.registerPartner({
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 * });
 * await service
 *   .openRequest({ partnerId: 'contoso', by: contoso })
 *   .andThen(({ link }) =>
 *     service.acceptRequest({ link, customer, services, by: tailspin }),
 *   );
 *
 * const question = {
 *   customerId: 'tailspin',
 *   partnerId: 'contoso',
 *   operation: 'manage-users',
 *   serviceId: 'exchange-online',
 * } as const;
 * (await service.authorize(question)).isOk(); // => true
 * await service.removeDelegations({
 *   customerId: 'tailspin',
 *   from: 'contoso',
 *   services: 'all',
 *   by: tailspin,
 * });
 * (await service.authorize(question)).isOk(); // => false
 *
 * const customers = await service.customersOf('contoso');
 * customers.map(({ items }) => items.length).unwrapOr(0); // => 1
 * ```
 */
export interface RelationshipService {
  /**
   * Opens a partner's account. Repeating the registration changes nothing if it names the `id`: without one, each
   * call makes a new partner, so a call repeated after an unknown outcome can make a second one. Give an id if a call
   * may be repeated.
   *
   * @returns the partner. As errors: {@link ContradictoryInput} if the id belongs to a partner of another name or
   *   program
   */
  registerPartner(
    input: RegisterPartnerInput,
  ): ResultAsync<Partner, MalformedInput | ContradictoryInput | CommandStorageError>;

  /**
   * Suspends a partner, as the operator of the marketplace: it manages what exists and takes on nothing new.
   *
   * @returns the partner. As errors: {@link UnknownPartner}
   */
  suspendPartner(
    partnerId: Unchecked<PartnerId>,
  ): ResultAsync<Partner, MalformedInput | UnknownPartner | CommandStorageError>;

  /**
   * Lifts a partner's suspension, as the operator of the marketplace.
   *
   * @returns the partner. As errors: {@link UnknownPartner}
   */
  reinstatePartner(
    partnerId: Unchecked<PartnerId>,
  ): ResultAsync<Partner, MalformedInput | UnknownPartner | CommandStorageError>;

  /**
   * Opens a relationship request and gives its link. Called again, it gives the same link, until the request is
   * revoked (`invitation-is-reusable`). See {@link openRequest} for the rules.
   *
   * @returns the request and its link. As errors: {@link UnknownPartner} if the partner or the indirect reseller is
   *   not registered; those of {@link OpenRequestError}
   */
  openRequest(
    input: OpenRequestInput,
  ): ResultAsync<OpenedRequest, OpenRequestError | UnknownPartner | CommandStorageError>;

  /**
   * Revokes a request: nobody can accept it any more. See {@link revokeRequest} for the rules.
   *
   * @returns the revoked request. As errors: {@link UnknownPartner}; those of {@link RevokeRequestError}
   */
  revokeRequest(
    input: RevokeRequestInput,
  ): ResultAsync<RelationshipRequest, RevokeRequestError | UnknownPartner | CommandStorageError>;

  /**
   * A customer accepts an invitation link and chooses services. Additions to the link are ignored
   * (`link-survives-additions`). See {@link acceptRequest} for the other rules.
   *
   * @returns the relationships after it and what changed. As errors: {@link UnknownInvitation} if no partner has an
   *   invitation with this link; those of {@link AcceptRequestError}
   */
  acceptRequest(
    input: AcceptRequestInput,
  ): ResultAsync<RelationshipOutcome, AcceptRequestError | UnknownInvitation | CommandStorageError>;

  /**
   * A partner adds a new customer. See {@link addCustomer} for the rules.
   *
   * @returns the relationships after it and what changed. As errors: {@link UnknownPartner}; those of
   *   {@link AddCustomerError}
   */
  addCustomer(
    input: AddCustomerInput,
  ): ResultAsync<RelationshipOutcome, AddCustomerError | UnknownPartner | CommandStorageError>;

  /**
   * A customer removes admin rights of one partner or all, for some services or all. See {@link removeDelegations}
   * for the rules.
   *
   * @returns the relationships after it and what changed. As errors: {@link UnknownCustomer}; those of
   *   {@link RemoveDelegationsError}
   */
  removeDelegations(
    input: RemoveDelegationsInput,
  ): ResultAsync<RelationshipOutcome, RemoveDelegationsError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner gives up its own admin rights. See {@link relinquishDelegations} for the rules.
   *
   * @returns the relationships after it and what changed. As errors: {@link UnknownCustomer}; those of
   *   {@link RelinquishDelegationsError}
   */
  relinquishDelegations(
    input: RelinquishDelegationsInput,
  ): ResultAsync<RelationshipOutcome, RelinquishDelegationsError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner ends its reseller relationship, as renegotiated with the customer. See {@link endRelationship} for the
   * rules.
   *
   * @returns the relationships after it and what changed. As errors: {@link UnknownCustomer}; those of
   *   {@link EndRelationshipError}
   */
  endRelationship(
    input: EndRelationshipInput,
  ): ResultAsync<RelationshipOutcome, EndRelationshipError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner's account: the partner and its requests, open and revoked, for example for its page of invitations.
   *
   * @returns the account. As errors: {@link UnknownPartner}
   */
  accountOf(partnerId: Unchecked<PartnerId>): ResultAsync<PartnerAccount, MalformedInput | UnknownPartner | LoadError>;

  /**
   * Who is asking, to show to a customer that follows a link before it accepts or leaves. Nothing changes.
   *
   * @param link the link that the customer followed; additions to it are ignored (`link-survives-additions`)
   * @returns the invitation, also of a revoked request. As errors: {@link MalformedInput} if it is not a link of this
   *   base URL, see {@link parseInviteLink}; {@link UnknownInvitation} if its partner or token does not exist, for
   *   example because a mail program has changed or cut a character of them
   */
  invitationOf(link: string): ResultAsync<Invitation, MalformedInput | UnknownInvitation | LoadError>;

  /**
   * Decides whether a partner may do something on a customer's behalf. See {@link authorize} for the rules.
   *
   * @returns the permission. As errors: {@link OperationDenied}; {@link UnknownPartner}; {@link ContradictoryInput}
   *   if the subscription is another customer's. An unknown customer is denied like one without relationships
   */
  authorize(
    input: AuthorizeInput,
  ): ResultAsync<Permission, OperationDenied | MalformedInput | ContradictoryInput | UnknownPartner | LoadError>;

  /**
   * A customer's relationships and delegations in force, for the pure functions, such as {@link authorize} for many
   * questions at once and {@link supportDuties}.
   *
   * @returns the relationships; null for an unknown customer
   */
  relationshipsOf(
    customerId: Unchecked<CustomerId>,
  ): ResultAsync<CustomerRelationships | null, MalformedInput | LoadError>;

  /**
   * The customer's page "Partner relationships" (`customer-reviews-partners-by-service`).
   *
   * @param services services to show besides the delegated ones, such as all that the customer subscribes to
   * @returns the partners and the services; both empty for an unknown customer
   */
  partnersOf(
    customerId: Unchecked<CustomerId>,
    services?: readonly Unchecked<ServiceId>[],
  ): ResultAsync<CustomerPartners, MalformedInput | LoadError>;

  /**
   * A partner's customer list: exactly the customers that it has a relationship with
   * (`partner-sees-only-its-customers`).
   *
   * @returns a page of it; empty for an unknown partner. As errors: {@link UnknownCursor} if `after` is not a cursor
   *   of this list
   */
  customersOf(
    partnerId: Unchecked<PartnerId>,
    page?: PageOptions,
  ): ResultAsync<Page<CustomerId>, MalformedInput | PageError>;

  /**
   * Every change of a customer's relationships, oldest first. No change bears an earlier time than the one before it,
   * unless the history was recorded by other means, such as a migration.
   *
   * @returns a page of it; empty for an unknown customer. As errors: {@link UnknownCursor} if `after` is not a cursor
   *   of this list
   */
  historyOf(
    customerId: Unchecked<CustomerId>,
    page?: PageOptions,
  ): ResultAsync<Page<RecordedChange<RelationshipChange>>, MalformedInput | PageError>;

  /**
   * Who held what at a moment: the relationships after the last change that was recorded at or before it; nothing in
   * them bears a later time. Compared with true time it is wrong by at most the skew of the clocks plus the duration
   * of a commit. Reads the customer's whole history.
   *
   * @returns the relationships then; null if the customer was still unknown. As errors: {@link CorruptData} if the
   *   history has lost a part
   */
  stateAt(
    customerId: Unchecked<CustomerId>,
    instant: Unchecked<Instant>,
  ): ResultAsync<CustomerRelationships | null, MalformedInput | LoadError>;
}
