import { err, ok, type Result } from 'neverthrow';
import { delegationKey, type CustomerRelationships } from '../model/customer-relationships';
import { object, type Decoder } from '../model/decode';
import { applyToDraft, relationshipsFrom, type RelationshipsDraft } from '../model/evolve-customer';
import { applyPartnerChange } from '../model/evolve-partner';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { PartnerAccount } from '../model/partner-account';
import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import { decodeRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import type { RoleDelegation } from '../model/role-delegation';
import type { RoleOffer } from '../model/role-offer';
import { endsRoles } from '../model/roles';
import { MAX_PAGE_SIZE, type Page, type PageRequest } from '../repository/page';
import type { DocumentChange } from '../repository/feed';
import type { RecordedChange, RelationshipRepository, VersionedStore } from '../repository/repository';
import { parseRevision, type Revision } from '../repository/revision';
import { corruptData, storageFailed, type LoadError, type PageError } from '../repository/storage-error';
import { readPage, type Problem } from './pages';

type AnyChange = PartnerChange | RelationshipChange;

/** The histories of one kind of documents: where they are, and what they fold into. */
interface Histories<Id extends string, State, Change, Draft> {
  readonly kind: DocumentKind;
  /** Called inside the code that catches what a repository throws. */
  readonly storeIn: (repository: RelationshipRepository) => Pick<VersionedStore<Id, State, Change, unknown>, 'history'>;
  readonly item: Decoder<RecordedChange<Change>>;
  /** The document that a history is folded into, after a change; the error says why it cannot have happened. */
  readonly apply: (draft: Draft | null, change: Change) => Result<Draft | null, { readonly message: string }>;
  readonly stateOf: (draft: Draft) => State;
  readonly idOf: (draft: Draft) => Id;
}

const ofCustomers: Histories<CustomerId, CustomerRelationships, RelationshipChange, RelationshipsDraft> = {
  kind: 'customer',
  storeIn: ({ customers }) => customers,
  item: /* @__PURE__ */ recorded(decodeRelationshipChange),
  apply: applyToDraft,
  stateOf: relationshipsFrom,
  idOf: ({ before }) => before.customer.id,
};

const ofPartners: Histories<PartnerId, PartnerAccount, PartnerChange, PartnerAccount> = {
  kind: 'partner',
  storeIn: ({ partners }) => partners,
  item: /* @__PURE__ */ recorded(decodePartnerChange),
  apply: applyPartnerChange,
  stateOf: (account) => account,
  idOf: ({ partner }) => partner.id,
};

type DocumentKind = DocumentChange['document']['kind'];

/** Whether a change may be one of this document, as far as the id and the one who acts tell. */
function mayBe(kind: DocumentKind, id: string, change: AnyChange): boolean {
  if (change.kind === 'partner-registered' || change.by === null) return true;
  // It changes by the reseller and the customer that it names as well.
  if ('offer' in change) return change.offer.partnerId === id;
  if (change.kind === 'customer-registered' && change.customer.id !== id) return false;
  // A customer acts only for itself, and on an account a partner does.
  if (change.by.kind === 'customer') return kind === 'customer' && change.by.customerId === id;
  return change.by.kind === 'operator' || kind === 'customer' || change.by.partnerId === id;
}

/** One thing cannot take the same turn twice in a row: what is granted is not granted again before it has ended. */
interface Turn {
  readonly subject: string;
  readonly taken: string;
}

// An id holds no space, and the key of a delegation two: subjects of different kinds differ.
const DOCUMENT = 'the document';

/** The thing that a change concerns, and what is so of it from then on, which was not so before. */
function turnOf(change: AnyChange): Turn {
  if ('offer' in change) return turnOfRoles(change.kind, change.offer);
  if ('delegation' in change) return turnOfRoles(change.kind, change.delegation);
  const { kind } = change;
  switch (kind) {
    case 'customer-registered':
    case 'customer-erased':
    case 'partner-registered':
      return { subject: DOCUMENT, taken: kind };
    case 'customer-renamed':
    case 'partner-renamed':
      return { subject: 'the name', taken: change.name };
    case 'relationship-established':
    case 'relationship-ended':
      return { subject: change.partnerId, taken: kind };
    case 'delegation-granted':
    case 'delegation-removed':
      return { subject: delegationKey(change), taken: kind };
    case 'partner-suspended':
    case 'partner-reinstated':
    case 'partner-closed':
      return { subject: 'the standing', taken: kind };
    case 'program-changed':
      return { subject: 'the program', taken: change.program };
    case 'request-opened':
      return { subject: change.request.id, taken: kind };
    case 'request-revoked':
      return { subject: change.requestId, taken: kind };
  }
}

/** Every change but the last leaves something else of an offer or a delegation, and the last one nothing. */
function turnOfRoles(kind: AnyChange['kind'], left: RoleOffer | RoleDelegation): Turn {
  // A space keeps these ids apart from those of requests.
  return { subject: ` ${left.id}`, taken: endsRoles(kind) ? '' : JSON.stringify(left) };
}

/** Reads a page of a customer's history. The first page has to fold; any other has to be a part of some history. */
export function readHistory(
  repository: RelationshipRepository,
  id: CustomerId,
  wanted: PageRequest,
): Promise<Result<Page<RecordedChange<RelationshipChange>>, PageError>> {
  return readHistoryPage(ofCustomers, repository, id, wanted);
}

/** Reads a page of the history of a partner's account, with the same checks. */
export function readPartnerHistory(
  repository: RelationshipRepository,
  id: PartnerId,
  wanted: PageRequest,
): Promise<Result<Page<RecordedChange<PartnerChange>>, PageError>> {
  return readHistoryPage(ofPartners, repository, id, wanted);
}

/** Without a maximum, a store whose cursors are always new and lead to nothing would be read for ever. */
const MOST_EMPTY_PAGES = 100;

/**
 * Reads a customer's whole history and folds it.
 *
 * @param until null for all changes that there are
 * @param seen is given every change that counts by then, in order
 * @returns the relationships after the last change at or before this moment; null if there is none
 */
export async function foldHistory(
  repository: RelationshipRepository,
  id: CustomerId,
  until: Instant | null,
  seen?: (change: RelationshipChange) => void,
): Promise<Result<CustomerRelationships | null, LoadError>> {
  const fold = beginning(ofCustomers, id, until, seen);
  const cursors = new Set<string | null>();
  let after: string | null = null;
  let emptyPages = 0;
  do {
    const wanted: PageRequest = { after, limit: MAX_PAGE_SIZE };
    const page: Result<Page<RecordedChange<RelationshipChange>>, PageError> = await readChanges(
      ofCustomers,
      repository,
      id,
      wanted,
      fold.problem,
    );
    if (page.isErr()) return err(ofWalk(page.error));
    const { items, next } = page.value;
    if (items.length === 0) emptyPages += 1;
    if (next !== null && (cursors.has(next) || emptyPages > MOST_EMPTY_PAGES)) return err(corruptData(ENDLESS));
    cursors.add(next);
    after = next;
  } while (after !== null);
  return ok(fold.then());
}

const ENDLESS = 'the pages of a history lead on without an end';

/** Only the store has given the cursors of this reading. */
function ofWalk(error: PageError): LoadError {
  return error.code === 'unknown-cursor' ? storageFailed('the store does not know a cursor that it gave') : error;
}

function readHistoryPage<Id extends string, State, Change extends AnyChange, Draft>(
  histories: Histories<Id, State, Change, Draft>,
  repository: RelationshipRepository,
  id: Id,
  wanted: PageRequest,
): Promise<Result<Page<RecordedChange<Change>>, PageError>> {
  const problem = wanted.after === null ? beginning(histories, id).problem : continuation(histories, id);
  return readChanges(histories, repository, id, wanted, problem);
}

function readChanges<Id extends string, State, Change extends AnyChange, Draft>(
  { storeIn, item }: Histories<Id, State, Change, Draft>,
  repository: RelationshipRepository,
  id: Id,
  wanted: PageRequest,
  problem: Problem<RecordedChange<Change>>,
): Promise<Result<Page<RecordedChange<Change>>, PageError>> {
  return readPage(() => storeIn(repository).history(id, wanted), wanted, item, problem);
}

function recorded<Change>(change: Decoder<Change>): Decoder<RecordedChange<Change>> {
  return object<RecordedChange<Change>>('a recorded change', { revision: parseRevision, change });
}

/** The fold of a history, page after page. */
interface HistoryFold<State, Change> {
  readonly problem: Problem<RecordedChange<Change>>;
  /** The document after the last change at or before the moment in question; null if there is none. */
  readonly then: () => State | null;
}

/** For a history from its beginning: it has to fold to the document of this id. */
function beginning<Id extends string, State, Change extends AnyChange, Draft>(
  histories: Histories<Id, State, Change, Draft>,
  id: Id,
  until: Instant | null = null,
  seen?: (change: Change) => void,
): HistoryFold<State, Change> {
  const { kind, apply, stateOf, idOf } = histories;
  const problemOfPart = partOfHistory(kind, id);
  let draft: Draft | null = null;
  let then: State | null | undefined;
  const current = (): State | null => (draft === null ? null : stateOf(draft));
  return {
    problem: (items) => {
      for (const { change } of items) {
        // Times can decrease in a history of an earlier release: a change counts from the latest time before it.
        if (until !== null && then === undefined && change.at > until) then = current();
        if (then === undefined) seen?.(change);
        const next = apply(draft, change);
        if (next.isErr()) return next.error.message;
        draft = next.value;
        if (draft !== null && idOf(draft) !== id) return 'a history of another document';
      }
      return problemOfPart(items);
    },
    then: () => (then === undefined ? current() : then),
  };
}

/** For a later part of a history: that of a customer may begin again there, after an erasure. */
function continuation<Id extends string, State, Change extends AnyChange, Draft>(
  { kind }: Histories<Id, State, Change, Draft>,
  id: Id,
): Problem<RecordedChange<Change>> {
  return partOfHistory(kind, id, new Map(kind === 'customer' ? [] : [[DOCUMENT, registrationOf(kind)]]));
}

/** What must have come before any other change. */
function registrationOf(kind: DocumentKind): AnyChange['kind'] {
  return `${kind}-registered`;
}

/** A change of a history, or of a feed, which tells its place in the commit. */
type AnyRecorded = RecordedChange<AnyChange> & Partial<Pick<DocumentChange, 'place'>>;

/**
 * For any part of a history, page after page: what is impossible, whatever came before it.
 *
 * @param latest the last turn of each subject before it, as far as that is known
 */
export function partOfHistory(
  kind: DocumentKind,
  id: string,
  latest: Map<string, string> = new Map<string, string>(),
): Problem<AnyRecorded> {
  const revisions = new Set<Revision>();
  let before: AnyRecorded | null = null;
  return (items) => {
    for (const item of items) {
      const { revision, change, place } = item;
      const isNext = revision === before?.revision;
      if (!isNext && revisions.has(revision)) return 'a revision that comes back in a history';
      revisions.add(revision);
      // A page of a feed can begin within a commit.
      if (place !== undefined && before?.place !== undefined && place !== (isNext ? before.place + 1 : 0)) {
        return 'changes of a document that are not in order';
      }
      before = item;
      if (!mayBe(kind, id, change)) return 'a change that belongs to another document';
      const { subject, taken } = turnOf(change);
      if (latest.get(subject) === taken) return `the change "${change.kind}" comes twice`;
      // What came before it may have been erased between one item and the next.
      if (change.kind === 'customer-erased') latest.clear();
      latest.set(subject, taken);
      if (!latest.has(DOCUMENT)) latest.set(DOCUMENT, registrationOf(kind));
    }
    return null;
  };
}
