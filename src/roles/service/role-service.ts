import type { Result, ResultAsync } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import type { ContradictoryInput } from '../../model/contradictory-input';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { CustomerId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { RoleOffer } from '../../model/role-offer';
import type { Page } from '../../repository/page';
import type { LoadError, PageError } from '../../repository/storage-error';
import type { Operation } from '../../rules/operations';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UnknownCustomer, UnknownPartner } from '../../service/unknown';
import type { AssignAccessError } from '../delegations/assign-access';
import type { ChangeAccessError } from '../delegations/change-access';
import type { DropRoleError } from '../delegations/drop-role';
import type { RemoveAccessError } from '../delegations/remove-access';
import type { SetExtensionError } from '../delegations/set-extension';
import type { TerminateRoleDelegationError } from '../delegations/terminate-role-delegation';
import type { ConsentToRoleOfferError } from '../offers/consent-to-role-offer';
import type { DiscardRoleOfferError } from '../offers/discard-role-offer';
import type { DraftRoleOfferError } from '../offers/draft-role-offer';
import type { LockRoleOfferError } from '../offers/lock-role-offer';
import type { OfferLapsed, UnknownOffer } from '../offers/on-offer';
import type { RejectRoleOfferError } from '../offers/reject-role-offer';
import type { ReviseRoleOfferError } from '../offers/revise-role-offer';
import type { EndNotice } from '../time/notices-due';
import type { AccessReview } from './access-review';
import type { ApproveRoleOfferError, ApproveRoleOfferInput, ApproveRoleOfferOutcome } from './approve-role-offer';
import type { AssignAccessInput } from './assign-access';
import type { AuthorizeAllUntilInput, AuthorizeUntilInput, DecisionUntil } from './authorize-until';
import type { RoleDelegationOutcome } from './carry-out-on-delegation';
import type { ChangeAccessInput } from './change-access';
import type { ConsentToRoleOfferInput } from './consent-to-role-offer';
import type { DiscardRoleOfferInput } from './discard-role-offer';
import type { DraftRoleOfferInput } from './draft-role-offer';
import type { DropRoleInput } from './drop-role';
import type { LockedRoleOffer, LockRoleOfferInput } from './lock-role-offer';
import type { NoticesDueInput } from './notices-due';
import type { RejectRoleOfferInput } from './reject-role-offer';
import type { RemoveAccessInput } from './remove-access';
import type { ReviseRoleOfferInput } from './revise-role-offer';
import type { LinkedRoleOffer } from './role-offer-of';
import type { SetExtensionInput } from './set-extension';
import type { SettleDueError, SettleDueInput, SettleDueOutcome } from './settle-due';
import type { TerminateRoleDelegationInput } from './terminate-role-delegation';

/**
 * The service for role offers, role delegations and decisions at a moment, beside the relationship service and over the
 * same repository: it loads, lets the rules decide, and commits; if another command commits in between, it decides
 * again, a bounded number of times. No method throws or rejects, whatever it is given. Like the relationship service,
 * it is a plain object whose methods do without `this`.
 *
 * What time does, it does by itself: an offer lapses, a delegation ends or its end moves, whether or not anybody has
 * written that down. A command writes down what is due in its document before its own changes; a command that is
 * refused or changes nothing writes down nothing. The operator writes down the rest with `settleDue`.
 *
 * Every method can answer {@link MalformedInput} for malformed input or options, and the errors of storage:
 * `StorageFailed` (nothing was written), `CorruptData`, and for commands `OutcomeUnknown` (repeat
 * the same command), `RevisionConflict` (others were first, `attempts` times in a row), and `AlongsideFailed`
 * (nothing was written) if the repository lets the application write in the transaction of a commit.
 *
 * @example
 * ```ts
 * import {
 *   createRelationshipService,
 *   memoryRepository,
 *   valueOrThrow,
 * } from 'partner-relationships';
 * import {
 *   createRoleService,
 *   partnerCenterGdap,
 *   ROLE_IDS,
 * } from 'partner-relationships/roles';
 *
 * const repository = memoryRepository();
 * const linkBaseUrl = 'https://portal.example/offer';
 * const profile = partnerCenterGdap;
 * const roles = createRoleService({ repository, linkBaseUrl, profile });
 * const contoso = { kind: 'partner', partnerId: 'contoso' } as const;
 * const tailspin = { kind: 'customer', customerId: 'tailspin' } as const;
 *
 * await createRelationshipService({ repository, linkBaseUrl })
 *   .registerPartner({
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *   });
 * const draft = valueOrThrow(
 *   await roles.draftRoleOffer({
 *     partnerId: 'contoso',
 *     name: 'Mailboxes of Tailspin Toys',
 *     roles: [ROLE_IDS.exchangeAdministrator],
 *     termDays: 365,
 *     extends: false,
 *     by: contoso,
 *   }),
 * );
 * const place = { partnerId: 'contoso', offerId: draft.id };
 * const { link } = valueOrThrow(
 *   await roles.lockRoleOffer({ ...place, by: contoso }),
 * );
 *
 * const { offer } = valueOrThrow(await roles.roleOfferOf(link));
 * const { delegation } = valueOrThrow(
 *   await roles.approveRoleOffer({
 *     partnerId: offer.partnerId,
 *     offerId: offer.id,
 *     customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *     by: tailspin,
 *   }),
 * );
 * delegation.partnerId; // => 'contoso'
 * ```
 */
export interface RoleService {
  /**
   * A partner draws up an offer in its account. Its id is made by `newToken`. A call repeated after an unknown outcome
   * answers {@link OfferNameTaken} if the first one took effect: the account then has the draft. See
   * {@link draftRoleOffer} for the rules.
   *
   * @returns the draft. As errors: {@link UnknownPartner} if the partner or the indirect reseller is not registered;
   *   those of {@link DraftRoleOfferError}
   */
  draftRoleOffer(
    input: DraftRoleOfferInput,
  ): ResultAsync<RoleOffer, DraftRoleOfferError | UnknownPartner | CommandStorageError>;

  /**
   * A partner changes a draft. See {@link reviseRoleOffer} for the rules.
   *
   * @returns the draft after it. As errors: {@link UnknownPartner}; those of {@link ReviseRoleOfferError}
   */
  reviseRoleOffer(
    input: ReviseRoleOfferInput,
  ): ResultAsync<RoleOffer, ReviseRoleOfferError | UnknownPartner | CommandStorageError>;

  /**
   * A partner drops a draft. After an unknown outcome, {@link UnknownOffer} says that it is gone. See
   * {@link discardRoleOffer} for the rules.
   *
   * @returns the draft as it was. As errors: {@link UnknownPartner}; those of {@link DiscardRoleOfferError}
   */
  discardRoleOffer(
    input: DiscardRoleOfferInput,
  ): ResultAsync<RoleOffer, DiscardRoleOfferError | UnknownPartner | CommandStorageError>;

  /**
   * A partner makes an offer final, so that it waits for a customer. Called again, it gives the same link. Your
   * application sends the link to one customer: an offer that names none serves the first that approves it. See
   * {@link lockRoleOffer} for the rules.
   *
   * @returns the offer, its link, and when it lapses. As errors: {@link UnknownPartner}; those of
   *   {@link LockRoleOfferError}
   */
  lockRoleOffer(
    input: LockRoleOfferInput,
  ): ResultAsync<LockedRoleOffer, LockRoleOfferError | UnknownPartner | CommandStorageError>;

  /**
   * The indirect reseller that an offer names agrees to hold the roles. See {@link consentToRoleOffer} for the rules.
   *
   * @returns the offer after it. As errors: {@link UnknownPartner}; those of {@link ConsentToRoleOfferError}
   */
  consentToRoleOffer(
    input: ConsentToRoleOfferInput,
  ): ResultAsync<RoleOffer, ConsentToRoleOfferError | UnknownPartner | CommandStorageError>;

  /**
   * The indirect reseller that an offer names refuses to hold the roles. A customer refuses nothing: it lets the offer
   * lapse (`silence-is-the-only-no`). After an unknown outcome, {@link UnknownOffer}
   * says that the offer is gone. See {@link rejectRoleOffer} for the rules.
   *
   * @returns the offer as it was. As errors: {@link UnknownPartner}; those of {@link RejectRoleOfferError}
   */
  rejectRoleOffer(
    input: RejectRoleOfferInput,
  ): ResultAsync<RoleOffer, RejectRoleOfferError | UnknownPartner | CommandStorageError>;

  /**
   * A customer approves an offer, all of it (`customer-approves-the-whole-offer`), and the partner holds the roles from
   * then on, until its term has passed (`term-starts-at-activation`). A customer that is new becomes known; nothing
   * commercial changes (`approval-touches-nothing-commercial`). The offer is taken first, so that it serves one customer
   * (`offer-serves-one-customer`), and then approved in the customer's document: if a call ends between the two, the
   * customer finishes by repeating it, and no other can; so the offer may be taken also where storage fails. Approving
   * once more what is in force changes nothing. See {@link takeRoleOffer} and {@link approveRoleDelegation} for the
   * other rules.
   *
   * @returns the relationships after it, what changed, the role delegation, and whether the recorded name is another
   *   one, which stays. As errors: {@link UnknownPartner}; {@link DelegationNotInForce} if this customer approved the
   *   offer before and the delegation is over (`ended-is-final`); {@link UnknownOffer} if the account has no such offer
   *   and this customer never approved it; the others of {@link TakeRoleOfferError} and
   *   {@link ApproveRoleDelegationError}
   */
  approveRoleOffer(
    input: ApproveRoleOfferInput,
  ): ResultAsync<ApproveRoleOfferOutcome, ApproveRoleOfferError | UnknownPartner | CommandStorageError>;

  /**
   * A partner or a customer switches the extension of a role delegation on or off. See {@link setExtension} for the
   * rules.
   *
   * @returns the delegation and the relationships after it, and what changed. As errors: {@link UnknownCustomer};
   *   those of {@link SetExtensionError}
   */
  setExtension(
    input: SetExtensionInput,
  ): ResultAsync<RoleDelegationOutcome, SetExtensionError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner drops a role that it holds and that never extends. All others end together
   * (`roles-share-one-end`). See {@link dropRole} for the rules.
   *
   * @returns the delegation and the relationships after it, and what changed. As errors: {@link UnknownCustomer};
   *   those of {@link DropRoleError}
   */
  dropRole(
    input: DropRoleInput,
  ): ResultAsync<RoleDelegationOutcome, DropRoleError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner gives roles that it holds to a group of its people. See {@link assignAccess} for the rules.
   *
   * @returns the delegation and the relationships after it, and what changed. As errors: {@link UnknownCustomer};
   *   those of {@link AssignAccessError}
   */
  assignAccess(
    input: AssignAccessInput,
  ): ResultAsync<RoleDelegationOutcome, AssignAccessError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner changes which of its roles a group of its people has. See {@link changeAccess} for the rules.
   *
   * @returns the delegation and the relationships after it, and what changed. As errors: {@link UnknownCustomer};
   *   those of {@link ChangeAccessError}
   */
  changeAccess(
    input: ChangeAccessInput,
  ): ResultAsync<RoleDelegationOutcome, ChangeAccessError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner takes its roles back from a group of its people. See {@link removeAccess} for the rules.
   *
   * @returns the delegation and the relationships after it, and what changed. As errors: {@link UnknownCustomer};
   *   those of {@link RemoveAccessError}
   */
  removeAccess(
    input: RemoveAccessInput,
  ): ResultAsync<RoleDelegationOutcome, RemoveAccessError | UnknownCustomer | CommandStorageError>;

  /**
   * A partner or a customer ends a role delegation before its time. Terminating again changes nothing. See
   * {@link terminateRoleDelegation} for the rules.
   *
   * @returns the relationships after it, what changed, and null for the delegation. One that is over since its end stays
   *   in the relationships until a command writes that down. As errors: {@link UnknownCustomer}; those of
   *   {@link TerminateRoleDelegationError}
   */
  terminateRoleDelegation(
    input: TerminateRoleDelegationInput,
  ): ResultAsync<RoleDelegationOutcome, TerminateRoleDelegationError | UnknownCustomer | CommandStorageError>;

  /**
   * The operator writes down what time has done, so that it reaches histories and the feed without waiting for the next
   * command: offers that lapsed, delegations that ended or whose end moved. It also takes out of the accounts the offers
   * whose customers hold the delegation already, which is left if a call of `approveRoleOffer` ended before its last
   * step, and those that name an erased customer or were taken by one. No decision depends on it.
   *
   * It goes over all partners and then all customers, a page at a time, each in a commit of its own. Call it with the
   * `next` of the call before until that is null; after a crash or an error, call it again with the same `after`, or from
   * the beginning. If a page fails in the middle, the answer has what was settled until then, and the next call goes on
   * with what failed.
   *
   * @returns whose documents changed, and where to go on. As errors, which mean that nothing was written down, except
   *   where the outcome is unknown, perhaps: `UnknownCursor` if `after` is not the `next` of a call; those of
   *   {@link SettleDueError}
   */
  settleDue(input: SettleDueInput): ResultAsync<SettleDueOutcome, SettleDueError | PageError | CommandStorageError>;

  /**
   * The offer that a link leads to, to show to a customer before it approves. Nothing changes.
   *
   * @param link the link that the customer followed; additions to it are ignored
   * @returns the offer, the partners that it concerns, and when it lapses. As errors: {@link MalformedInput} if it is
   *   not a link of this base URL; {@link OfferLapsed} if it waited for too long (`locked-offer-lapses`);
   *   {@link UnknownOffer} if there is no such offer, or not any more: it was approved or rejected, or it lapsed and that
   *   has been written down. A link does not tell which of these it is
   */
  roleOfferOf(link: string): ResultAsync<LinkedRoleOffer, MalformedInput | UnknownOffer | OfferLapsed | LoadError>;

  /**
   * Decides whether a partner, or a person of it, may do something on a customer's behalf at the present moment, by
   * role delegations as well, and says until when that answer holds. A role delegation counts for what its roles cover
   * (`role-covers-the-operation`), beside all others (`role-delegations-add-up`), until its end
   * (`delegation-ends-on-time`), also when the reseller relationship is over (`roles-outlive-the-relationship`). For a
   * person it has to reach that person (`roles-reach-people-through-groups`, `agent-role-limits-the-person`,
   * `granular-takes-precedence`). See {@link authorizeAt} for all rules, and {@link nextChangeAt}.
   *
   * @returns the decision, a permission or a {@link RoleDenied}, and when it changes if nobody does anything. As errors:
   *   {@link UnknownPartner}; {@link ContradictoryInput} if the subscription is another customer's. An unknown customer
   *   is denied like one without relationships
   */
  authorizeUntil<Asked extends Operation>(
    input: AuthorizeUntilInput<Asked>,
  ): ResultAsync<DecisionUntil, MalformedInput | ContradictoryInput | UnknownPartner | LoadError>;

  /**
   * Decides many questions about one partner and one customer, for a page that shows everything that the partner may
   * do, or which of its people may do something. Both documents are loaded once, so all answers are about the same
   * moment.
   *
   * @returns for each question, in this order, what `authorizeUntil` answers to it on these documents, also where the
   *   question is malformed: the path begins at the question. As errors, and then there are no answers:
   *   {@link UnknownPartner}; {@link MalformedInput} if an id is malformed, or if `questions` is not a list or has more
   *   than `MAX_QUESTIONS_PER_CALL`
   */
  authorizeAllUntil<const Asked extends readonly Operation[]>(
    input: AuthorizeAllUntilInput<Asked>,
  ): ResultAsync<
    readonly Result<DecisionUntil, MalformedInput | ContradictoryInput>[],
    MalformedInput | UnknownPartner | LoadError
  >;

  /**
   * All admin rights of all partners at a customer, service delegations and role delegations side by side: on what each
   * rests, until when, whether it extends, to whom it is assigned, what happened to it last and who did that. Reads the
   * customer's whole history.
   *
   * @param at the moment; the present one if left out. For a later one: what is in force then if nobody does anything
   * @returns the review; null for an unknown or erased customer, and one that was still unknown at that moment. As
   *   errors: `CorruptData` if the history has lost a part
   */
  accessReview(
    customerId: Unchecked<CustomerId>,
    at?: Unchecked<Instant>,
  ): ResultAsync<AccessReview | null, MalformedInput | LoadError>;

  /**
   * The notices about role delegations that end soon, of one partner or of all, that fall due in a span of time: 30, 7
   * and 1 days before the end, if the extension is off. With the end of one span as the beginning of the next, each
   * notice comes once. If a page fails and the span is asked for again, its notices come again: send none twice. The
   * delegation's `id`, its `endsAt` and `daysLeft` tell each from all others. See {@link noticesDue} for what a notice
   * says.
   *
   * @returns the notices about a page of customers, however many; `next` goes on with the next customers. As errors:
   *   {@link ContradictoryInput} if the span ends before it begins; `UnknownCursor` if `after` is not the `next` of
   *   a call
   */
  noticesDue(input: NoticesDueInput): ResultAsync<Page<EndNotice>, MalformedInput | ContradictoryInput | PageError>;

  /**
   * A customer's relationships as they were at a moment: after the last change recorded by then, with what time had done
   * to role delegations by then, whether or not that was written down (`delegation-ends-on-time`,
   * `extension-moves-the-end`). The `stateAt` of `RelationshipService` shows only what was written down.
   *
   * @returns the relationships; null for a customer that was unknown then, or is erased. As errors: `CorruptData` if
   *   the history has lost a part
   */
  stateAt(
    customerId: Unchecked<CustomerId>,
    instant: Unchecked<Instant>,
  ): ResultAsync<CustomerRelationships | null, MalformedInput | LoadError>;
}
