import type { Result } from 'neverthrow';
import type { PartnerChange } from '../model/partner-change';
import type { Customer } from '../model/customer';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { RelationshipChange } from '../model/relationship-change';
import type { CustomerEntry, CustomerList } from './customer-entry';
import type { ChangeFeed } from './feed';
import type { Page, PageRequest } from './page';
import type { Revision } from './revision';
import type { CommitError, LoadError, PageError } from './storage-error';

/** A state and the revision under which it is stored. */
export interface Versioned<State> {
  /** Null if it was erased: its id keeps a revision. */
  readonly state: State | null;
  readonly revision: Revision;
}

/** A change and the revision that its commit returned. */
export interface RecordedChange<Change> {
  readonly revision: Revision;
  readonly change: Change;
}

/** One commit: the next state and the changes that led to it, if the stored revision is still the expected one. */
export interface Commit<Id, State, Change> {
  readonly id: Id;
  /** The revision that was loaded; `absent` if the load found nothing. */
  readonly expected: Revision | 'absent';
  /**
   * Null erases: the state goes, and so do the changes recorded before and the places in lists. Only this commit's one
   * change is left of it.
   */
  readonly next: State | null;
  /** At least one, in order. */
  readonly changes: readonly Change[];
}

/**
 * States under ids, each with a revision and a history. Every method answers with a result and never rejects.
 *
 * An adapter must fulfil this contract on any store:
 *
 * 1. Of any number of simultaneous commits with the same `expected`, also from different processes, exactly one
 *    succeeds; the others answer {@link RevisionConflict}.
 * 2. A revision is opaque, and never comes back under an id, also not after an erasure.
 * 3. A commit is all or nothing: state, changes and lists move together, or none does.
 * 4. {@link RevisionConflict} (nothing written, as another commit was first), {@link StorageFailed} (nothing written)
 *    and {@link OutcomeUnknown} (sent, no answer) are three different answers. Each is given only when it is true.
 * 5. A load returns the committed value, up to the largest that the limits of the library permit. It shares no
 *    reference with the caller, whose later changes do not show.
 * 6. A history is complete and in the order of the commits; folding it gives the state. That of an erased document is
 *    its erasure.
 * 7. Pages have no gaps and no repeats while others write; ids are compared byte for byte.
 * 8. An acknowledged commit is still there after the store is closed and opened again.
 */
export interface VersionedStore<Id, State, Change, Entry> {
  /** The state under an id and its revision; null if there never was one. */
  load(id: Id): PromiseLike<Result<Versioned<State> | null, LoadError>>;
  /** Stores the next state and its changes if the stored revision is `expected`, and answers the new revision. */
  commit(commit: Commit<Id, State, Change>): PromiseLike<Result<Revision, CommitError>>;
  /** The changes under an id, oldest first, none of before an erasure; an empty page if there are none. */
  history(id: Id, page: PageRequest): PromiseLike<Result<Page<RecordedChange<Change>>, PageError>>;
  /**
   * The partner or the customer of every state, each once, in an order that does not change while pages are read.
   */
  list(page: PageRequest): PromiseLike<Result<Page<Entry>, PageError>>;
}

/** What is stored under the id of a customer and under that of a partner. */
export interface VersionedParties {
  /** Null if there never was one, as for {@link VersionedStore}. */
  readonly customer: Versioned<CustomerRelationships> | null;
  readonly partner: Versioned<PartnerAccount> | null;
}

/** Stores partners and customers. Implement it to use a store of your own. */
export interface RelationshipRepository {
  /** Its list shows the partners of the accounts. */
  readonly partners: VersionedStore<PartnerId, PartnerAccount, PartnerChange, Partner>;
  /** Its list shows the customers of the relationships. */
  readonly customers: VersionedStore<CustomerId, CustomerRelationships, RelationshipChange, Customer>;
  /**
   * A list of a partner's customers, as {@link customerEntries} derives it from their stored states: each customer once,
   * in an order that does not change while pages are read; an empty page if there are none.
   */
  customersOf(
    list: CustomerList,
    partnerId: PartnerId,
    page: PageRequest,
  ): PromiseLike<Result<Page<CustomerEntry>, PageError>>;
  /**
   * Loads a customer and a partner in one round trip. Every decision needs both, and so does every acceptance; without
   * it the service asks for each of them. A store has it only if it keeps one more promise:
   *
   * 10. The answer is what both loads would answer, of one moment; at least, what is answered of the partner is not
   *     older than what is answered of the customer.
   */
  readonly loadParties?:
    | ((customerId: CustomerId, partnerId: PartnerId) => PromiseLike<Result<VersionedParties, LoadError>>)
    | undefined;
  /**
   * All changes, for readers who go on from where they were. A store declares a feed only if it keeps one more promise:
   *
   * 9. A reader that goes on from the last position misses no acknowledged change and sees the changes of each document
   *    in order, also while others commit and if a commit takes long. Of changes erased since, it sees the erasure.
   */
  readonly feed?: ChangeFeed | undefined;
}
