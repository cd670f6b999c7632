import { err, ok, type Result } from 'neverthrow';
import { delegationKey, type CustomerRelationships } from '../model/customer-relationships';
import { object, type Decoder } from '../model/decode';
import type { CustomerId } from '../model/identifiers';
import { applyToDraft, relationshipsFrom, type RelationshipsDraft } from '../model/evolve-customer';
import type { Instant } from '../model/instant';
import { decodeRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { MAX_PAGE_SIZE, type Page, type PageRequest } from '../repository/page';
import type { RecordedChange, RelationshipRepository } from '../repository/repository';
import { parseRevision, type Revision } from '../repository/revision';
import { corruptData, storageFailed, type LoadError, type PageError } from '../repository/storage-error';
import { readPage, type Problem } from './pages';

type CustomerChange = RecordedChange<RelationshipChange>;

const decodeCustomerChange: Decoder<CustomerChange> = /* @__PURE__ */ object<CustomerChange>('a recorded change', {
  revision: parseRevision,
  change: decodeRelationshipChange,
});

/** Reads a page of a customer's history. The first page has to fold; any other has to be a part of some history. */
export function readHistory(
  repository: RelationshipRepository,
  id: CustomerId,
  wanted: PageRequest,
): Promise<Result<Page<CustomerChange>, PageError>> {
  return readChanges(repository, id, wanted, wanted.after === null ? beginning(id).problem : continuation(id));
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
  const fold = beginning(id, until);
  const cursors = new Set<string>();
  let after: string | null = null;
  let emptyPages = 0;
  do {
    const page: Result<Page<CustomerChange>, PageError> = await readChanges(
      repository,
      id,
      { after, limit: MAX_PAGE_SIZE },
      fold.problem,
    );
    if (page.isErr()) return err(ofWalk(page.error));
    const { items, next } = page.value;
    if (items.length === 0) emptyPages += 1;
    if (next !== null && (cursors.has(next) || emptyPages > MOST_EMPTY_PAGES)) return err(corruptData(ENDLESS));
    if (next !== null) cursors.add(next);
    after = next;
  } while (after !== null);
  return ok(fold.then());
}

const ENDLESS = 'the pages of a history lead on without an end';

/** Only the store has given the cursors of this reading. */
function ofWalk(error: PageError): LoadError {
  return error.code === 'unknown-cursor' ? storageFailed('the store does not know a cursor that it gave') : error;
}

function readChanges(
  repository: RelationshipRepository,
  id: CustomerId,
  wanted: PageRequest,
  problem: Problem<CustomerChange>,
): Promise<Result<Page<CustomerChange>, PageError>> {
  return readPage(() => repository.customers.history(id, wanted), wanted, decodeCustomerChange, problem);
}

/** The fold of a history, page after page. */
interface HistoryFold {
  readonly problem: Problem<CustomerChange>;
  /** The relationships after the last change at or before the moment in question; null if there is none. */
  readonly then: () => CustomerRelationships | null;
}

/** For a history from its beginning: it has to fold to relationships of this customer. */
function beginning(id: CustomerId, until: Instant | null = null): HistoryFold {
  const problemOfPart = part(id);
  let draft: RelationshipsDraft | null = null;
  let then: CustomerRelationships | null | undefined;
  const current = (): CustomerRelationships | null => draft && relationshipsFrom(draft);
  return {
    problem: (items) => {
      for (const { change } of items) {
        // Times can decrease in a history of an earlier release: a change counts from the latest time before it.
        if (until !== null && then === undefined && change.at > until) then = current();
        const next = applyToDraft(draft, change);
        if (next.isErr()) return next.error.message;
        draft = next.value;
        if (draft.before.customer.id !== id) return 'a history of another customer';
      }
      return problemOfPart(items);
    },
    then: () => (then === undefined ? current() : then),
  };
}

/** For a later part of a history: the customer is already registered. */
function continuation(id: CustomerId): Problem<CustomerChange> {
  return part(id, new Map([[REGISTRATION, 'customer-registered']]));
}

/**
 * For any part of a history, page after page: what is impossible, whatever came before it.
 *
 * @param latest the last change of each subject before it, as far as that is known
 */
function part(
  id: CustomerId,
  latest: Map<string, RelationshipChange['kind']> = new Map<string, RelationshipChange['kind']>(),
): Problem<CustomerChange> {
  const revisions = new Set<Revision>();
  let current: Revision | null = null;
  return (items) => {
    for (const { revision, change } of items) {
      if (revision !== current && revisions.has(revision)) return 'a revision that comes back in a history';
      current = revision;
      revisions.add(revision);
      // A customer acts only for itself.
      if (change.by.kind === 'customer' && change.by.customerId !== id) return 'a change by another customer';
      const subject = subjectOf(change);
      if (subject === null) continue;
      if (latest.get(subject) === change.kind) return `the change "${change.kind}" comes twice`;
      latest.set(subject, change.kind);
    }
    return null;
  };
}

/** No id is empty, and none holds a space: subjects of different kinds differ. */
const REGISTRATION = '';

/** The thing that a change begins or ends, which happens by turns; null for a change that can follow itself. */
function subjectOf(change: RelationshipChange): string | null {
  switch (change.kind) {
    case 'customer-registered':
      return REGISTRATION;
    case 'customer-renamed':
      return null;
    case 'relationship-established':
    case 'relationship-ended':
      return change.partnerId;
    case 'delegation-granted':
    case 'delegation-removed':
      return delegationKey(change);
  }
}
