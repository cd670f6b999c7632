import { err, errAsync, ok, okAsync, ResultAsync, type Result } from 'neverthrow';
import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { listOf, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId, type PartnerId } from '../model/identifiers';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import { decodeRelationshipChange } from '../model/relationship-change';
import { orderedIds, type OrderedIds } from './ordered-ids';
import { pageOf, type Page, type PageRequest } from './page';
import type { Commit, RecordedChange, RelationshipRepository, Versioned, VersionedStore } from './repository';
import { parseRevision, type Revision } from './revision';
import { revisionConflict, storageFailed, unknownCursor, type CommitError, type LoadError, type PageError } from './storage-error';

/**
 * A repository in memory: for tests, for demonstrations, and as the reference for other repositories. It fulfils the
 * whole storage contract except the last point, as its data ends with the process.
 *
 * @example
 * ```ts
 * import {
 *   createRelationshipService,
 *   memoryRepository,
 * } from 'partner-relationships';
 *
 * const service = createRelationshipService({
 *   repository: memoryRepository(),
 *   linkBaseUrl: 'https://portal.example/invitation',
 * });
 * ```
 */
export function memoryRepository(): RelationshipRepository {
  const customerLists = new Map<PartnerId, OrderedIds<CustomerId>>();
  const listOfPartner = (partnerId: PartnerId): OrderedIds<CustomerId> => {
    const known = customerLists.get(partnerId);
    if (known !== undefined) return known;
    const list = orderedIds<CustomerId>();
    customerLists.set(partnerId, list);
    return list;
  };
  const updateLists = (id: CustomerId, before: CustomerRelationships | null, after: CustomerRelationships): void => {
    const partnersBefore = new Set(before?.relationships.map(({ partnerId }) => partnerId));
    const partnersAfter = new Set(after.relationships.map(({ partnerId }) => partnerId));
    for (const partnerId of partnersBefore) if (!partnersAfter.has(partnerId)) listOfPartner(partnerId).remove(id);
    for (const partnerId of partnersAfter) if (!partnersBefore.has(partnerId)) listOfPartner(partnerId).add(id);
  };

  return Object.freeze({
    partners: memoryStore<PartnerId, PartnerAccount, PartnerChange>(decodePartnerAccount, decodePartnerChange, () => undefined),
    customers: memoryStore(decodeCustomerRelationships, decodeRelationshipChange, updateLists),
    customersOf: (partnerId: PartnerId, { after, limit }: PageRequest): ResultAsync<Page<CustomerId>, PageError> => {
      if (after !== null && decodeCustomerId(after).isErr()) return errAsync(unknownCursor(after));
      const found = customerLists.get(partnerId)?.following(after, limit + 1) ?? [];
      const items = found.slice(0, limit);
      return okAsync(pageOf(items, found.length > limit ? (items.at(-1) ?? null) : null));
    },
  });
}

interface Stored<State, Change> {
  readonly state: State;
  readonly revision: Revision;
  readonly history: RecordedChange<Change>[];
}

function memoryStore<Id, State, Change>(
  decodeState: Decoder<State>,
  decodeChange: Decoder<Change>,
  onCommit: (id: Id, before: State | null, after: State) => void,
): VersionedStore<Id, State, Change> {
  const stored = new Map<Id, Stored<State, Change>>();
  const decodeChanges = listOf('an array of changes', decodeChange);
  let commits = 0;

  // It runs in one turn of the event loop, so no other commit comes in between.
  const commit = ({ id, expected, next, changes }: Commit<Id, State, Change>): Result<Revision, CommitError> => {
    const before = stored.get(id);
    if ((before?.revision ?? 'absent') !== expected) return err(revisionConflict(expected));
    const state = decodeState(next);
    if (state.isErr()) return err(storageFailed(state.error.message));
    const recorded = decodeChanges(changes);
    if (recorded.isErr()) return err(storageFailed(recorded.error.message));
    const revision = parseRevision(String(commits + 1));
    if (revision.isErr()) return err(storageFailed(revision.error.message));

    commits += 1;
    const history = before?.history ?? [];
    for (const change of recorded.value) history.push(Object.freeze({ revision: revision.value, change }));
    stored.set(id, { state: state.value, revision: revision.value, history });
    onCommit(id, before?.state ?? null, state.value);
    return ok(revision.value);
  };

  return Object.freeze({
    load: (id: Id): ResultAsync<Versioned<State> | null, LoadError> => {
      const found = stored.get(id);
      return okAsync(found === undefined ? null : Object.freeze({ state: found.state, revision: found.revision }));
    },
    commit: (sent: Commit<Id, State, Change>): ResultAsync<Revision, CommitError> => new ResultAsync(Promise.resolve(commit(sent))),
    history: (id: Id, page: PageRequest): ResultAsync<Page<RecordedChange<Change>>, PageError> =>
      new ResultAsync(Promise.resolve(pageOfHistory(stored.get(id)?.history ?? [], page))),
  });
}

/** The cursor of a history is the number of changes that have been read. */
function pageOfHistory<Change>(
  history: readonly RecordedChange<Change>[],
  { after, limit }: PageRequest,
): Result<Page<RecordedChange<Change>>, PageError> {
  const from = Number(after ?? 0);
  if (after !== null && (!/^[1-9]\d{0,14}$/.test(after) || from >= history.length)) return err(unknownCursor(after));
  const end = from + limit;
  return ok(pageOf(history.slice(from, end), end < history.length ? String(end) : null));
}
