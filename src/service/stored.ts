import { err, ok, type Result } from 'neverthrow';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { isRecord, listOf, nullable, record, text, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId, type PartnerId } from '../model/identifiers';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import { decodeRelationshipChange, type RelationshipChange } from '../relationships/relationship-change';
import type { Page, PageRequest } from '../repository/page';
import type {
  Commit,
  RecordedChange,
  RelationshipRepository,
  Versioned,
  VersionedStore,
} from '../repository/repository';
import { parseRevision, type Revision } from '../repository/revision';
import {
  corruptData,
  outcomeUnknown,
  storageFailed,
  type CommitError,
  type LoadError,
  type PageError,
} from '../repository/storage-error';

// An adapter must neither reject nor answer with something else than its contract says, but one that does shall not take
// the application down with it: what is no answer becomes the error that is certainly true. After a commit was sent, that
// is "outcome unknown".

/** Loads a partner's account. */
export function loadAccount(
  { partners }: RelationshipRepository,
  id: PartnerId,
): Promise<Result<Versioned<PartnerAccount> | null, LoadError>> {
  return load(partners, id, decodePartnerAccount, ({ partner }) => partner.id);
}

/** Loads a customer's relationships. */
export function loadCustomer(
  { customers }: RelationshipRepository,
  id: CustomerId,
): Promise<Result<Versioned<CustomerRelationships> | null, LoadError>> {
  return load(customers, id, decodeCustomerRelationships, ({ customer }) => customer.id);
}

/** Loads a state and checks that it is one, and that of this very id: a store that ignores case would give another's. */
async function load<Id extends string, State, Change>(
  store: VersionedStore<Id, State, Change>,
  id: Id,
  decodeState: Decoder<State>,
  idOf: (state: State) => Id,
): Promise<Result<Versioned<State> | null, LoadError>> {
  const answer = await answered(() => store.load(id), LOAD_ERRORS, storageFailed);
  if (answer.isErr()) return err(answer.error);
  if (answer.value === null) return ok(null);
  const loaded = record<Versioned<State>>('a state and its revision', {
    state: decodeState,
    revision: parseRevision,
  })(answer.value);
  if (loaded.isErr()) return err(corruptData(loaded.error.message));
  const found = idOf(loaded.value.state);
  return found === id ? ok(loaded.value) : err(corruptData(`under "${id}" is stored what belongs to "${found}"`));
}

export function commit<Id, State, Change>(
  store: VersionedStore<Id, State, Change>,
  sent: Commit<Id, State, Change>,
): Promise<Result<Revision, CommitError>> {
  return answered(() => store.commit(sent), COMMIT_ERRORS, outcomeUnknown);
}

const decodeHistory: Decoder<Page<RecordedChange<RelationshipChange>>> = /* @__PURE__ */ page(
  /* @__PURE__ */ record<RecordedChange<RelationshipChange>>('a recorded change', {
    revision: parseRevision,
    change: decodeRelationshipChange,
  }),
);

/** Reads a page of a customer's history. */
export async function readHistory(
  { customers }: RelationshipRepository,
  id: CustomerId,
  wanted: PageRequest,
): Promise<Result<Page<RecordedChange<RelationshipChange>>, PageError>> {
  const answer = await answered(() => customers.history(id, wanted), PAGE_ERRORS, storageFailed);
  return answer.andThen((read) => decodeHistory(read).mapErr((error) => corruptData(error.message)));
}

const decodeCustomerIds: Decoder<Page<CustomerId>> = /* @__PURE__ */ page(decodeCustomerId);

/** Reads a page of a partner's customer list. */
export async function readCustomersOf(
  repository: RelationshipRepository,
  partnerId: PartnerId,
  wanted: PageRequest,
): Promise<Result<Page<CustomerId>, PageError>> {
  const answer = await answered(() => repository.customersOf(partnerId, wanted), PAGE_ERRORS, storageFailed);
  return answer.andThen((read) => decodeCustomerIds(read).mapErr((error) => corruptData(error.message)));
}

function page<T>(item: Decoder<T>): Decoder<Page<T>> {
  return record<Page<T>>('a page', {
    items: listOf('an array of items', item),
    next: nullable(text('a cursor or null', () => true)),
  });
}

const LOAD_ERRORS: readonly LoadError['code'][] = ['storage-failed', 'corrupt-data'];
const COMMIT_ERRORS: readonly CommitError['code'][] = ['revision-conflict', 'storage-failed', 'outcome-unknown'];
const PAGE_ERRORS: readonly PageError['code'][] = ['storage-failed', 'corrupt-data', 'unknown-cursor'];

/** Asks a repository, and turns whatever is no result of its contract into an error. */
async function answered<T, E extends LoadError | CommitError | PageError>(
  ask: () => PromiseLike<Result<T, E>>,
  codes: readonly E['code'][],
  failed: (cause: unknown) => E,
): Promise<Result<T, E>> {
  try {
    const answer = await ask();
    if (!isResult(answer)) return err(failed('the repository answered with something else than a result'));
    if (answer.isOk()) return ok(answer.value);
    if (isOneOf(codes, answer.error)) return err(answer.error);
    return err(failed('the repository answered with an error that its contract does not know'));
  } catch (error) {
    return err(failed(error));
  }
}

function isResult(answer: unknown): boolean {
  return isRecord(answer) && typeof answer['isOk'] === 'function' && typeof answer['isErr'] === 'function';
}

function isOneOf(codes: readonly unknown[], error: unknown): boolean {
  return isRecord(error) && codes.includes(error['code']) && typeof error['message'] === 'string';
}
