import { err, ok, type Result } from 'neverthrow';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { nullable, record, type Decoder } from '../model/decode';
import type { CustomerId, PartnerId } from '../model/identifiers';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../invitation/partner-change';
import type { RelationshipChange } from '../relationships/relationship-change';
import type { Commit, RelationshipRepository, Versioned, VersionedStore } from '../repository/repository';
import { parseRevision, type Revision } from '../repository/revision';
import { corruptData, outcomeUnknown, storageFailed, type CommitError, type LoadError } from '../repository/storage-error';
import { answered, decodeCommitError, decodeLoadError } from './answered';
import type { Lines } from './turns';

/** The documents of one kind in a repository; of what it answers, all that can be checked is checked. */
export interface Documents<Id, State, Change> {
  /** Who waits for which of them: all that in this process have the same repository. */
  readonly lines: Lines<Id>;
  /** The state is one, and that of this very id: a store that ignores case would give another's. */
  readonly load: (id: Id) => Promise<Result<Versioned<State> | null, LoadError>>;
  /** What answers anything but a revision may have been carried out. */
  readonly commit: (sent: Commit<Id, State, Change>) => Promise<Result<Revision, CommitError>>;
}

/** The partners' accounts. */
export function accountsIn(
  repository: RelationshipRepository,
): Documents<PartnerId, PartnerAccount, PartnerChange> {
  return documents(
    linesFor(repository).partners,
    () => repository.partners,
    decodePartnerAccount,
    ({ partner }) => partner.id,
  );
}

/** The customers' relationships. */
export function customersIn(
  repository: RelationshipRepository,
): Documents<CustomerId, CustomerRelationships, RelationshipChange> {
  return documents(
    linesFor(repository).customers,
    () => repository.customers,
    decodeCustomerRelationships,
    ({ customer }) => customer.id,
  );
}

interface LinesOfRepository {
  readonly partners: Lines<PartnerId>;
  readonly customers: Lines<CustomerId>;
}

/** By repository and not by service: applications make a service for each request. Gone with the repository. */
const lines = /* @__PURE__ */ new WeakMap<RelationshipRepository, LinesOfRepository>();

function linesFor(repository: RelationshipRepository): LinesOfRepository {
  const known: LinesOfRepository = lines.get(repository) ?? { partners: new Map(), customers: new Map() };
  lines.set(repository, known);
  return known;
}

/** @param store gives the store each time anew, where what a repository throws is caught */
function documents<Id extends string, State, Change>(
  lines: Lines<Id>,
  store: () => VersionedStore<Id, State, Change>,
  decodeState: Decoder<State>,
  idOf: (state: State) => Id,
): Documents<Id, State, Change> {
  const decodeLoaded = nullable(
    record<Versioned<State>>('a state and its revision', { state: decodeState, revision: parseRevision }),
  );
  return {
    lines,
    load: (id) =>
      answered(() => store().load(id), {
        value: (value) => decodeLoaded(value).andThen((found) => ofThisId(id, found, idOf)),
        error: decodeLoadError,
        unanswered: storageFailed,
        impossible: corruptData,
      }),
    commit: (sent) =>
      answered(() => store().commit(sent), {
        value: parseRevision,
        error: decodeCommitError(sent.expected),
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
  if (found === null) return ok(null);
  const owner = idOf(found.state);
  return owner === id ? ok(found) : err({ message: `under "${id}" is stored what belongs to "${owner}"` });
}
