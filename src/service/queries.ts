import { err, ok, type Result } from 'neverthrow';
import { arrangePartnersByService } from '../customers/partners-by-service';
import { decodeServices } from '../customers/services';
import { followInviteLink, inviteLink } from '../invitation/invite-link';
import { anotherCustomer } from '../model/another-customer';
import type { ContradictoryInput } from '../model/contradictory-input';
import type { Customer } from '../model/customer';
import type { CustomerRelationships } from '../model/customer-relationships';
import { argument, joined, listOf, object, optional, text, type Decoder, type Fields } from '../model/decode';
import {
  decodeCustomerId,
  decodePartnerId,
  decodeRequestId,
  decodeServiceId,
  type CustomerId,
  type PartnerId,
  type ServiceId,
} from '../model/identifiers';
import { decodeInstant } from '../model/instant';
import { MAX_QUESTIONS_PER_CALL } from '../model/limits';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import type { RelationshipChange } from '../model/relationship-change';
import { decodeSubscription, type Subscription } from '../model/subscription';
import type { CustomerList } from '../repository/customer-entry';
import { MAX_PAGE_SIZE, pageOf as pageFrom, type Page, type PageRequest } from '../repository/page';
import type { RecordedChange } from '../repository/repository';
import type { LoadError, PageError } from '../repository/storage-error';
import { unknownRequest, type UnknownRequest } from '../partners/revoke-request';
import { decideAuthorize } from '../rules/authorize';
import type { OperationDenied } from '../rules/operation-denied';
import type { Operation } from '../rules/operations';
import type { Permission } from '../rules/permission';
import type { AuthorizeAllInput, AuthorizeInputAbout } from './authorize-input';
import type { CustomerPartners } from './customer-partners';
import { documentsIn } from './documents';
import { foldHistory, readHistory, readPartnerHistory } from './history';
import type { Invitation } from './invitation';
import { loadParties, type LoadedParties, type Parties } from './load-both';
import { loadAccount, loadNamedOrNone, loadNamedPartners, loadRegistered } from './load-partner';
import { requestIn } from './load-request';
import type { OpenedRequest } from './open-request';
import type { Settings } from './options';
import { decodePageOptions, type PageOptions } from './page-options';
import { listedCustomer, type ListedCustomer } from './listed-customer';
import { readCustomers, readCustomersOf, readPartners } from './pages';
import type { UnknownInvitation, UnknownPartner } from './unknown';

export async function accountOf(
  settings: Settings,
  partnerId: string,
): Promise<Result<PartnerAccount, MalformedInput | UnknownPartner | LoadError>> {
  const id = argument('partnerId', decodePartnerId, partnerId);
  return id.isErr() ? err(id.error) : loadAccount(settings, id.value);
}

export async function invitationOf(
  settings: Settings,
  link: string,
): Promise<Result<Invitation, MalformedInput | UnknownInvitation | LoadError>> {
  const parts = followInviteLink(link, settings.linkBaseUrl);
  if (parts.isErr()) return err(parts.error);
  const { accounts } = documentsIn(settings.repository);
  const invited = requestIn(await accounts.load(parts.value.partnerId), parts.value);
  if (invited.isErr()) return err(invited.error);
  const reseller = await loadNamedOrNone(settings, invited.value.request.indirectResellerId);
  return reseller.map((indirectReseller) => Object.freeze({ ...invited.value, indirectReseller }));
}

export async function requestOf(
  settings: Settings,
  partnerId: string,
  requestId: string,
): Promise<Result<OpenedRequest, MalformedInput | UnknownPartner | UnknownRequest | LoadError>> {
  const wanted = argument('requestId', decodeRequestId, requestId);
  const account = await accountOf(settings, partnerId);
  if (account.isErr()) return err(account.error);
  if (wanted.isErr()) return err(wanted.error);
  const { partner, requests } = account.value;
  const request = requests.find(({ id }) => id === wanted.value);
  if (request === undefined) return err(unknownRequest(wanted.value));
  const reseller = await loadNamedOrNone(settings, request.indirectResellerId);
  return reseller.andThen((indirectReseller) =>
    inviteLink(request, settings.linkBaseUrl).map((link) => Object.freeze({ partner, request, indirectReseller, link })),
  );
}

/** What a question of an application names. */
export interface Question {
  readonly operation: string;
  readonly subscription?: Subscription;
  readonly serviceId?: ServiceId;
}

export const partiesFields: Fields<Parties> = { customerId: decodeCustomerId, partnerId: decodePartnerId };

export const questionFields: Fields<Question> = {
  operation: /* @__PURE__ */ text('an operation of the decision table', () => true),
  subscription: /* @__PURE__ */ optional(decodeSubscription),
  serviceId: /* @__PURE__ */ optional(decodeServiceId),
};

export const QUESTION = 'an authorization question';

const decodeInput: Decoder<Parties & Question> = /* @__PURE__ */ object<Parties & Question>(
  QUESTION,
  /* @__PURE__ */ joined(partiesFields, questionFields),
);

const decodeQuestion: Decoder<Question> = /* @__PURE__ */ object(QUESTION, questionFields);

/** Several questions about the same two. */
export interface Questions<Asked> extends Parties {
  /** One that is malformed is the error of its own answer. */
  readonly questions: readonly Result<Asked, MalformedInput>[];
}

export function questionsOf<Asked>(decode: Decoder<Asked>): Decoder<Questions<Asked>> {
  return object<Questions<Asked>>(
    'authorization questions',
    joined(partiesFields, {
      questions: listOf('a list of authorization questions', (question) => ok(decode(question)), MAX_QUESTIONS_PER_CALL),
    }),
  );
}

const decodeQuestions: Decoder<Questions<Question>> = /* @__PURE__ */ questionsOf(decodeQuestion);

type Answer = Result<Permission, OperationDenied | MalformedInput | ContradictoryInput>;

export async function authorize<Asked extends Operation>(
  settings: Settings,
  input: AuthorizeInputAbout<Asked>,
): Promise<Result<Permission, OperationDenied | MalformedInput | ContradictoryInput | UnknownPartner | LoadError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const question = ofCustomer(decoded.value.customerId, decoded.value);
  if (question.isErr()) return err(question.error);
  const loaded = await loadParties(settings, decoded.value);
  if (loaded.isErr()) return err(loaded.error);
  return answerTo(loaded.value, question.value);
}

export async function authorizeAll<const Asked extends readonly Operation[]>(
  settings: Settings,
  input: AuthorizeAllInput<Asked>,
): Promise<Result<readonly Answer[], MalformedInput | UnknownPartner | LoadError>> {
  const decoded = decodeQuestions(input);
  if (decoded.isErr()) return err(decoded.error);
  const { customerId, questions } = decoded.value;
  const loaded = await loadParties(settings, decoded.value);
  return loaded.map((parties) =>
    Object.freeze(
      questions.map((asked): Answer =>
        asked.andThen((known) => ofCustomer(customerId, known)).andThen((known) => answerTo(parties, known)),
      ),
    ),
  );
}

/** The question, if a subscription in it is this customer's. */
export function ofCustomer<Asked extends Question>(
  customerId: CustomerId,
  question: Asked,
): Result<Asked, ContradictoryInput> {
  const owner = question.subscription?.customerId;
  return owner === undefined || owner === customerId
    ? ok(question)
    : err(anotherCustomer('subscription.customerId', customerId, owner));
}

function answerTo({ state, partner }: LoadedParties, { operation, subscription, serviceId }: Question): Answer {
  return decideAuthorize(state, { partner, operation, subscription, serviceId });
}

export async function relationshipsOf(
  { repository }: Settings,
  customerId: string,
): Promise<Result<CustomerRelationships | null, MalformedInput | LoadError>> {
  const id = argument('customerId', decodeCustomerId, customerId);
  if (id.isErr()) return err(id.error);
  const loaded = await documentsIn(repository).customers.load(id.value);
  return loaded.map((found) => found?.state ?? null);
}

export async function partnersOf(
  settings: Settings,
  customerId: string,
  services: readonly string[] = [],
): Promise<Result<CustomerPartners, MalformedInput | LoadError>> {
  const id = argument('customerId', decodeCustomerId, customerId);
  if (id.isErr()) return err(id.error);
  const shown = argument('services', decodeServices, services);
  if (shown.isErr()) return err(shown.error);
  const loaded = await documentsIn(settings.repository).customers.load(id.value);
  if (loaded.isErr()) return err(loaded.error);
  const state = loaded.value?.state ?? null;
  if (state === null) return ok(NO_PARTNERS);

  const named = await loadNamedPartners(settings, partnerIdsOf(state));
  return named.map((partners) =>
    Object.freeze({
      partners: Object.freeze(partners),
      services: Object.freeze(arrangePartnersByService(state, shown.value)),
    }),
  );
}

const NO_PARTNERS: CustomerPartners = /* @__PURE__ */ Object.freeze({
  partners: /* @__PURE__ */ Object.freeze([]),
  services: /* @__PURE__ */ Object.freeze([]),
});

function partnerIdsOf({ relationships, delegations }: CustomerRelationships): readonly PartnerId[] {
  return [...new Set([...relationships, ...delegations].map(({ partnerId }) => partnerId))].sort();
}

export function customersOf(
  settings: Settings,
  partnerId: string,
  page: PageOptions = {},
): Promise<Result<Page<ListedCustomer>, MalformedInput | PageError>> {
  return pageOfCustomers(settings, 'related', partnerId, page);
}

export function customersAdministeredBy(
  settings: Settings,
  partnerId: string,
  page: PageOptions = {},
): Promise<Result<Page<ListedCustomer>, MalformedInput | PageError>> {
  return pageOfCustomers(settings, 'administered', partnerId, page);
}

function pageOfCustomers(
  { repository }: Settings,
  list: CustomerList,
  partnerId: string,
  page: PageOptions,
): Promise<Result<Page<ListedCustomer>, MalformedInput | PageError>> {
  const id = argument('partnerId', decodePartnerId, partnerId);
  return pageOf(id, page, async (known, wanted) => {
    const found = await readCustomersOf(repository, list, known, wanted);
    return found.map(({ items, next }) => pageFrom(items.map(listedCustomer), next));
  });
}

export function partners(
  { repository }: Settings,
  page: PageOptions = {},
): Promise<Result<Page<Partner>, MalformedInput | PageError>> {
  return pageOf(ok(null), page, (_none, wanted) => readPartners(repository, wanted));
}

const decodePartnerIds: Decoder<readonly PartnerId[]> = /* @__PURE__ */ listOf(
  'an array of partner ids',
  decodePartnerId,
  MAX_PAGE_SIZE,
);

export async function partnersById(
  settings: Settings,
  partnerIds: readonly string[],
): Promise<Result<readonly Partner[], MalformedInput | LoadError>> {
  const ids = argument('partnerIds', decodePartnerIds, partnerIds);
  if (ids.isErr()) return err(ids.error);
  const registered = await loadRegistered(settings, ids.value);
  return registered.map((found) => Object.freeze(found));
}

export function customers(
  { repository }: Settings,
  page: PageOptions = {},
): Promise<Result<Page<Customer>, MalformedInput | PageError>> {
  return pageOf(ok(null), page, (_none, wanted) => readCustomers(repository, wanted));
}

export function historyOf(
  { repository }: Settings,
  customerId: string,
  page: PageOptions = {},
): Promise<Result<Page<RecordedChange<RelationshipChange>>, MalformedInput | PageError>> {
  const id = argument('customerId', decodeCustomerId, customerId);
  return pageOf(id, page, (known, wanted) => readHistory(repository, known, wanted));
}

export function partnerHistoryOf(
  { repository }: Settings,
  partnerId: string,
  page: PageOptions = {},
): Promise<Result<Page<RecordedChange<PartnerChange>>, MalformedInput | PageError>> {
  const id = argument('partnerId', decodePartnerId, partnerId);
  return pageOf(id, page, (known, wanted) => readPartnerHistory(repository, known, wanted));
}

/** Reads a page of a list that belongs to this id; null for a list that belongs to none. */
export async function pageOf<Id, Item>(
  id: Result<Id, MalformedInput>,
  page: PageOptions,
  read: (id: Id, wanted: PageRequest) => Promise<Result<Page<Item>, PageError>>,
): Promise<Result<Page<Item>, MalformedInput | PageError>> {
  if (id.isErr()) return err(id.error);
  const wanted = argument('page', decodePageOptions, page);
  return wanted.isErr() ? err(wanted.error) : read(id.value, wanted.value);
}

export async function stateAt(
  { repository }: Settings,
  customerId: string,
  instant: string,
): Promise<Result<CustomerRelationships | null, MalformedInput | LoadError>> {
  const id = argument('customerId', decodeCustomerId, customerId);
  if (id.isErr()) return err(id.error);
  const moment = argument('instant', decodeInstant, instant);
  if (moment.isErr()) return err(moment.error);

  return foldHistory(repository, id.value, moment.value);
}
