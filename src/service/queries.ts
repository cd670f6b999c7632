import { err, ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import { defaulted, integer, nullable, optional, record, text, type Decoder } from '../model/decode';
import {
  decodeCustomerId,
  decodePartnerId,
  decodeServiceId,
  type CustomerId,
  type PartnerId,
  type ServiceId,
} from '../model/identifiers';
import { decodeInstant } from '../model/instant';
import { contradictoryInput, type ContradictoryInput } from '../model/contradictory-input';
import { describe } from '../model/describe';
import { within, type MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import { decodeSubscription, type Subscription } from '../model/subscription';
import { arrangedByService } from '../customers/partners-by-service';
import type { RelationshipChange } from '../model/relationship-change';
import { decodeServices } from '../customers/services';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type Page, type PageRequest } from '../repository/page';
import type { RecordedChange } from '../repository/repository';
import type { LoadError, PageError } from '../repository/storage-error';
import { answerQuestion } from '../rules/authorize';
import type { OperationDenied, Permission } from '../rules/operation-denied';
import { readHistory, walkHistory } from './history';
import type { AuthorizeInput, PageOptions } from './inputs';
import type { Settings } from './options';
import { readCustomersOf } from './pages';
import { loadNamedPartner, loadPartner } from './registered';
import type { CustomerPartners } from './relationship-service';
import { documentsIn } from './stored';
import type { UnknownPartner } from './unknown';

interface Question {
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly operation: string;
  readonly subscription?: Subscription;
  readonly serviceId?: ServiceId;
}

const decodeQuestion: Decoder<Question> = /* @__PURE__ */ record<Question>('an authorization question', {
  customerId: decodeCustomerId,
  partnerId: decodePartnerId,
  operation: /* @__PURE__ */ text('an operation of the decision table', () => true),
  subscription: /* @__PURE__ */ optional(decodeSubscription),
  serviceId: /* @__PURE__ */ optional(decodeServiceId),
});

export async function decide(
  settings: Settings,
  input: AuthorizeInput,
): Promise<Result<Permission, OperationDenied | MalformedInput | ContradictoryInput | UnknownPartner | LoadError>> {
  const decoded = decodeQuestion(input);
  if (decoded.isErr()) return err(decoded.error);
  const { customerId, partnerId, ...question } = decoded.value;
  const owner = question.subscription?.customerId;
  if (owner !== undefined && owner !== customerId) return err(ofAnotherCustomer(owner, customerId));

  const [partner, customer] = await Promise.all([
    loadPartner(settings, partnerId),
    documentsIn(settings.repository).customers.load(customerId),
  ]);
  if (partner.isErr()) return err(partner.error);
  if (customer.isErr()) return err(customer.error);
  return answerQuestion(customer.value?.state ?? null, { ...question, partner: partner.value });
}

function ofAnotherCustomer(owner: CustomerId, customerId: CustomerId): ContradictoryInput {
  return contradictoryInput({
    path: 'subscription.customerId',
    expected: `the customer in question, ${describe(customerId)}`,
    received: describe(owner),
  });
}

export async function relationshipsOf(
  { repository }: Settings,
  customerId: string,
): Promise<Result<CustomerRelationships | null, MalformedInput | LoadError>> {
  const id = decodeCustomerId(customerId);
  if (id.isErr()) return err(within('customerId', id.error));
  const loaded = await documentsIn(repository).customers.load(id.value);
  return loaded.map((found) => found?.state ?? null);
}

export async function partnersOf(
  settings: Settings,
  customerId: string,
  services: readonly string[],
): Promise<Result<CustomerPartners, MalformedInput | LoadError>> {
  const id = decodeCustomerId(customerId);
  if (id.isErr()) return err(within('customerId', id.error));
  const shown = decodeServices(services);
  if (shown.isErr()) return err(within('services', shown.error));
  const loaded = await documentsIn(settings.repository).customers.load(id.value);
  if (loaded.isErr()) return err(loaded.error);
  if (loaded.value === null) return ok(NO_PARTNERS);

  const { state } = loaded.value;
  const partners: Partner[] = [];
  for (const partner of await Promise.all(partnerIdsOf(state).map((id) => loadNamedPartner(settings, id)))) {
    if (partner.isErr()) return err(partner.error);
    partners.push(partner.value);
  }
  return ok(Object.freeze({ partners: Object.freeze(partners), services: Object.freeze(arrangedByService(state, shown.value)) }));
}

const NO_PARTNERS: CustomerPartners = /* @__PURE__ */ Object.freeze({
  partners: /* @__PURE__ */ Object.freeze([]),
  services: /* @__PURE__ */ Object.freeze([]),
});

function partnerIdsOf({ relationships, delegations }: CustomerRelationships): readonly PartnerId[] {
  return [...new Set([...relationships, ...delegations].map(({ partnerId }) => partnerId))].sort();
}

export async function customersOf(
  { repository }: Settings,
  partnerId: string,
  options: PageOptions,
): Promise<Result<Page<CustomerId>, MalformedInput | PageError>> {
  const id = decodePartnerId(partnerId);
  if (id.isErr()) return err(within('partnerId', id.error));
  const page = decodePage(options);
  if (page.isErr()) return err(within('page', page.error));
  return readCustomersOf(repository, id.value, page.value);
}

export async function historyOf(
  { repository }: Settings,
  customerId: string,
  options: PageOptions,
): Promise<Result<Page<RecordedChange<RelationshipChange>>, MalformedInput | PageError>> {
  const id = decodeCustomerId(customerId);
  if (id.isErr()) return err(within('customerId', id.error));
  const page = decodePage(options);
  if (page.isErr()) return err(within('page', page.error));
  return readHistory(repository, id.value, page.value);
}

export async function stateAt(
  { repository }: Settings,
  customerId: string,
  instant: string,
): Promise<Result<CustomerRelationships | null, MalformedInput | LoadError>> {
  const id = decodeCustomerId(customerId);
  if (id.isErr()) return err(within('customerId', id.error));
  const moment = decodeInstant(instant);
  if (moment.isErr()) return err(within('instant', moment.error));

  let then: CustomerRelationships | null = null;
  const walked = await walkHistory(repository, id.value, (state) => {
    // In histories of earlier releases times can fall: what follows a time counts from that time.
    if (state.changedAt !== undefined && state.changedAt <= moment.value) then = state;
  });
  return walked.map(() => then);
}

const decodePage: Decoder<PageRequest> = /* @__PURE__ */ record<PageRequest>('a page', {
  after: /* @__PURE__ */ defaulted(/* @__PURE__ */ nullable(/* @__PURE__ */ text('a cursor', () => true)), null),
  limit: /* @__PURE__ */ defaulted(/* @__PURE__ */ integer(1, MAX_PAGE_SIZE), DEFAULT_PAGE_SIZE),
});
