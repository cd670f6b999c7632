/** One promise that a repository is held to, as checks and failures name it. */
export interface Promised {
  /** The number of the MUST in the storage contract; what is no MUST of a repository has another mark. */
  readonly mark: string;
  readonly name: string;
  /** The promise as the contract words it. */
  readonly words: string;
}

/** What a check is about. */
export type PromiseName =
  | 'create'
  | 'oneSucceeds'
  | 'revisions'
  | 'allOrNothing'
  | 'answers'
  | 'byValue'
  | 'history'
  | 'pages'
  | 'ids'
  | 'reopening'
  | 'together';

const PAGES_AND_IDS = 'Pages have no gaps and no repeats while others write; ids are compared byte for byte.';

/** The storage contract, which the doc comment of `VersionedStore` states; and what surrounds it. */
export const promised: Readonly<Record<PromiseName, Promised>> = {
  create: {
    mark: '0',
    name: 'create() gives what it promises',
    words:
      'create() gives a new, empty and isolated repository each time; another() gives a further handle on the same ' +
      'storage. Both are up to the function that you handed to the kit, once the repository can commit at all.',
  },
  oneSucceeds: {
    mark: '1',
    name: 'exactly one of simultaneous commits succeeds',
    words:
      'Of any number of simultaneous commits with the same `expected`, also from different processes, exactly one ' +
      'succeeds; the others answer RevisionConflict.',
  },
  revisions: {
    mark: '2',
    name: 'a revision never comes back',
    words: 'A revision is opaque, and one that was ever given under an id is not given again under it.',
  },
  allOrNothing: {
    mark: '3',
    name: 'a commit is all or nothing',
    words: 'A commit is all or nothing: state, changes and the customer list move together, or none does.',
  },
  answers: {
    mark: '4',
    name: 'conflict, failure and unknown outcome are three answers',
    words:
      'RevisionConflict (nothing written, somebody else was first), StorageFailed (nothing written) and ' +
      'OutcomeUnknown (sent, no answer) are three answers, each given only when it is true. Every method answers ' +
      'with a result and never rejects.',
  },
  byValue: {
    mark: '5',
    name: 'what was committed is what is loaded',
    words:
      'What was committed is what is loaded, by value, however large the limits of the library let it be; nothing ' +
      'that the caller changes afterwards shows.',
  },
  history: {
    mark: '6',
    name: 'a history is complete and in order',
    words: 'A history is complete and in the order of the commits; folding it gives the state.',
  },
  pages: { mark: '7', name: 'pages have no gaps and no repeats', words: PAGES_AND_IDS },
  ids: { mark: '7', name: 'ids are compared byte for byte', words: PAGES_AND_IDS },
  reopening: {
    mark: '8',
    name: 'what was acknowledged survives reopening',
    words: 'What a commit acknowledged is still there after the store was closed and opened again.',
  },
  together: {
    mark: '1-8',
    name: 'all of it together',
    words:
      'Whatever the service is asked, its answer does not depend on what it stores in. This check compares ' +
      'everything and cannot tell causes apart: look first at what other checks say.',
  },
};
