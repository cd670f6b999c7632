import { err, ok, type Result } from 'neverthrow';
import { followInviteLink } from '../invitation/invite-link';
import { decodeActor, type Actor } from '../model/actor';
import { decodeCustomer, type Customer } from '../model/customer';
import type { CustomerRelationships } from '../model/customer-relationships';
import { defaulted, either, oneOf, record, text, type Decoder } from '../model/decode';
import { decodeCustomerId, decodePartnerId, type CustomerId, type PartnerId, type ServiceId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { Subscription } from '../model/subscription';
import { decodeAgreement } from '../model/text';
import { acceptRequest, type AcceptRequestError, type OnHeldService } from '../customers/accept-request';
import { addCustomer, type AddCustomerError } from '../customers/add-customer';
import { endRelationship, type EndRelationshipError } from '../customers/end-relationship';
import { applyRelationshipChanges } from '../model/evolve-customer';
import type { RelationshipChange } from '../model/relationship-change';
import { relinquishDelegations, type RelinquishDelegationsError } from '../customers/relinquish-delegations';
import { removeDelegations, type RemoveDelegationsError } from '../customers/remove-delegations';
import { decodeAll, decodeServices, decodeServicesOrAll } from '../customers/services';
import { decodeSubscriptions } from '../customers/subscriptions';
import type { LoadError } from '../repository/storage-error';
import { carryOut, type Prepare } from './carry-out';
import type {
  AcceptRequestInput,
  AddCustomerInput,
  EndRelationshipInput,
  RelinquishDelegationsInput,
  RemoveDelegationsInput,
} from './inputs';
import { loadRequest } from './invitations';
import type { Settings } from './options';
import { loadPartner } from './registered';
import type { CommandStorageError, RelationshipOutcome } from './relationship-service';
import { documentsIn } from './stored';
import {
  unknownCustomer,
  type UnknownCustomer,
  type UnknownInvitation,
  type UnknownPartner,
} from './unknown';

interface Acceptance {
  readonly link: string;
  readonly customer: Customer;
  readonly services: readonly ServiceId[];
  readonly indirectResellerServices: readonly ServiceId[];
  readonly onHeldService: OnHeldService;
  readonly by: Actor;
}

const decodeAcceptance: Decoder<Acceptance> = /* @__PURE__ */ record<Acceptance>('an acceptance', {
  link: /* @__PURE__ */ text('an invitation link', () => true),
  customer: decodeCustomer,
  services: decodeServices,
  indirectResellerServices: /* @__PURE__ */ defaulted(decodeServices, []),
  onHeldService: /* @__PURE__ */ defaulted(/* @__PURE__ */ oneOf<OnHeldService>(['refuse', 'replace']), 'refuse'),
  by: decodeActor,
});

export async function accept(
  settings: Settings,
  input: AcceptRequestInput,
): Promise<Result<RelationshipOutcome, AcceptRequestError | UnknownInvitation | CommandStorageError>> {
  const decoded = decodeAcceptance(input);
  if (decoded.isErr()) return err(decoded.error);
  const { link, ...acceptance } = decoded.value;
  const invitation = followInviteLink(link, settings.linkBaseUrl);
  if (invitation.isErr()) return err(invitation.error);

  type Refusal = AcceptRequestError | UnknownInvitation | LoadError;
  return change<Refusal>(settings, acceptance.customer.id, async (state) => {
    const invited = await loadRequest(settings, invitation.value);
    return invited.map((offer) => (at) => acceptRequest(state, { ...acceptance, ...offer, at }));
  });
}

interface Addition {
  readonly partnerId: PartnerId;
  readonly customer: Customer;
  readonly services: readonly ServiceId[];
  readonly by: Actor;
}

const decodeAddition: Decoder<Addition> = /* @__PURE__ */ record<Addition>('an addition of a customer', {
  partnerId: decodePartnerId,
  customer: decodeCustomer,
  services: decodeServices,
  by: decodeActor,
});

export async function add(
  settings: Settings,
  input: AddCustomerInput,
): Promise<Result<RelationshipOutcome, AddCustomerError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeAddition(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partnerId, ...addition } = decoded.value;

  type Refusal = AddCustomerError | UnknownPartner | LoadError;
  return change<Refusal>(settings, addition.customer.id, async (state) => {
    const registered = await loadPartner(settings, partnerId);
    return registered.map((partner) => (at) => addCustomer(state, { ...addition, partner, at }));
  });
}

interface Removal {
  readonly customerId: CustomerId;
  readonly from: PartnerId | 'all';
  readonly services: readonly ServiceId[] | 'all';
  readonly by: Actor;
}

const decodeRemoval: Decoder<Removal> = /* @__PURE__ */ record<Removal>('a removal', {
  customerId: decodeCustomerId,
  from: /* @__PURE__ */ either(decodeAll, decodePartnerId),
  services: decodeServicesOrAll,
  by: decodeActor,
});

export function remove(
  settings: Settings,
  input: RemoveDelegationsInput,
): Promise<Result<RelationshipOutcome, RemoveDelegationsError | UnknownCustomer | CommandStorageError>> {
  return changeKnown(settings, decodeRemoval(input), removeDelegations);
}

interface Relinquishment {
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly services: readonly ServiceId[] | 'all';
  readonly by: Actor;
}

const decodeRelinquishment: Decoder<Relinquishment> = /* @__PURE__ */ record<Relinquishment>('a relinquishment', {
  customerId: decodeCustomerId,
  partnerId: decodePartnerId,
  services: decodeServicesOrAll,
  by: decodeActor,
});

export function relinquish(
  settings: Settings,
  input: RelinquishDelegationsInput,
): Promise<Result<RelationshipOutcome, RelinquishDelegationsError | UnknownCustomer | CommandStorageError>> {
  return changeKnown(settings, decodeRelinquishment(input), relinquishDelegations);
}

interface Ending {
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly agreement: string;
  readonly subscriptions: readonly Subscription[];
  readonly by: Actor;
}

const decodeEnding: Decoder<Ending> = /* @__PURE__ */ record<Ending>('an end of a relationship', {
  customerId: decodeCustomerId,
  partnerId: decodePartnerId,
  agreement: decodeAgreement,
  subscriptions: decodeSubscriptions,
  by: decodeActor,
});

export function end(
  settings: Settings,
  input: EndRelationshipInput,
): Promise<Result<RelationshipOutcome, EndRelationshipError | UnknownCustomer | CommandStorageError>> {
  return changeKnown(settings, decodeEnding(input), endRelationship);
}

/** Carries out a command on a customer that has to be known. */
async function changeKnown<Command extends { readonly customerId: CustomerId }, Refusal>(
  settings: Settings,
  decoded: Result<Command, MalformedInput>,
  decide: (
    state: CustomerRelationships,
    command: Command & { readonly at: Instant },
  ) => Result<readonly RelationshipChange[], Refusal>,
): Promise<Result<RelationshipOutcome, Refusal | MalformedInput | UnknownCustomer | CommandStorageError>> {
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;
  return change<Refusal | UnknownCustomer>(settings, command.customerId, (state) =>
    state === null ? err(unknownCustomer(command.customerId)) : ok((at) => decide(state, { ...command, at })),
  );
}

async function change<Refusal>(
  settings: Settings,
  id: CustomerId,
  prepare: Prepare<CustomerRelationships, RelationshipChange, Refusal>,
): Promise<Result<RelationshipOutcome, Refusal | MalformedInput | CommandStorageError>> {
  const outcome = await carryOut(settings, {
    documents: documentsIn(settings.repository).customers,
    id,
    prepare,
    evolve: applyRelationshipChanges,
  });
  return outcome.map(({ state, changes }) => Object.freeze({ relationships: state, changes: Object.freeze(changes) }));
}
