import { errAsync, type Result } from 'neverthrow';
import {
  outcomeUnknown,
  revisionConflict,
  storageFailed,
  type Commit,
  type CommitError,
  type RelationshipRepository,
  type Revision,
  type VersionedStore,
} from 'partner-relationships';

/**
 * What goes wrong with a commit: somebody else is said to have been first; the store fails; or no answer comes, and the
 * commit is lost, has taken effect, or takes effect only when the next one arrives.
 */
export type Fault = 'conflict' | 'failure' | 'lost' | 'done' | 'late';

/** A repository on which one commit after the other meets its fault; after the last, or where it is null, none. */
export function withFaults(
  { partners, customers, ...lists }: RelationshipRepository,
  faults: readonly (Fault | null)[],
  meanwhile: () => PromiseLike<unknown> = () => Promise.resolve(),
): RelationshipRepository & { readonly commits: () => number } {
  const due = [...faults];
  let commits = 0;
  const next = (): Fault | null => {
    commits += 1;
    return due.shift() ?? null;
  };
  return {
    ...lists,
    partners: faulty(partners, next, meanwhile),
    customers: faulty(customers, next, meanwhile),
    commits: () => commits,
  };
}

function faulty<Id, State, Change>(
  store: VersionedStore<Id, State, Change>,
  next: () => Fault | null,
  meanwhile: () => PromiseLike<unknown>,
): VersionedStore<Id, State, Change> {
  let late: Commit<Id, State, Change> | null = null;
  const unanswered = async (): Promise<Result<Revision, CommitError>> => {
    await meanwhile();
    return errAsync(outcomeUnknown('no answer'));
  };
  return {
    ...store,
    commit: async (sent) => {
      if (late !== null) await store.commit(late);
      late = null;
      switch (next()) {
        case null:
          return store.commit(sent);
        case 'conflict':
          return errAsync(revisionConflict(sent.expected));
        case 'failure':
          return errAsync(storageFailed('disk full'));
        case 'lost':
          return unanswered();
        case 'done':
          await store.commit(sent);
          return unanswered();
        case 'late':
          late = sent;
          return unanswered();
      }
    },
  };
}
