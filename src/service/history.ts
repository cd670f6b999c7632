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
import { MAX_PAGE_SIZE, type Page, type PageRequest } from '../repository/page';
import type { DocumentChange } from '../repository/feed';
import type { RecordedChange, RelationshipRepository, VersionedStore } from '../repository/repository';
import { parseRevision, type Revision } from '../repository/revision';
import { corruptData, storageFailed, type LoadError, type PageError } from '../repository/storage-error';
import { readPage, type Problem } from './pages';

/** The histories of one kind of documents: where they are, and what cannot have happened in one. */
interface Histories<Id, State, Change extends { readonly kind: string }, Draft> {
  /** Called inside the code that catches what a repository throws. */
  readonly storeIn: (repository: RelationshipRepository) => Pick<VersionedStore<Id, State, Change, unknown>, 'history'>;
  readonly item: Decoder<RecordedChange<Change>>;
  /** The document that a history is folded into, after a change; the error says why it cannot have happened. */
  readonly apply: (draft: Draft | null, change: Change) => Result<Draft | null, { readonly message: string }>;
  readonly stateOf: (draft: Draft) => State;
  readonly idOf: (draft: Draft) => Id;
  /** Whether a change may be one of this document at all, as far as the id and the one who acts tell. */
  readonly mayBe: (id: Id, change: Change) => boolean;
  /** With what every history begins, and no history goes on; null if one may, as after an erasure. */
  readonly first: Change['kind'] | null;
  /** What must have come before any other change. */
  readonly registration: Change['kind'];
  /** The thing that a change concerns, and what is so of it from then on, which was not so before. */
  readonly turnOf: (change: Change) => Turn;
}

/** One thing cannot take the same turn twice in a row: what is granted is not granted again before it has ended. */
interface Turn {
  readonly subject: string;
  readonly taken: string;
}

// An id holds no space, and the key of a delegation two: subjects of different kinds differ.
const DOCUMENT = 'the document';
const NAME = 'the name';
const STANDING = 'the standing';
const PROGRAM = 'the program';

const ofCustomers: Histories<CustomerId, CustomerRelationships, RelationshipChange, RelationshipsDraft> = {
  storeIn: ({ customers }) => customers,
  item: /* @__PURE__ */ recorded(decodeRelationshipChange),
  apply: applyToDraft,
  stateOf: relationshipsFrom,
  idOf: ({ before }) => before.customer.id,
  // A customer acts only for itself.
  mayBe: (id, change) =>
    (change.by.kind !== 'customer' || change.by.customerId === id) &&
    (change.kind !== 'customer-registered' || change.customer.id === id),
  first: null,
  registration: 'customer-registered',
  turnOf: (change) => {
    switch (change.kind) {
      case 'customer-registered':
      case 'customer-erased':
        return { subject: DOCUMENT, taken: change.kind };
      case 'customer-renamed':
        return { subject: NAME, taken: change.name };
      case 'relationship-established':
      case 'relationship-ended':
        return { subject: change.partnerId, taken: change.kind };
      case 'delegation-granted':
      case 'delegation-removed':
        return { subject: delegationKey(change), taken: change.kind };
    }
  },
};

const ofPartners: Histories<PartnerId, PartnerAccount, PartnerChange, PartnerAccount> = {
  storeIn: ({ partners }) => partners,
  item: /* @__PURE__ */ recorded(decodePartnerChange),
  apply: applyPartnerChange,
  stateOf: (account) => account,
  idOf: ({ partner }) => partner.id,
  // A partner acts only for itself, and no customer on its account.
  mayBe: (id, change) => {
    if (change.kind === 'partner-registered' || change.by === null || change.by.kind === 'operator') return true;
    return change.by.kind === 'partner' && change.by.partnerId === id;
  },
  first: 'partner-registered',
  registration: 'partner-registered',
  turnOf: (change) => {
    switch (change.kind) {
      case 'partner-registered':
        return { subject: DOCUMENT, taken: change.kind };
      case 'partner-renamed':
        return { subject: NAME, taken: change.name };
      case 'partner-suspended':
      case 'partner-reinstated':
      case 'partner-closed':
        return { subject: STANDING, taken: change.kind };
      case 'program-changed':
        return { subject: PROGRAM, taken: change.program };
      case 'request-opened':
        return { subject: change.request.id, taken: change.kind };
      case 'request-revoked':
        return { subject: change.requestId, taken: change.kind };
    }
  },
};

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
 * @returns the relationships after the last change at or before this moment; null if there is none
 */
export async function foldHistory(
  repository: RelationshipRepository,
  id: CustomerId,
  until: Instant,
): Promise<Result<CustomerRelationships | null, LoadError>> {
  const fold = beginning(ofCustomers, id, until);
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

function readHistoryPage<Id, State, Change extends RelationshipChange | PartnerChange, Draft>(
  histories: Histories<Id, State, Change, Draft>,
  repository: RelationshipRepository,
  id: Id,
  wanted: PageRequest,
): Promise<Result<Page<RecordedChange<Change>>, PageError>> {
  const problem = wanted.after === null ? beginning(histories, id).problem : continuation(histories, id);
  return readChanges(histories, repository, id, wanted, problem);
}

function readChanges<Id, State, Change extends RelationshipChange | PartnerChange, Draft>(
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
function beginning<Id, State, Change extends RelationshipChange | PartnerChange, Draft>(
  histories: Histories<Id, State, Change, Draft>,
  id: Id,
  until: Instant | null = null,
): HistoryFold<State, Change> {
  const { apply, stateOf, idOf } = histories;
  const problemOfPart = part(histories, id);
  let draft: Draft | null = null;
  let then: State | null | undefined;
  const current = (): State | null => (draft === null ? null : stateOf(draft));
  return {
    problem: (items) => {
      for (const { change } of items) {
        // Times can decrease in a history of an earlier release: a change counts from the latest time before it.
        if (until !== null && then === undefined && change.at > until) then = current();
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

/** For a later part of a history, which does not begin again. */
function continuation<Id, State, Change extends RelationshipChange | PartnerChange, Draft>(
  histories: Histories<Id, State, Change, Draft>,
  id: Id,
): Problem<RecordedChange<Change>> {
  const { first } = histories;
  return part(histories, id, new Map(first === null ? [] : [[DOCUMENT, first]]));
}

/**
 * For any part of a history, page after page: what is impossible, whatever came before it.
 *
 * @param latest the last turn of each subject before it, as far as that is known
 */
function part<Id, State, Change extends RelationshipChange | PartnerChange, Draft>(
  { mayBe, turnOf, registration }: Histories<Id, State, Change, Draft>,
  id: Id,
  latest: Map<string, string> = new Map<string, string>(),
): Problem<RecordedChange<Change>> {
  const revisions = new Set<Revision>();
  let current: Revision | null = null;
  return (items) => {
    for (const { revision, change } of items) {
      if (revision !== current && revisions.has(revision)) return 'a revision that comes back in a history';
      current = revision;
      revisions.add(revision);
      if (!mayBe(id, change)) return 'a change that belongs to another document';
      const { subject, taken } = turnOf(change);
      if (latest.get(subject) === taken) return `the change "${change.kind}" comes twice`;
      // What came before it may have been erased between one item and the next.
      if (change.kind === 'customer-erased') latest.clear();
      latest.set(subject, taken);
      if (!latest.has(DOCUMENT)) latest.set(DOCUMENT, registration);
    }
    return null;
  };
}

/** What is impossible about a change that comes next in a feed; null if nothing is. */
type NextProblem = (change: DocumentChange) => string | null;

/** For a page of a feed: it has a part of the history of each of its documents, and these have to be possible. */
export function partOfFeed(): NextProblem {
  const parts = new Map<string, NextProblem>();
  return (item) => {
    const { kind, id } = item.document;
    // No id has a space.
    const key = `${kind} ${id}`;
    const problem = parts.get(key) ?? partOfDocument(item.document);
    parts.set(key, problem);
    return problem(item);
  };
}

function partOfDocument(document: DocumentChange['document']): NextProblem {
  return document.kind === 'partner' ? changesInTurn(ofPartners, document.id) : changesInTurn(ofCustomers, document.id);
}

function changesInTurn<Id, State, Change extends RelationshipChange | PartnerChange, Draft>(
  histories: Histories<Id, State, Change, Draft>,
  id: Id,
): NextProblem {
  const problem = part(histories, id);
  let before: Pick<DocumentChange, 'revision' | 'place'> | null = null;
  return ({ revision, place, change }) => {
    const expected = before?.revision === revision ? before.place + 1 : 0;
    if (before !== null && place !== expected) return 'changes of a document that are not in order';
    before = { revision, place };
    return histories.item({ revision, change }).match(
      (recorded) => problem([recorded]),
      ({ message }) => message,
    );
  };
}
