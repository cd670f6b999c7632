import { err, ok, type Result } from 'neverthrow';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { nullable, object, type Decoder } from '../model/decode';
import type { DocumentKind } from '../model/document-kind';
import { applyRelationshipChanges } from '../model/evolve-customer';
import { applyPartnerChanges } from '../model/evolve-partner';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import type { RelationshipChange } from '../model/relationship-change';
import type { Commit, RelationshipRepository, Versioned, VersionedStore } from '../repository/repository';
import { parseRevision, type Revision } from '../repository/revision';
import {
  corruptData,
  outcomeUnknown,
  storageFailed,
  type CommitError,
  type LoadError,
} from '../repository/storage-error';
import { ask, decodeCommitError, decodeLoadError } from './ask';
import type { Lines } from './turns';

/** The documents of one kind in a repository. Its answers are checked as far as they can be. */
export interface Documents<Id, State, Change> {
  /** When a state last changed; null if it does not tell. */
  readonly lastChange: (state: State) => Instant | null;
  /** A state after changes, which are checked. */
  readonly apply: (
    state: State | null,
    changes: readonly Change[],
  ) => Result<State | null, { readonly message: string }>;
  /** Which commands wait for which document, among all in this process that use the same repository. */
  readonly lines: Lines<Id>;
  /** The state is valid, and belongs to this very id: a store that ignores case would give another's. */
  readonly load: (id: Id) => Promise<Result<Versioned<State> | null, LoadError>>;
  /** Unless the answer is a revision or a known error, the commit may have taken effect. */
  readonly commit: (sent: Commit<Id, State, Change>) => Promise<Result<Revision, CommitError>>;
}

/** Both kinds of documents. */
interface DocumentsOfRepository {
  readonly accounts: Documents<PartnerId, PartnerAccount, PartnerChange>;
  readonly customers: Documents<CustomerId, CustomerRelationships, RelationshipChange>;
}

/**
 * Kept by repository and not by service, as applications make a service for each request. Released with the
 * repository.
 */
const known = /* @__PURE__ */ new WeakMap<RelationshipRepository, DocumentsOfRepository>();

/** The partners' accounts and the customers' relationships of a repository. */
export function documentsIn(repository: RelationshipRepository): DocumentsOfRepository {
  const found = known.get(repository);
  if (found !== undefined) return found;
  const documents: DocumentsOfRepository = {
    // Nothing erases an account.
    accounts: documentsOf(
      accountDocument,
      accountDocument.decode,
      applyPartnerChanges,
      () => repository.partners,
      ({ partner }) => partner.id,
    ),
    customers: documentsOf(
      relationshipsDocument,
      nullable(relationshipsDocument.decode),
      applyRelationshipChanges,
      () => repository.customers,
      ({ customer }) => customer.id,
    ),
  };
  known.set(repository, documents);
  return documents;
}

/** @param store reads the store each time it is used, inside the code that catches what a repository throws */
function documentsOf<Id extends string, State, Change>(
  { lastChange }: DocumentKind<State>,
  decode: Decoder<State | null>,
  apply: Documents<Id, State, Change>['apply'],
  store: () => Pick<VersionedStore<Id, State, Change, unknown>, 'load' | 'commit'>,
  idOf: (state: State) => Id,
): Documents<Id, State, Change> {
  const decodeLoaded = nullable(
    object<Versioned<State>>('a state and its revision', { state: decode, revision: parseRevision }),
  );
  return {
    lastChange,
    apply,
    lines: new Map(),
    load: (id) =>
      ask(() => store().load(id), {
        value: (value) => decodeLoaded(value).andThen((found) => ofThisId(id, found, idOf)),
        error: decodeLoadError,
        unanswered: storageFailed,
        impossible: corruptData,
      }),
    commit: (sent) =>
      ask(() => store().commit(sent), {
        value: parseRevision,
        error: (error) => decodeCommitError(sent.expected)(error),
        unanswered: outcomeUnknown,
        impossible: outcomeUnknown,
      }),
  };
}

function ofThisId<Id extends string, State>(
  id: Id,
  found: Versioned<State> | null,
  idOf: (state: State) => Id,
): Result<Versioned<State> | null, { readonly message: string }> {
  const state = found?.state ?? null;
  if (state === null) return ok(found);
  const owner = idOf(state);
  return owner === id ? ok(found) : err({ message: `under "${id}" is stored what belongs to "${owner}"` });
}
