import type { Result } from 'neverthrow';
import type { PartnerChange } from '../model/partner-change';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { PartnerAccount } from '../model/partner-account';
import type { RelationshipChange } from '../model/relationship-change';
import type { Page, PageRequest } from './page';
import type { Revision } from './revision';
import type { CommitError, LoadError, PageError } from './storage-error';

/** A state and the revision under which it is stored. */
export interface Versioned<State> {
  readonly state: State;
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
  readonly next: State;
  /** At least one, in order. */
  readonly changes: readonly Change[];
}

/**
 * States under ids, each with a revision and a history. Every method answers with a result and never rejects.
 *
 * An adapter must fulfil this contract on any store:
 *
 * 1. Of any number of simultaneous commits with the same `expected`, also from different processes, exactly one
 * succeeds; the others answer {@link RevisionConflict}. 2. A revision is opaque, and never comes back under an id. 3. A
 * commit is all or nothing: state, changes and the customer list move together, or none does. 4. {@link
 * RevisionConflict} (nothing written, as another commit was first), {@link StorageFailed} (nothing written) and {@link
 * OutcomeUnknown} (sent, no answer) are three different answers. Each is given only when it is true. 5. A load returns
 * the committed value, up to the largest that the limits of the library permit. It shares no reference with the caller,
 * whose later changes do not show. 6. A history is complete and in the order of the commits; folding it gives the
 * state. 7. Pages have no gaps and no repeats while others write; ids are compared byte for byte. 8. An acknowledged
 * commit is still there after the store is closed and opened again.
 */
export interface VersionedStore<Id, State, Change> {
  /** The state under an id and its revision; null if there is none. */
  load(id: Id): PromiseLike<Result<Versioned<State> | null, LoadError>>;
  /** Stores the next state and its changes if the stored revision is `expected`, and answers the new revision. */
  commit(commit: Commit<Id, State, Change>): PromiseLike<Result<Revision, CommitError>>;
  /** The changes under an id, oldest first; an empty page if there are none. */
  history(id: Id, page: PageRequest): PromiseLike<Result<Page<RecordedChange<Change>>, PageError>>;
}

/** Stores partners and customers. Implement it to use a store of your own. */
export interface RelationshipRepository {
  readonly partners: VersionedStore<PartnerId, PartnerAccount, PartnerChange>;
  readonly customers: VersionedStore<CustomerId, CustomerRelationships, RelationshipChange>;
  /**
   * The customers whose stored state has a reseller relationship with this partner, each once, in an order that does
   * not change while pages are read; an empty page if there are none.
   */
  customersOf(partnerId: PartnerId, page: PageRequest): PromiseLike<Result<Page<CustomerId>, PageError>>;
}
