import type { Result, ResultAsync } from 'neverthrow';
import type { ChangeProgramError } from '../partners/change-program';
import type { ClosePartnerError } from '../partners/close-partner';
import type { OpenRequestError } from '../partners/open-request';
import type { RegisterPartnerError } from '../partners/register-partner';
import type { ReinstatePartnerError } from '../partners/reinstate-partner';
import type { RenamePartnerError } from '../partners/rename-partner';
import type { RevokeRequestError, UnknownRequest } from '../partners/revoke-request';
import type { SuspendPartnerError } from '../partners/suspend-partner';
import type { Unchecked } from '../model/brand';
import type { Customer } from '../model/customer';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId, RequestId, ServiceId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { ContradictoryInput } from '../model/contradictory-input';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import type { RelationshipRequest } from '../model/relationship-request';
import type { AcceptRequestError } from '../customers/accept-request';
import type { AddCustomerError } from '../customers/add-customer';
import type { EndRelationshipError } from '../customers/end-relationship';
import type { ClearClosedPartnerError } from '../customers/clear-closed-partner';
import type { EraseCustomerError } from '../customers/erase-customer';
import type { ImportCustomerError } from '../customers/import-customer';
import type { RelationshipChange } from '../model/relationship-change';
import type { RelinquishDelegationsError } from '../customers/relinquish-delegations';
import type { RemoveDelegationsError } from '../customers/remove-delegations';
import type { RenameCustomerError } from '../customers/rename-customer';
import type { FeedItem, FeedPage } from '../repository/feed';
import type { Page } from '../repository/page';
import type { RecordedChange } from '../repository/repository';
import type { LoadError, PageError } from '../repository/storage-error';
import type { OperationDenied } from '../rules/operation-denied';
import type { Operation } from '../rules/operations';
import type { Permission } from '../rules/permission';
import type { AcceptRequestInput, AcceptRequestOutcome } from './accept-request';
import type { AddCustomerInput } from './add-customer';
import type { AuthorizeAllInput, AuthorizeInputAbout } from './authorize-input';
import type { ChangeProgramInput } from './change-program';
import type { ClearClosedPartnerInput, ClearClosedPartnerOutcome } from './clear-closed-partner';
import type { ClosePartnerInput } from './close-partner';
import type { CommandStorageError } from './command-storage-error';
import type { CustomerPartners } from './customer-partners';
import type { EndRelationshipInput } from './end-relationship';
import type { EraseCustomerInput, EraseCustomerOutcome } from './erase-customer';
import type { ImportCustomerInput } from './import-customer';
import type { FollowOptions } from './follow';
import type { Invitation } from './invitation';
import type { ListedCustomer } from './listed-customer';
import type { OpenedRequest, OpenRequestInput } from './open-request';
import type { PageOptions } from './page-options';
import type { RegisterPartnerInput } from './register-partner';
import type { ReinstatePartnerInput } from './reinstate-partner';
import type { RelationshipOutcome } from './relationship-outcome';
import type { RelinquishDelegationsInput } from './relinquish-delegations';
import type { RemoveDelegationsInput } from './remove-delegations';
import type { RenameCustomerInput } from './rename-customer';
import type { RenamePartnerInput } from './rename-partner';
import type { RevokeRequestInput } from './revoke-request';
import type { SuspendPartnerInput } from './suspend-partner';
import type { UnknownCustomer, UnknownInvitation, UnknownPartner } from './unknown';

/**
 * The service that an application calls: it loads, lets the rules decide, and commits; if another command commits in
 * between, it decides again, a bounded number of times. No method throws or rejects, whatever it is given.
 *
 * It is a plain object whose methods do without `this`, so it can be wrapped: by a `Proxy`, by `{ ...service }` with
 * methods of your own, by a class that hands calls on. It is not frozen, as no `Proxy` could give other methods then;
 * code that gets the service itself could replace its methods for everybody, and code that gets
 * `Object.freeze({ ...service })` could not.
 *
 * Every method can answer {@link MalformedInput} for malformed input or options, and the errors of storage:
 * {@link StorageFailed} (nothing was written), {@link CorruptData}, and for commands {@link OutcomeUnknown} (repeat
 * the same command), {@link RevisionConflict} (others were first, `attempts` times in a row), and {@link AlongsideFailed}
 * (nothing was written) if the repository lets the application write in the transaction of a commit.
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
   * @returns the partner. As errors: those of {@link RegisterPartnerError}
   */
  registerPartner(input: RegisterPartnerInput): ResultAsync<Partner, RegisterPartnerError | CommandStorageError>;

  /**
   * Gives a partner another name, which lists and pages show from then on; `stateAt` shows that of then. See
   * {@link renamePartner} for the rules.
   *
   * @returns the partner. As errors: {@link UnknownPartner}; those of {@link RenamePartnerError}
   */
  renamePartner(
    input: RenamePartnerInput,
  ): ResultAsync<Partner, RenamePartnerError | UnknownPartner | CommandStorageError>;

  /**
   * The operator suspends a partner: it manages what exists and takes on nothing new. See {@link suspendPartner} for
   * the rules.
   *
   * @returns the partner. As errors: {@link UnknownPartner}; those of {@link SuspendPartnerError}
   */
  suspendPartner(
    input: SuspendPartnerInput,
  ): ResultAsync<Partner, SuspendPartnerError | UnknownPartner | CommandStorageError>;

  /**
   * The operator lifts a partner's suspension. See {@link reinstatePartner} for the rules.
   *
   * @returns the partner. As errors: {@link UnknownPartner}; those of {@link ReinstatePartnerError}
   */
  reinstatePartner(
    input: ReinstatePartnerInput,
  ): ResultAsync<Partner, ReinstatePartnerError | UnknownPartner | CommandStorageError>;

  /**
   * The operator moves a partner to another program. See {@link changeProgram} for the rules.
   *
   * @returns the partner. As errors: {@link UnknownPartner}; those of {@link ChangeProgramError}
   */
  changeProgram(
    input: ChangeProgramInput,
  ): ResultAsync<Partner, ChangeProgramError | UnknownPartner | CommandStorageError>;

  /**
   * The operator closes a partner's account, for good: from then on, the partner may do nothing for any customer. See
   * {@link closePartner} for the rules.
   *
   * @returns the partner. As errors: {@link UnknownPartner}; those of {@link ClosePartnerError}
   */
  closePartner(
    input: ClosePartnerInput,
  ): ResultAsync<Partner, ClosePartnerError | UnknownPartner | CommandStorageError>;

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
   * @returns the relationships after it, what changed, and whether the recorded name is another one, which stays. As
   *   errors: {@link UnknownInvitation} if no partner has an invitation with this link; those of
   *   {@link AcceptRequestError}
   */
  acceptRequest(
    input: AcceptRequestInput,
  ): ResultAsync<AcceptRequestOutcome, AcceptRequestError | UnknownInvitation | CommandStorageError>;

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
   * The operator clears what a closed partner still holds, one page of its customers at a time, each customer in a
   * commit of its own. Call it with the `next` of the call before until that is null; after a crash or an error, call
   * it again with the same `after`, or from the beginning. If a page fails in the middle, the answer has the customers
   * cleared until then, and the next call goes on with the one at which it failed. An acceptance that was under way at
   * the closing is found as well, unless it is stored only after the last page: clearing once more, later, finds it.
   * See {@link clearClosedPartner} for the rules.
   *
   * @returns the customers cleared, and where to go on. As errors, which mean that no customer was cleared, except the
   *   one of an unknown outcome, perhaps: {@link UnknownPartner}; {@link UnknownCursor} if `after` is not the `next` of
   *   a call; those of {@link ClearClosedPartnerError}, of which {@link ContradictoryInput} says that the account is
   *   not closed
   */
  clearClosedPartner(
    input: ClearClosedPartnerInput,
  ): ResultAsync<
    ClearClosedPartnerOutcome,
    ClearClosedPartnerError | UnknownPartner | PageError | CommandStorageError
  >;

  /**
   * The operator erases a customer: its document, its history and its places in lists go. That it was erased, when, by
   * whom and why stays, and a new customer may take the id. Erasing it again changes nothing. See
   * {@link eraseCustomer} for the rules.
   *
   * @returns what changed. As errors: {@link UnknownCustomer} if there never was one under this id; those of
   *   {@link EraseCustomerError}
   */
  eraseCustomer(
    input: EraseCustomerInput,
  ): ResultAsync<EraseCustomerOutcome, EraseCustomerError | UnknownCustomer | CommandStorageError>;

  /**
   * The operator imports a customer with the relationships and admin rights that it has elsewhere. See
   * {@link importCustomer} for the rules.
   *
   * @returns the relationships after it and what changed. As errors: those of {@link ImportCustomerError}
   */
  importCustomer(
    input: ImportCustomerInput,
  ): ResultAsync<RelationshipOutcome, ImportCustomerError | CommandStorageError>;

  /**
   * Gives a customer another name, which pages show from then on; `stateAt` shows that of then. See
   * {@link renameCustomer} for the rules.
   *
   * @returns the relationships after it and what changed. As errors: {@link UnknownCustomer}; those of
   *   {@link RenameCustomerError}
   */
  renameCustomer(
    input: RenameCustomerInput,
  ): ResultAsync<RelationshipOutcome, RenameCustomerError | UnknownCustomer | CommandStorageError>;

  /**
   * A customer, or the operator with a reason, removes admin rights of one partner or all, for some services or all.
   * See {@link removeDelegations} for the rules.
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
   * A partner's account: the partner, its requests, open and revoked, and its role offers, drafts and those that wait,
   * for example for its page of invitations. An offer that has lapsed stays until that is written down.
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
   * A request of a partner with its link, for the page on which the partner writes the email about it, or writes it
   * again. Your application decides who may see it: who has the link can show it to any customer.
   *
   * @returns the request, also a revoked one, whose link nobody can accept any more. As errors: {@link UnknownPartner};
   *   {@link UnknownRequest} if the account has no such request
   */
  requestOf(
    partnerId: Unchecked<PartnerId>,
    requestId: Unchecked<RequestId>,
  ): ResultAsync<OpenedRequest, MalformedInput | UnknownPartner | UnknownRequest | LoadError>;

  /**
   * Decides whether a partner may do something on a customer's behalf. See {@link authorize} for the rules.
   *
   * @returns the permission. As errors: {@link OperationDenied}; {@link UnknownPartner}; {@link ContradictoryInput}
   *   if the subscription is another customer's. An unknown customer is denied like one without relationships
   */
  authorize<Asked extends Operation>(
    input: AuthorizeInputAbout<Asked>,
  ): ResultAsync<Permission, OperationDenied | MalformedInput | ContradictoryInput | UnknownPartner | LoadError>;

  /**
   * Decides many questions about one partner and one customer, for a page that shows everything that the partner may
   * do. Both documents are loaded once, so all answers are about the same moment.
   *
   * @returns for each question, in this order, what `authorize` answers to it on these documents, also where the
   *   question is malformed: the path begins at the question, so it is `operation` and not `questions[3].operation`. As
   *   errors, and then there are no answers: {@link UnknownPartner}; {@link MalformedInput} if an id is malformed, or
   *   if `questions` is not a list or has more than {@link MAX_QUESTIONS_PER_CALL}
   */
  authorizeAll<const Asked extends readonly Operation[]>(
    input: AuthorizeAllInput<Asked>,
  ): ResultAsync<
    readonly Result<Permission, OperationDenied | MalformedInput | ContradictoryInput>[],
    MalformedInput | UnknownPartner | LoadError
  >;

  /**
   * A customer's relationships and service delegations in force, and its role delegations, for the pure functions, such
   * as {@link authorize} and {@link supportDuties}. A role delegation that is over stays until its end is written down.
   *
   * @returns the relationships; null for an unknown or erased customer
   */
  relationshipsOf(
    customerId: Unchecked<CustomerId>,
  ): ResultAsync<CustomerRelationships | null, MalformedInput | LoadError>;

  /**
   * The customer's page "Partner relationships" (`customer-reviews-partners-by-service`). It knows nothing of role
   * delegations, and does not list a partner that has nothing else: `accessReview` of the role service shows both.
   *
   * @param services services to show besides the delegated ones, such as all that the customer subscribes to
   * @returns the partners and the services; both empty for an unknown or erased customer
   */
  partnersOf(
    customerId: Unchecked<CustomerId>,
    services?: readonly Unchecked<ServiceId>[],
  ): ResultAsync<CustomerPartners, MalformedInput | LoadError>;

  /**
   * A partner's customer list: exactly the customers that it has a relationship with
   * (`partner-sees-only-its-customers`), with their names as they are now.
   *
   * @returns a page of it; empty for an unknown partner. As errors: {@link UnknownCursor} if `after` is not a cursor
   *   of this list
   */
  customersOf(
    partnerId: Unchecked<PartnerId>,
    page?: PageOptions,
  ): ResultAsync<Page<ListedCustomer>, MalformedInput | PageError>;

  /**
   * The customers for which a partner has admin rights, by service or by role, with or without a relationship of its
   * own: an indirect reseller has none. With their names as they are now. Where its last rights were roles that are
   * over, the customer stays, with an `administersUntil` that is past, until that end is written down.
   *
   * @returns a page of them; empty for an unknown partner. As errors: {@link UnknownCursor} if `after` is not a cursor
   *   of this list
   */
  customersAdministeredBy(
    partnerId: Unchecked<PartnerId>,
    page?: PageOptions,
  ): ResultAsync<Page<ListedCustomer>, MalformedInput | PageError>;

  /**
   * All partners of the marketplace, those with closed accounts as well, for its operator. Your application decides who
   * may see them.
   *
   * @returns a page of them. As errors: {@link UnknownCursor} if `after` is not a cursor of this list
   */
  partners(page?: PageOptions): ResultAsync<Page<Partner>, MalformedInput | PageError>;

  /**
   * The partners with these ids, for a page that names them, such as one of a history. Each account is loaded once, all
   * at the same time.
   *
   * @param partnerIds at most {@link MAX_PAGE_SIZE}, in any order, also more than once
   * @returns those that are registered, each once, in the order in which they are first named. As errors:
   *   {@link MalformedInput} if an id is malformed, or if there are too many
   */
  partnersById(
    partnerIds: readonly Unchecked<PartnerId>[],
  ): ResultAsync<readonly Partner[], MalformedInput | LoadError>;

  /**
   * All customers of the marketplace, with or without relationships, for its operator. Your application decides who may
   * see them.
   *
   * @returns a page of them. As errors: {@link UnknownCursor} if `after` is not a cursor of this list
   */
  customers(page?: PageOptions): ResultAsync<Page<Customer>, MalformedInput | PageError>;

  /**
   * Every change of a customer's relationships, oldest first; after an erasure, that erasure and what came after it. No
   * change bears an earlier time than the one before it, unless the history was recorded by other means, such as a
   * migration.
   *
   * @returns a page of it; empty for an unknown customer. As errors: {@link UnknownCursor} if `after` is not a cursor
   *   of this list
   */
  historyOf(
    customerId: Unchecked<CustomerId>,
    page?: PageOptions,
  ): ResultAsync<Page<RecordedChange<RelationshipChange>>, MalformedInput | PageError>;

  /**
   * Every change of a partner's account, oldest first: its registration, its names, what the operator did and why, and
   * its requests. No change bears an earlier time than the one before it, unless the history was recorded by other
   * means, such as a migration.
   *
   * @returns a page of it; empty for an unknown partner. As errors: {@link UnknownCursor} if `after` is not a cursor of
   *   this list
   */
  partnerHistoryOf(
    partnerId: Unchecked<PartnerId>,
    page?: PageOptions,
  ): ResultAsync<Page<RecordedChange<PartnerChange>>, MalformedInput | PageError>;

  /**
   * Who held what at a moment: the relationships after the last change that was recorded at or before it; nothing in
   * them bears a later time. Compared with true time it is wrong by at most the skew of the clocks plus the duration
   * of a commit. A role delegation that was past its end, and not written down as such, is there as it was; the `stateAt`
   * of the service of roles shows what time had done. Reads the customer's whole history.
   *
   * @returns the relationships then; null if the customer was still unknown, and for every moment before an erasure. As
   *   errors: {@link CorruptData} if the history has lost a part
   */
  stateAt(
    customerId: Unchecked<CustomerId>,
    instant: Unchecked<Instant>,
  ): ResultAsync<CustomerRelationships | null, MalformedInput | LoadError>;

  /**
   * All changes of all partners and customers, in the order of the repository's feed, for your own systems: those of a
   * document in the order of its history, between documents in any order that does not change. Whoever goes on after
   * the `position` of the last item misses no change; of changes erased since, there is only the erasure.
   *
   * @param page where to go on: `after` is the `position` of the last item that you have dealt with
   * @returns the next items; none if nothing is new. As errors: {@link MalformedInput}, also if the repository
   *   declares no feed; {@link UnknownCursor} if `after` is not a position of this feed
   */
  changes(page?: PageOptions): ResultAsync<FeedPage, MalformedInput | PageError>;

  /**
   * Follows the feed that {@link RelationshipService.changes} reads, one item a turn, for ever: where nothing is new,
   * it waits for `pauseMs` and reads again. Each loop over the answer begins after `after`.
   *
   * It ends when the signal is aborted, at once, also while it waits for the store; or after an error that waiting
   * cannot mend. After {@link StorageFailed} it waits and goes on where it was. While it waits, it keeps the process
   * alive.
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
   * await service.registerPartner({
   *   id: 'contoso',
   *   name: 'Contoso',
   *   program: 'direct-bill',
   * });
   *
   * const stop = new AbortController();
   * const { signal } = stop;
   * const kinds: string[] = [];
   * for await (const next of service.follow({ after: null, signal })) {
   *   if (next.isOk()) kinds.push(next.value.change.kind);
   *   stop.abort();
   * }
   * kinds; // => ['partner-registered']
   * ```
   * @returns the items, and the errors: {@link MalformedInput}, also if the repository declares no feed;
   *   {@link UnknownCursor} if `after` is not a position of this feed; {@link CorruptData}
   */
  follow(options: FollowOptions): AsyncIterable<Result<FeedItem, MalformedInput | PageError>>;
}
