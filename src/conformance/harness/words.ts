/**
 * The words that the checks are written in. This page and its own file are all that a reader of a check needs.
 *
 * A file of `checks/` is one MUST of the storage contract: the promise in the words of the contract, then a table of
 * checks, then how each of them finds out. A row has a *title*, which ends the sentence that the name of the promise
 * begins; `run`, which throws if the promise is broken; and the *advice* that a failure gives to the author of the
 * adapter. Checks `ofEach` are made for partners and for customers, checks `ofEachList` for the four lists, checks
 * `ofAll` once.
 *
 * - *ground*: what a check stands on, new for each: an empty repository, and `sizes`, which say how much to do.
 *   `throw ground.nonconformity({ due, did })` fails the check: what should have happened, and what did.
 * - *handle*: a way to the storage, as one process has it. `ground.first` is the one that create() gave,
 *   `ground.handles(n)` gives so many, `ground.reopened()` gives the only one left after the store was closed and
 *   opened again. Calls through a handle fail the check if there is no proper answer; those whose names begin with
 *   `try` take any answer, and give it as a value, an error or nothing at all.
 * - *kind*: partners or customers. `kind.document(id)` is what may be under an id. It is loaded with `load`, or with
 *   `present` if it has to be there; its changes are read with `history`, page by page, or with `wholeHistory`.
 * - *draft*: a commit that may be sent, with the state and the changes that it brings. `document.founding()` is the
 *   first one. Each leads to the next: `addition(n)` brings two changes unlike any others, and the state shows its
 *   number; `swing()` leads to another state, and the next `swing()` back. The kit folds the changes to get the state.
 * - *list*: what a repository shows page by page: all partners, all customers, or a partner's related or administered
 *   customers. `kind.list` is the first or the second; `list.ids(handle)` reads it to its end, and `list.due(state)` is
 *   the item that it has to show of a state, or null. A kind of list tells which commits bring somebody to the list
 *   (`coming`), out of it (`going`) and back (`back`).
 * - *erasure*: a commit without a state. Only customers are erased; `draft.next(erasure(n))` is one, and
 *   `draft.next(registration(id))` then takes the id again.
 * - *begin* and *commitAll* commit the drafts of a document one after the other, as a writer does who is alone.
 * - *race*: several writers send drafts at the same time, all with the same expectation; exactly one may succeed. They
 *   start `fromAbsent`, for the first commit of a document, or `fromFounding`, for the second.
 * - *whileCommitting*: looks again and again while somebody commits. A look says what half of a commit it saw, or null.
 * - *label*: the kind of a change and its time, which tell the changes of a check apart.
 * - *feed*: all changes, if the repository declares one. `feedReader()` reads it from the beginning and keeps what it
 *   has read; `readAll` lets it go on until it has read all that was *committed*, on each handle and with each limit of
 *   its *way* in turn, and fails the check for what is missed, doubled or out of order. `ground.whileHeld` holds a
 *   commit back while others commit and read, if create() gave a way to do that.
 * - *walk*: reads a list to its end, page by page, and may do something between two pages.
 * - *another check's matter*: a fault that this check comes upon but that breaks another promise. It passes it over, so
 *   that each fault is blamed on the promise that it breaks.
 */
export type { Answer, Asking } from './ask';
export { answerOf, valueOf } from './ask';
export type { Promised } from './check';
export type { Ground } from './ground';
export type { Handle } from './handle';
export { handleOn } from './handle';
export { feedReader, readAll, readOn, tryFeed, type Committed, type FeedReader, type Way } from './feed';
export { begin, commitAll, commitEach, leftOf, longLife, withLargeCommit, type Written } from './alone';
export { firstDifference } from './difference';
export { idIn, readIds, type Listing } from './listing';
export type { ListKind } from './list-kind';
export { label, labelsOf, type Document, type Draft, type Kind, type Loaded, type Recorded } from './kind';
export { Nonconformity, type Finding } from './nonconformity';
export { counted, shown } from './shown';
export { allDone, fromAbsent, fromFounding, isAcknowledged, isRefused, race, whileCommitting } from './simultaneous';
export type { Attempt, Look, Start } from './simultaneous';
export { turn } from './time-limit';
export { vandalise } from './vandalism';
export { SMALL_PAGE, walk, wholeOf, type ReadPage } from './walk';
export { wellFormed } from './well-formed';
