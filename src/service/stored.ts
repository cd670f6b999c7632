import { err, type Result } from 'neverthrow';
import { isRecord, type Decoder } from '../model/decode';
import type { Page, PageRequest } from '../repository/page';
import type { Commit, RecordedChange, Versioned, VersionedStore } from '../repository/repository';
import type { Revision } from '../repository/revision';
import {
  corruptData,
  outcomeUnknown,
  storageFailed,
  type CommitError,
  type LoadError,
  type PageError,
} from '../repository/storage-error';

// An adapter must not reject, but one that does shall not take the application down with it: what is thrown becomes the
// error that is certainly true. After a commit was sent, that is "outcome unknown".

/** Loads a state and checks that it is one. */
export async function load<Id, State, Change>(
  store: VersionedStore<Id, State, Change>,
  id: Id,
  decode: Decoder<State>,
): Promise<Result<Versioned<State> | null, LoadError>> {
  const answer = await answered(() => store.load(id), storageFailed);
  if (answer.isErr() || answer.value === null) return answer;
  const { state, revision } = answer.value;
  return decode(state)
    .map((checked) => ({ state: checked, revision }))
    .mapErr((error) => corruptData(error.message));
}

export function commit<Id, State, Change>(
  store: VersionedStore<Id, State, Change>,
  sent: Commit<Id, State, Change>,
): Promise<Result<Revision, CommitError>> {
  return answered(() => store.commit(sent), outcomeUnknown);
}

export function history<Id, State, Change>(
  store: VersionedStore<Id, State, Change>,
  id: Id,
  page: PageRequest,
): Promise<Result<Page<RecordedChange<Change>>, PageError>> {
  return answered(() => store.history(id, page), storageFailed);
}

/** Asks a repository, and turns whatever is no result into an error. */
export async function answered<T, E>(
  ask: () => PromiseLike<Result<T, E>>,
  failed: (cause: unknown) => E,
): Promise<Result<T, E>> {
  try {
    const answer = await ask();
    return isResult(answer) ? answer : err(failed('the repository answered with something else than a result'));
  } catch (error) {
    return err(failed(error));
  }
}

function isResult(answer: unknown): boolean {
  return isRecord(answer) && typeof answer['isOk'] === 'function' && typeof answer['isErr'] === 'function';
}
