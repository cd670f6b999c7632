import { err, ok, type Result } from 'neverthrow';
import type { Actor } from '../../model/actor';
import type { Unchecked } from '../../model/brand';
import type { Customer } from '../../model/customer';
import type { CustomerRelationships } from '../../model/customer-relationships';
import { joined, object, type Decoder } from '../../model/decode';
import { decodeOfferId, decodePartnerId, type OfferId, type PartnerId } from '../../model/identifiers';
import type { Partner } from '../../model/partner';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { RelationshipChange } from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import type { RoleOffer } from '../../model/role-offer';
import type { LoadError } from '../../repository/storage-error';
import { unlessCustomer } from '../../rules/not-the-customer';
import { carryOut, type Decide, type Prepare } from '../../service/carry-out';
import { carryOutAndAnswer } from '../../service/carry-out-and-answer';
import { relationshipOutcome } from '../../service/carry-out-on-customer';
import type { CommandStorageError } from '../../service/command-storage-error';
import { documentsIn } from '../../service/documents';
import { loadNamedOrNone } from '../../service/load-partner';
import type { RelationshipOutcome } from '../../service/relationship-outcome';
import type { UncheckedActor, UncheckedCustomer } from '../../service/unchecked';
import { unknownPartner, type UnknownPartner } from '../../service/unknown';
import {
  approveRoleDelegationFields,
  decideApproveRoleDelegation,
  type ApproveRoleDelegationError,
} from '../delegations/approve-role-delegation';
import { delegationInForce, delegationNotInForce, type DelegationNotInForce } from '../delegations/in-force';
import { decideFinishRoleOffer } from '../offers/finish-role-offer';
import { offerIn, unknownOffer } from '../offers/on-offer';
import { decideTakeRoleOffer, type TakeRoleOfferError } from '../offers/take-role-offer';
import { isInForce } from '../time/time';
import type { OfferPlace } from './carry-out-on-offer';
import type { RoleSettings } from './options';
import { delegationOf, hasEnded } from './traces';

/** An offer to approve, as it is. */
export interface ApproveRoleOfferInput {
  /** The partner that made the offer. */
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  /** The customer that approves. Its name is recorded when the customer becomes known. */
  readonly customer: UncheckedCustomer;
  readonly by: UncheckedActor;
}

/** What approving an offer has done. */
export interface ApproveRoleOfferOutcome extends RelationshipOutcome {
  /** The role delegation that the offer became, with its end where time has moved it by then. */
  readonly delegation: RoleDelegation;
  /** Whether the customer approved under another name than the recorded one, which stays. */
  readonly nameDiffers: boolean;
}

/** Why an offer is not approved. */
export type ApproveRoleOfferError =
  | TakeRoleOfferError
  | ApproveRoleDelegationError
  | DelegationNotInForce<'ended-is-final'>;

interface CheckedInput extends OfferPlace {
  readonly customer: Customer;
  readonly by: Actor;
}

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>(
  'an approval',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId, offerId: decodeOfferId }, approveRoleDelegationFields),
);

/** How approving can fail besides. */
type Failure = ApproveRoleOfferError | UnknownPartner | CommandStorageError;

/**
 * Three steps over two documents, as no store has a transaction over both: taking the offer in the account, approving it
 * in the customer's document, and taking it out of the account. The first decides who gets it. Each can be repeated, so
 * whatever happens between two of them, or to one's answer, the customer goes on by calling again.
 */
export async function approveRoleOffer(
  settings: RoleSettings,
  input: ApproveRoleOfferInput,
): Promise<Result<ApproveRoleOfferOutcome, Failure>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;
  const wrongActor = unlessCustomer('customer-approves-the-whole-offer', command.customer.id, command.by);
  if (wrongActor !== null) return err(wrongActor);
  const taken = await take(settings, command);
  if (taken.isErr()) return err(taken.error);
  const approved = await approve(settings, command, taken.value);
  const isThrough = approved.isOk() || approved.error.code === 'delegation-not-in-force';
  // The answer is there. If this fails, the offer waits in the account for the operator's sweep.
  if (isThrough && taken.value !== null) await finish(settings, command);
  return approved;
}

/** An offer that this customer has taken. */
interface Taken {
  readonly partner: Partner;
  readonly offer: RoleOffer;
  readonly indirectReseller: Partner | null;
  /** The revision of the customer's document before the offer was taken; null if it was taken by another call. */
  readonly before: string | null;
}

/** The first step. Null if the offer is not in the account. */
async function take(settings: RoleSettings, command: CheckedInput): Promise<Result<Taken | null, Failure>> {
  const { partnerId, offerId, customer, by } = command;
  const { accounts, customers } = documentsIn(settings.repository);
  let indirectReseller: Partner | null = null;
  let before = 'absent';
  const prepare: Prepare<PartnerAccount, PartnerChange, Refusal> = async (account) => {
    if (account === null) return err(unknownPartner(partnerId));
    const { partner } = account;
    const offer = offerIn(account, offerId);
    if (offer === undefined) return NOTHING;
    const reseller = await loadNamedOrNone(settings, offer.indirectResellerId);
    if (reseller.isErr()) return err(reseller.error);
    indirectReseller = reseller.value;
    // It may be approved already, and is then in force whatever has become of the partner since.
    if (offer.takenBy === customer.id) return NOTHING;
    const loaded = await customers.load(customer.id);
    if (loaded.isErr()) return err(loaded.error);
    before = loaded.value?.revision ?? 'absent';
    const state = loaded.value?.state ?? null;
    return ok((at) => {
      const taking = { offerId, customerId: customer.id, indirectReseller, by, at };
      // What the second step refuses must not be taken: it would serve nobody any more.
      return decideTakeRoleOffer(account, taking, settings.profile).andThen((changes) => {
        const approval = { customer, partner, offer: { ...offer, takenBy: customer.id }, indirectReseller, by, at };
        return decideApproveRoleDelegation(state, approval, settings.profile).map(() => changes);
      });
    });
  };
  const outcome = await carryOut(settings, { documents: accounts, id: partnerId, prepare });
  return outcome.map(({ state, changes }) => {
    const offer = offerIn(state, offerId);
    if (state === null || offer === undefined) return null;
    return { partner: state.partner, offer, indirectReseller, before: changes.length === 0 ? null : before };
  });
}

type Refusal = ApproveRoleOfferError | UnknownPartner | LoadError;

const NOTHING: Result<Decide<never, never>, never> = /* @__PURE__ */ ok(() => ok([]));

/**
 * The second step. For an offer that is not in the account it only looks whether this customer has approved it, in its
 * document or its history: what became of it at any other customer is not said.
 */
async function approve(
  settings: RoleSettings,
  command: CheckedInput,
  taken: Taken | null,
): Promise<Result<ApproveRoleOfferOutcome, Failure>> {
  const { offerId, customer, by } = command;
  const prepare: Prepare<CustomerRelationships, RelationshipChange, Refusal> = async (state, revision) => {
    const held = delegationOf(state, command);
    if (held !== undefined) {
      return ok((at) => (isInForce(held, at) ? ok([]) : err(delegationNotInForce('ended-is-final', offerId))));
    }
    // The delegation may have ended since another call of the customer approved it. If nobody can have done so, the
    // history need not be read.
    const ended = revision === taken?.before ? ok(false) : await hasEnded(settings, customer.id, command);
    if (ended.isErr()) return err(ended.error);
    if (ended.value) return err(delegationNotInForce('ended-is-final', offerId));
    if (taken === null) return err(unknownOffer(offerId));
    const { partner, offer, indirectReseller } = taken;
    const approval = { customer, partner, offer, indirectReseller, by };
    return ok((at) => decideApproveRoleDelegation(state, { ...approval, at }, settings.profile));
  };
  const { customers: documents } = documentsIn(settings.repository);
  return carryOutAndAnswer(settings, { documents, id: customer.id, prepare }, (left) => {
    // Where nothing changes, nobody has written down what time has done.
    const delegation = delegationInForce(left.state, { offerId, at: left.at });
    const nameDiffers = left.state.customer.name !== customer.name;
    return delegation && Object.freeze({ ...relationshipOutcome(left), delegation, nameDiffers });
  });
}

/** The third step. */
async function finish(settings: RoleSettings, { partnerId, offerId, customer, by }: CheckedInput): Promise<void> {
  await carryOut<PartnerId, PartnerAccount, PartnerChange, never>(settings, {
    documents: documentsIn(settings.repository).accounts,
    id: partnerId,
    prepare: (account) =>
      account === null
        ? NOTHING
        : ok((at) => decideFinishRoleOffer(account, { offerId, customerId: customer.id, by, at })),
  });
}
