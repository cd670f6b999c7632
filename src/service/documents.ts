import { err, ok, type Result } from 'neverthrow';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { isObject, nullable, object, type Decoder } from '../model/decode';
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
import { ask, decodeCommitError, decodeLoadError, type Answer, type Asked } from './ask';
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
  readonly load: (id: Id) => Promise<Found<State>>;
  /** Unless the answer is a revision or a known error, the commit may have taken effect. */
  readonly commit: (sent: Commit<Id, State, Change>) => Promise<Result<Revision, CommitError>>;
}

/** What was found under an id. */
export type Found<State> = Result<Versioned<State> | null, LoadError>;

/** Both kinds of documents. */
interface DocumentsOfRepository {
  readonly accounts: Documents<PartnerId, PartnerAccount, PartnerChange>;
  readonly customers: Documents<CustomerId, CustomerRelationships, RelationshipChange>;
  /** Loads one of each in one round trip. Only for a repository that can. */
  readonly loadBoth: (customerId: CustomerId, partnerId: PartnerId) => Promise<Result<Both, LoadError>>;
}

interface Both {
  readonly customer: Versioned<CustomerRelationships> | null;
  readonly account: Versioned<PartnerAccount> | null;
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
  // Nothing erases an account.
  const accountIn = foundUnder(accountDocument.decode, ({ partner }) => partner.id);
  const customerIn = foundUnder(nullable(relationshipsDocument.decode), ({ customer }) => customer.id);
  const documents: DocumentsOfRepository = {
    accounts: documentsOf(accountDocument, accountIn, applyPartnerChanges, () => repository.partners),
    customers: documentsOf(relationshipsDocument, customerIn, applyRelationshipChanges, () => repository.customers),
    loadBoth: (customerId, partnerId) =>
      askToLoad(
        () => repository.loadParties?.(customerId, partnerId),
        (value) =>
          isObject(value)
            ? customerIn(customerId, value['customer']).andThen((customer) =>
                accountIn(partnerId, value['partner']).map((account) => ({ customer, account })),
              )
            : err({ message: 'the repository answered with something else than a customer and a partner' }),
      ),
  };
  known.set(repository, documents);
  return documents;
}

/** Takes what is stored under this id, or says what is wrong with it. */
type FoundUnder<Id, State> = (
  id: Id,
  value: unknown,
) => Result<Versioned<State> | null, { readonly message: string }>;

/** @param store reads the store each time it is used, inside the code that catches what a repository throws */
function documentsOf<Id extends string, State, Change>(
  { lastChange }: DocumentKind<State>,
  found: FoundUnder<Id, State>,
  apply: Documents<Id, State, Change>['apply'],
  store: () => Pick<VersionedStore<Id, State, Change, unknown>, 'load' | 'commit'>,
): Documents<Id, State, Change> {
  return {
    lastChange,
    apply,
    lines: new Map(),
    load: (id) =>
      askToLoad(
        () => store().load(id),
        (value) => found(id, value),
      ),
    commit: (sent) =>
      ask(() => store().commit(sent), {
        value: parseRevision,
        error: (error) => decodeCommitError(sent.expected)(error),
        unanswered: outcomeUnknown,
        impossible: outcomeUnknown,
      }),
  };
}

function askToLoad<T>(load: () => Asked, value: Answer<T, LoadError>['value']): Promise<Result<T, LoadError>> {
  return ask(load, { value, error: decodeLoadError, unanswered: storageFailed, impossible: corruptData });
}

function foundUnder<Id extends string, State>(
  decode: Decoder<State | null>,
  idOf: (state: State) => Id,
): FoundUnder<Id, State> {
  const decodeLoaded = nullable(
    object<Versioned<State>>('a state and its revision', { state: decode, revision: parseRevision }),
  );
  return (id, value) =>
    decodeLoaded(value).andThen((found) => {
      const state = found?.state ?? null;
      const owner = state === null ? id : idOf(state);
      return owner === id ? ok(found) : err({ message: `under "${id}" is stored what belongs to "${owner}"` });
    });
}
