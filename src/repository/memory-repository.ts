import { err, ok, okAsync, ResultAsync, type Result } from 'neverthrow';
import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import type { Customer } from '../model/customer';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { listOf, nullable, type Decoder } from '../model/decode';
import { decodeCustomerId, decodePartnerId, type CustomerId, type PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import { decodeRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import {
  arrangeCustomerEntries,
  CUSTOMER_LISTS,
  isListed,
  type CustomerEntry,
  type CustomerList,
} from './customer-entry';
import { memoryFeed } from './memory-feed';
import { orderedIds } from './ordered-ids';
import { pageOf, type Page, type PageRequest } from './page';
import type { Commit, RecordedChange, RelationshipRepository, Versioned, VersionedStore } from './repository';
import { parseRevision, type Revision } from './revision';
import { revisionConflict, storageFailed, unknownCursor, type CommitError, type LoadError, type PageError } from './storage-error';

/**
 * A repository in memory: for tests, for demonstrations, and as the reference for other repositories. It fulfils the
 * whole storage contract except point 8, as its data ends with the process; so do the positions of its feed.
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
  const lists = new Map<string, MemoryList<CustomerId, CustomerEntry>>();
  // No id has a space.
  const keyOf = (list: CustomerList, partnerId: PartnerId): string => `${list} ${partnerId}`;
  const listOf = (list: CustomerList, partnerId: PartnerId): MemoryList<CustomerId, CustomerEntry> => {
    const key = keyOf(list, partnerId);
    const known = lists.get(key);
    if (known !== undefined) return known;
    const made = memoryList<CustomerId, CustomerEntry>(decodeCustomerId);
    lists.set(key, made);
    return made;
  };
  const { feed, append, erase } = memoryFeed();
  return Object.freeze({
    feed,
    partners: memoryStore<PartnerId, PartnerAccount, PartnerChange, Partner>({
      decodeId: decodePartnerId,
      decodeState: decodePartnerAccount,
      decodeChange: decodePartnerChange,
      entryOf: ({ partner }) => partner,
      onCommit: ({ id, revision, changes }) => {
        const document = Object.freeze({ kind: 'partner', id });
        append(changes.map((change, place) => ({ document, revision, place, change })));
      },
    }),
    customers: memoryStore<CustomerId, CustomerRelationships, RelationshipChange, Customer>({
      decodeId: decodeCustomerId,
      decodeState: decodeCustomerRelationships,
      decodeChange: decodeRelationshipChange,
      entryOf: ({ customer }) => customer,
      onCommit: ({ id, before, next, revision, changes }) => {
        const document = Object.freeze({ kind: 'customer', id });
        if (next === null) erase(document);
        append(changes.map((change, place) => ({ document, revision, place, change })));
        const entries = arrangeCustomerEntries(next);
        for (const partnerId of new Set([...arrangeCustomerEntries(before).keys(), ...entries.keys()])) {
          const entry = entries.get(partnerId);
          for (const list of CUSTOMER_LISTS) {
            listOf(list, partnerId).show(id, entry !== undefined && isListed(list, entry) ? entry : null);
          }
        }
      },
    }),
    customersOf: (list: CustomerList, partnerId: PartnerId, page: PageRequest) =>
      answer((lists.get(keyOf(list, partnerId)) ?? memoryList<CustomerId, CustomerEntry>(decodeCustomerId)).page(page)),
  });
}

function answer<T, E>(result: Result<T, E>): ResultAsync<T, E> {
  return new ResultAsync(Promise.resolve(result));
}

/** The entries of a list, in the order of their ids. */
interface MemoryList<Id, Entry> {
  /** Shows this entry under the id from now on; nothing if it is null. */
  readonly show: (id: Id, entry: Entry | null) => void;
  /** The cursor is the last id of the page before. */
  readonly page: (wanted: PageRequest) => Result<Page<Entry>, PageError>;
}

function memoryList<Id extends string, Entry>(decodeId: Decoder<Id>): MemoryList<Id, Entry> {
  const ids = orderedIds<Id>();
  const entries = new Map<Id, Entry>();
  return {
    show: (id, entry) => {
      if (entry === null) {
        ids.remove(id);
        entries.delete(id);
      } else {
        ids.add(id);
        entries.set(id, entry);
      }
    },
    page: ({ after, limit }) => {
      if (after !== null && decodeId(after).isErr()) return err(unknownCursor(after));
      const found = ids.following(after, limit + 1);
      const shown = found.slice(0, limit);
      const next = found.length > limit ? (shown.at(-1) ?? null) : null;
      return ok(pageOf(shown.flatMap((id) => entries.get(id) ?? []), next));
    },
  };
}

interface Stored<State, Change> {
  readonly state: State | null;
  readonly revision: Revision;
  /** How many changes an erasure has taken from the beginning of the history. */
  readonly erased: number;
  readonly history: RecordedChange<Change>[];
}

interface MemoryStoreSettings<Id, State, Change, Entry> {
  readonly decodeId: Decoder<Id>;
  readonly decodeState: Decoder<State>;
  readonly decodeChange: Decoder<Change>;
  readonly entryOf: (state: State) => Entry;
  readonly onCommit: (committed: Committed<Id, State, Change>) => void;
}

interface Committed<Id, State, Change> {
  readonly id: Id;
  readonly before: State | null;
  readonly next: State | null;
  readonly revision: Revision;
  readonly changes: readonly Change[];
}

function memoryStore<Id extends string, State, Change, Entry>({
  decodeId,
  decodeState,
  decodeChange,
  entryOf,
  onCommit,
}: MemoryStoreSettings<Id, State, Change, Entry>): VersionedStore<Id, State, Change, Entry> {
  const stored = new Map<Id, Stored<State, Change>>();
  const list = memoryList<Id, Entry>(decodeId);
  const decodeNext = nullable(decodeState);
  const decodeChanges = listOf('an array of changes', decodeChange);
  let commits = 0;

  // It runs in one turn of the event loop, so no other commit comes in between.
  const commit = ({ id, expected, next, changes }: Commit<Id, State, Change>): Result<Revision, CommitError> => {
    const before = stored.get(id);
    if ((before?.revision ?? 'absent') !== expected) return err(revisionConflict(expected));
    const state = decodeNext(next);
    if (state.isErr()) return err(storageFailed(state.error.message));
    const recorded = decodeChanges(changes);
    if (recorded.isErr()) return err(storageFailed(recorded.error.message));
    const revision = parseRevision(String(commits + 1));
    if (revision.isErr()) return err(storageFailed(revision.error.message));

    commits += 1;
    let { erased, history }: Pick<Stored<State, Change>, 'erased' | 'history'> = before ?? { erased: 0, history: [] };
    if (state.value === null) {
      erased += history.length;
      history = [];
    }
    for (const change of recorded.value) history.push(Object.freeze({ revision: revision.value, change }));
    stored.set(id, { state: state.value, revision: revision.value, erased, history });
    list.show(id, state.value === null ? null : entryOf(state.value));
    onCommit({
      id,
      before: before?.state ?? null,
      next: state.value,
      revision: revision.value,
      changes: recorded.value,
    });
    return ok(revision.value);
  };

  return Object.freeze({
    load: (id: Id): ResultAsync<Versioned<State> | null, LoadError> => {
      const found = stored.get(id);
      return okAsync(found === undefined ? null : Object.freeze({ state: found.state, revision: found.revision }));
    },
    commit: (sent: Commit<Id, State, Change>): ResultAsync<Revision, CommitError> => answer(commit(sent)),
    history: (id: Id, page: PageRequest): ResultAsync<Page<RecordedChange<Change>>, PageError> =>
      answer(pageOfHistory(stored.get(id) ?? NOTHING, page)),
    list: (page: PageRequest): ResultAsync<Page<Entry>, PageError> => answer(list.page(page)),
  });
}

const NOTHING = { erased: 0, history: [] };

/** The cursor of a history is the number of changes that have been read, those included that an erasure has taken. */
function pageOfHistory<Change>(
  { erased, history }: Pick<Stored<unknown, Change>, 'erased' | 'history'>,
  { after, limit }: PageRequest,
): Result<Page<RecordedChange<Change>>, PageError> {
  const from = after === null ? 0 : Number(after) - erased;
  if (after !== null && (!/^[1-9]\d{0,14}$/.test(after) || from < 1 || from >= history.length)) return err(unknownCursor(after));
  const end = from + limit;
  return ok(pageOf(history.slice(from, end), end < history.length ? String(erased + end) : null));
}
