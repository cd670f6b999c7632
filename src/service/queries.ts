import { err, ok, type Result } from 'neverthrow';
import { arrangePartnersByService } from '../customers/partners-by-service';
import { decodeServices } from '../customers/services';
import { followInviteLink } from '../invitation/invite-link';
import { anotherCustomer } from '../model/another-customer';
import type { ContradictoryInput } from '../model/contradictory-input';
import type { Customer } from '../model/customer';
import type { CustomerRelationships } from '../model/customer-relationships';
import { argument, object, optional, text, type Decoder } from '../model/decode';
import {
  decodeCustomerId,
  decodePartnerId,
  decodeServiceId,
  type CustomerId,
  type PartnerId,
  type ServiceId,
} from '../model/identifiers';
import { decodeInstant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import type { RelationshipChange } from '../model/relationship-change';
import { decodeSubscription, type Subscription } from '../model/subscription';
import type { CustomerList } from '../repository/customer-entry';
import { pageOf as pageFrom, type Page, type PageRequest } from '../repository/page';
import type { RecordedChange } from '../repository/repository';
import type { LoadError, PageError } from '../repository/storage-error';
import { decideAuthorize } from '../rules/authorize';
import type { OperationDenied } from '../rules/operation-denied';
import type { Permission } from '../rules/permission';
import type { AuthorizeInput } from './authorize-input';
import type { CustomerPartners } from './customer-partners';
import { documentsIn } from './documents';
import { foldHistory, readHistory, readPartnerHistory } from './history';
import type { Invitation } from './invitation';
import { loadAccount, loadNamedOrNone, loadNamedPartners, loadPartner } from './load-partner';
import { loadRequest } from './load-request';
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
  const invited = await loadRequest(settings, parts.value);
  if (invited.isErr()) return err(invited.error);
  const reseller = await loadNamedOrNone(settings, invited.value.request.indirectResellerId);
  return reseller.map((indirectReseller) => Object.freeze({ ...invited.value, indirectReseller }));
}

interface Question {
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly operation: string;
  readonly subscription?: Subscription;
  readonly serviceId?: ServiceId;
}

const decodeQuestion: Decoder<Question> = /* @__PURE__ */ object<Question>('an authorization question', {
  customerId: decodeCustomerId,
  partnerId: decodePartnerId,
  operation: /* @__PURE__ */ text('an operation of the decision table', () => true),
  subscription: /* @__PURE__ */ optional(decodeSubscription),
  serviceId: /* @__PURE__ */ optional(decodeServiceId),
});

export async function authorize(
  settings: Settings,
  input: AuthorizeInput,
): Promise<Result<Permission, OperationDenied | MalformedInput | ContradictoryInput | UnknownPartner | LoadError>> {
  const decoded = decodeQuestion(input);
  if (decoded.isErr()) return err(decoded.error);
  const { customerId, partnerId, ...question } = decoded.value;
  const owner = question.subscription?.customerId;
  if (owner !== undefined && owner !== customerId)
    return err(anotherCustomer('subscription.customerId', customerId, owner));

  const [partner, customer] = await Promise.all([
    loadPartner(settings, partnerId),
    documentsIn(settings.repository).customers.load(customerId),
  ]);
  if (partner.isErr()) return err(partner.error);
  if (customer.isErr()) return err(customer.error);
  return decideAuthorize(customer.value?.state ?? null, { ...question, partner: partner.value });
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
async function pageOf<Id, Item>(
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
