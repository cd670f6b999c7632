import type { Result } from 'neverthrow';
import type { PartnerChange } from '../model/partner-change';
import type { CustomerRelationships } from '../model/customer-relationships';
import { isRecord } from '../model/decode';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { PartnerAccount } from '../model/partner-account';
import type { RelationshipChange } from '../model/relationship-change';
import type { Page, PageRequest } from '../repository/page';
import type {
  Commit,
  RecordedChange,
  RelationshipRepository,
  Versioned,
  VersionedStore,
} from '../repository/repository';
import type { Revision } from '../repository/revision';
import type { Finding } from './nonconformity';
import { counted, shown, told } from './shown';

/** What came of a call: a value, an error, or no result at all. */
export type Answer<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'error'; readonly code: string; readonly text: string; readonly error: unknown }
  | { readonly kind: 'none'; readonly text: string };

/** A call that has not been answered yet. */
export interface CallUnderWay {
  readonly call: string;
}

/** How a check asks: calls that are on their way are known by name, and what must not be fails the check. */
export interface Asking {
  readonly underWay: Set<CallUnderWay>;
  readonly nonconformity: (finding: Finding) => Error;
}

/** A store, asked in a way that fails the check when there is no proper answer; `tryCommit` alone takes any. */
export interface AskedStore<Id, State, Change> {
  load(id: Id): Promise<Versioned<State> | null>;
  /** The state that is there, as an earlier commit was acknowledged. */
  present(id: Id): Promise<Versioned<State>>;
  /** A commit that nothing stands in the way of. */
  commit(commit: Commit<Id, State, Change>): Promise<Revision>;
  tryCommit(commit: Commit<Id, State, Change>): Promise<Answer<Revision>>;
  history(id: Id, page: PageRequest): Promise<Page<RecordedChange<Change>>>;
}

/** A handle on a repository, asked likewise. */
export interface Handle {
  /** The repository itself, for checks of how it answers. */
  readonly repository: RelationshipRepository;
  readonly partners: AskedStore<PartnerId, PartnerAccount, PartnerChange>;
  readonly customers: AskedStore<CustomerId, CustomerRelationships, RelationshipChange>;
  customersOf(partnerId: PartnerId, page: PageRequest): Promise<Page<CustomerId>>;
}

export function handleOn(repository: RelationshipRepository, asking: Asking): Handle {
  return {
    repository,
    partners: askedStore('partners', repository.partners, asking),
    customers: askedStore('customers', repository.customers, asking),
    customersOf: (partnerId, page) => {
      const call = `customersOf(${shown(partnerId)}, ${shown(page)})`;
      return valueOf(asking, call, () => repository.customersOf(partnerId, page));
    },
  };
}

function askedStore<Id, State, Change>(
  name: string,
  store: VersionedStore<Id, State, Change>,
  asking: Asking,
): AskedStore<Id, State, Change> {
  const load = async (id: Id): Promise<Versioned<State> | null> => {
    const found = await valueOf(asking, `${name}.load(${shown(id)})`, () => store.load(id));
    if (found === null || isVersioned(found)) return found;
    throw asking.nonconformity({
      due: `${name}.load(${shown(id)}) answers { state, revision }, or null when there is nothing`,
      did: `it answered ${shown(found)}`,
      advice: 'Decode what is stored with the codecs, and answer ok(null) where nothing is.',
    });
  };
  return {
    load,
    present: async (id) => {
      const found = await load(id);
      if (found !== null) return found;
      throw asking.nonconformity({
        due: `${name}.load(${shown(id)}) finds the state that a commit has acknowledged`,
        did: 'it answered null',
        advice: 'Acknowledge a commit only when every handle can load what it wrote.',
      });
    },
    commit: (commit) => valueOf(asking, callOf(name, commit), () => store.commit(commit)),
    tryCommit: (commit) => answerOf(asking, callOf(name, commit), () => store.commit(commit)),
    history: (id, page) =>
      valueOf(asking, `${name}.history(${shown(id)}, ${shown(page)})`, () => store.history(id, page)),
  };
}

function callOf<Id, State, Change>(name: string, { id, expected, changes }: Commit<Id, State, Change>): string {
  return `${name}.commit({ id: ${shown(id)}, expected: ${shown(expected)}, … ${counted(changes.length, 'change')} })`;
}

/** Asks, and takes whatever comes. */
export async function answerOf<T, E>(
  { underWay }: Asking,
  call: string,
  ask: () => PromiseLike<Result<T, E>>,
): Promise<Answer<T>> {
  const mine: CallUnderWay = { call };
  underWay.add(mine);
  try {
    const answer = await ask();
    if (!isResult(answer)) return { kind: 'none', text: `answered with ${shown(answer)}, which is no Result` };
    if (answer.isOk()) return { kind: 'value', value: answer.value };
    return failureOf(answer.error);
  } catch (error) {
    return { kind: 'none', text: `threw or rejected with ${told(error)}` };
  } finally {
    underWay.delete(mine);
  }
}

async function valueOf<T, E>(asking: Asking, call: string, ask: () => PromiseLike<Result<T, E>>): Promise<T> {
  const answer = await answerOf(asking, call, ask);
  if (answer.kind === 'value') return answer.value;
  throw asking.nonconformity({
    due: `${call} succeeds, as nothing stands in its way`,
    did: `it ${answer.text}`,
    advice:
      'The check cannot go on without this answer: look at its cause first. Where the store is too slow or too busy, ' +
      'make `sizes` smaller.',
  });
}

function failureOf(error: unknown): Answer<never> {
  const { code, message } = isRecord(error) ? error : {};
  const name = typeof code === 'string' ? code : shown(error);
  const text = `answered ${name}${typeof message === 'string' ? ` (${message})` : ''}`;
  return { kind: 'error', code: name, text, error };
}

function isVersioned(found: unknown): boolean {
  return isRecord(found) && isRecord(found['state']);
}

/** Adapters are written in JavaScript as well, and may have a neverthrow of their own. */
function isResult(answer: unknown): boolean {
  return isRecord(answer) && typeof answer['isOk'] === 'function' && typeof answer['isErr'] === 'function';
}
