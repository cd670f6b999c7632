import { Result } from 'neverthrow';
import { isObject, type Decoder } from '../../model/decode';
import type { Page, PageRequest } from '../../repository/page';
import type {
  Commit,
  RecordedChange,
  RelationshipRepository,
  Versioned,
  VersionedStore,
} from '../../repository/repository';
import type { Revision } from '../../repository/revision';
import { answerOf, valueOf, type Answer, type Asking } from './ask';
import type { Handle } from './handle';
import { listingOf, type Listing } from './listing';
import { counted, shown } from './shown';
import type { Sizes } from './sizes';
import { wholeOf } from './walk';
import { wellFormed } from './well-formed';

// Every runtime has it; the library is compiled without any host's types. Its copies are not frozen.
declare function structuredClone<T>(value: T): T;

/** Partners or customers: the same promises hold for both, so a check is written once and made for both. */
export interface Kind {
  readonly noun: 'partner' | 'customer';
  readonly document: (id: string) => Document;
  /** The list of all of them. */
  readonly list: Listing;
  /** A document that goes through every kind of change, as the commits that lead to it. */
  readonly life: (id: string) => readonly Draft[];
  /** One that holds these instants, in this order. */
  readonly through: (id: string, instants: readonly string[]) => Draft;
  /** One that holds these ids. */
  readonly holding: (id: string, ids: readonly string[]) => Draft;
  /** One as large as the sizes say, with the largest commits that there are. */
  readonly large: (sizes: Sizes) => readonly Draft[];
}

/** What may be under one id. */
export interface Document {
  readonly id: string;
  readonly noun: 'partner' | 'customer';
  /** The first commit: the partner or customer is registered, by this name. */
  founding(name?: string): Draft;
  /** The same commit with an addition in it. */
  foundingWith(number: number): Draft;
  /** A first commit of these changes. */
  first(changes: readonly unknown[]): Draft;
  load(handle: Handle): Promise<Loaded | null>;
  /** What has to be there, as a commit of it was acknowledged: a state, or that it was erased. */
  present(handle: Handle): Promise<Loaded>;
  tryLoad(handle: Handle): Promise<Answer<Loaded | null>>;
  history(handle: Handle, page: PageRequest): Promise<Page<Recorded>>;
  tryHistory(handle: Handle, page: PageRequest): Promise<Answer<Page<unknown>>>;
  /** The history to its end, read in the largest pages. */
  wholeHistory(handle: Handle): Promise<readonly Recorded[]>;
  /** The labels of the changes in it. */
  labels(handle: Handle): Promise<readonly string[]>;
  /** The state that changes lead to. */
  fold(changes: readonly unknown[]): Result<unknown, { readonly message: string }>;
}

/** A commit that may be sent, from any handle and as often as you like. */
export interface Draft {
  readonly document: Document;
  /** Null if it erases. */
  readonly state: unknown;
  readonly changes: readonly unknown[];
  readonly labels: readonly string[];
  /** The numbers of the additions in its state. */
  readonly additions: readonly number[];
  commit(handle: Handle, expected: Revision | 'absent'): Promise<Revision>;
  tryCommit(handle: Handle, expected: Revision | 'absent'): Promise<Answer<Revision>>;
  /** The next commit brings two changes unlike any others. State and history show its number, which is 1 or more. */
  addition(number: number): Draft;
  /** The next commit leads to another state, and its swing back to this one, by equal changes each time. */
  swing(): Draft;
  /** The next commit gives the partner or customer this name. */
  renamed(name: string): Draft;
  /** The next commit brings these changes. */
  next(changes: readonly unknown[]): Draft;
  /** An equal commit, made of objects that can be changed. */
  mutable(): Draft;
}

/** A state as it was loaded. */
export interface Loaded {
  /** Null if it was erased. */
  readonly state: unknown;
  readonly revision: Revision;
  /** The numbers of the additions that it shows. */
  additions(): readonly number[];
  /** The very object that the store gave. */
  readonly found: unknown;
}

/** A change as it stands in a history. */
export type Recorded = RecordedChange<unknown>;

/** Tells the changes of a check apart. */
export function label(change: unknown): string {
  const { kind, at } = isObject(change) ? change : {};
  return `${String(kind)} at ${String(at)}`;
}

export function labelsOf(items: readonly Recorded[]): readonly string[] {
  return items.map(({ change }) => label(change));
}

/** The data that a kind is made of. All that is typed stays in here. */
export interface Content<Id extends string, State, Change> {
  readonly noun: 'partner' | 'customer';
  readonly parseId: (text: string) => Result<Id, { readonly message: string }>;
  readonly parseState: (value: unknown) => Result<State, { readonly message: string }>;
  readonly decodeChange: Decoder<Change>;
  readonly storeOf: (repository: RelationshipRepository) => VersionedStore<Id, State, Change, unknown>;
  readonly apply: (
    state: State | null,
    changes: readonly Change[],
  ) => Result<State | null, { readonly message: string }>;
  readonly founding: (id: string, name?: string) => readonly unknown[];
  readonly addition: (id: string, number: number) => readonly unknown[];
  /** What the list of all shows of it. */
  readonly entryIn: (state: State) => unknown;
  readonly additionsIn: (state: State) => readonly number[];
  readonly swing: (state: State) => readonly unknown[];
  readonly renaming: (id: string, name: string) => readonly unknown[];
  readonly life: (id: string) => readonly (readonly unknown[])[];
  readonly through: (id: string, instants: readonly string[]) => readonly unknown[];
  readonly holding: (id: string, ids: readonly string[]) => readonly unknown[];
  readonly large: (sizes: Sizes) => Large;
}

/** The states and changes of commits that would take too long to fold. */
export interface Large {
  readonly id: string;
  readonly commits: readonly { readonly state: unknown; readonly changes: readonly unknown[] }[];
}

export function kindOf<Id extends string, State, Change>(content: Content<Id, State, Change>): Kind {
  const { noun, storeOf, parseState, entryIn, founding, life, through, holding } = content;
  const document = (id: string): StoredDocument<Id, State, Change> => new StoredDocument(content, id);
  return {
    noun,
    document,
    list: listingOf({
      name: `the list of all ${noun}s`,
      call: `${noun}s.list(`,
      read: (repository, page) => storeOf(repository).list(page),
      due: (state) => (state === null ? null : entryIn(wellFormed(parseState(state)))),
    }),
    life: (id) => {
      const drafts: Draft[] = [];
      for (const changes of life(id)) drafts.push(drafts.at(-1)?.next(changes) ?? document(id).first(changes));
      return drafts;
    },
    through: (id, instants) => document(id).first([...founding(id), ...through(id, instants)]),
    holding: (id, ids) => document(id).first([...founding(id), ...holding(id, ids)]),
    large: once((sizes) => {
      const { id, commits } = content.large(sizes);
      return commits.map(({ state, changes }) => document(id).made(state, changes));
    }),
  };
}

/** Several checks need it, for several repositories, and it takes a while to make. */
function once<T>(make: (sizes: Sizes) => T): (sizes: Sizes) => T {
  const known = new Map<string, T>();
  return (sizes) => {
    const { relationships, delegations, requests } = sizes;
    const key = [relationships, delegations, requests].join();
    const made = known.get(key) ?? make(sizes);
    known.set(key, made);
    return made;
  };
}

class StoredDocument<Id extends string, State, Change> implements Document {
  readonly id: string;
  readonly noun: 'partner' | 'customer';
  private readonly checkedId: Id;
  readonly content: Content<Id, State, Change>;

  constructor(content: Content<Id, State, Change>, id: string) {
    this.id = id;
    this.noun = content.noun;
    this.checkedId = wellFormed(content.parseId(id));
    this.content = content;
  }

  founding(name?: string): Draft {
    return this.first(this.content.founding(this.id, name));
  }

  foundingWith(number: number): Draft {
    return this.first([...this.content.founding(this.id), ...this.content.addition(this.id, number)]);
  }

  first(changes: readonly unknown[]): Draft {
    return this.draft(null, changes);
  }

  /** The commit that brings these changes to a state. */
  draft(before: State | null, changes: readonly unknown[]): Draft {
    const decoded = this.decoded(changes);
    return new StateAndChanges(this, wellFormed(this.content.apply(before, decoded)), decoded);
  }

  /** A commit whose state is known without folding. */
  made(state: unknown, changes: readonly unknown[]): Draft {
    return new StateAndChanges(this, wellFormed(this.content.parseState(state)), this.decoded(changes));
  }

  /** Asks for a commit, in the way of `answerOf` or of `valueOf`. */
  send<T>(
    ask: (asking: Asking, call: string, ask: () => PromiseLike<Result<Revision, unknown>>) => Promise<T>,
    handle: Handle,
    commit: Omit<Commit<Id, State, Change>, 'id'>,
  ): Promise<T> {
    const { expected, changes } = commit;
    const sent = `{ id: ${shown(this.id)}, expected: ${shown(expected)}, … ${counted(changes.length, 'change')} }`;
    const call = `${this.noun}s.commit(${sent})`;
    return ask(handle, call, () => this.in(handle).commit({ ...commit, id: this.checkedId }));
  }

  async load(handle: Handle): Promise<Loaded | null> {
    const call = this.call('load');
    const found = await valueOf(handle, call, () => this.in(handle).load(this.checkedId));
    if (found === null) return null;
    const loaded = this.loaded(found);
    if (loaded !== null) return loaded;
    throw handle.nonconformity({
      due: `${call} answers { state, revision }, with null as the state if it was erased, or null if there never was one`,
      did: `it answered ${shown(found)}`,
      advice: 'Decode the stored text with the codecs, and answer ok(null) if there is none.',
    });
  }

  async present(handle: Handle): Promise<Loaded> {
    const found = await this.load(handle);
    if (found !== null) return found;
    throw handle.nonconformity({
      due: `${this.call('load')} finds what a commit has acknowledged`,
      did: 'it answered null',
      advice: 'Acknowledge a commit only when every handle can load what it wrote.',
    });
  }

  async tryLoad(handle: Handle): Promise<Answer<Loaded | null>> {
    const answer = await answerOf(handle, this.call('load'), () => this.in(handle).load(this.checkedId));
    return answer.kind === 'value' ? { ...answer, value: this.loaded(answer.value) } : answer;
  }

  history(handle: Handle, page: PageRequest): Promise<Page<Recorded>> {
    return valueOf(handle, this.call('history', page), () => this.in(handle).history(this.checkedId, page));
  }

  tryHistory(handle: Handle, page: PageRequest): Promise<Answer<Page<unknown>>> {
    return answerOf(handle, this.call('history', page), () => this.in(handle).history(this.checkedId, page));
  }

  wholeHistory(handle: Handle): Promise<readonly Recorded[]> {
    return wholeOf(handle, (page) => this.history(handle, page));
  }

  async labels(handle: Handle): Promise<readonly string[]> {
    return labelsOf(await this.wholeHistory(handle));
  }

  fold(changes: readonly unknown[]): Result<unknown, { readonly message: string }> {
    const { decodeChange, apply: applied } = this.content;
    return Result.combine(changes.map(decodeChange)).andThen((decoded) => applied(null, decoded));
  }

  private in({ repository }: Handle): VersionedStore<Id, State, Change, unknown> {
    return this.content.storeOf(repository);
  }

  private call(method: string, ...rest: readonly PageRequest[]): string {
    return `${this.noun}s.${method}(${[this.id, ...rest].map(shown).join(', ')})`;
  }

  private decoded(changes: readonly unknown[]): readonly Change[] {
    return Object.freeze(changes.map((change) => wellFormed(this.content.decodeChange(change))));
  }

  private loaded(found: Versioned<State> | null): Loaded | null {
    if (found === null || !isVersioned(found)) return null;
    const { state, revision } = found;
    return { state, revision, additions: () => (state === null ? [] : this.content.additionsIn(state)), found };
  }
}

class StateAndChanges<Id extends string, State, Change> implements Draft {
  readonly document: StoredDocument<Id, State, Change>;
  readonly state: State | null;
  readonly changes: readonly Change[];

  constructor(document: StoredDocument<Id, State, Change>, state: State | null, changes: readonly Change[]) {
    this.document = document;
    this.state = state;
    this.changes = changes;
  }

  get labels(): readonly string[] {
    return this.changes.map(label);
  }

  get additions(): readonly number[] {
    return this.state === null ? [] : this.document.content.additionsIn(this.state);
  }

  commit(handle: Handle, expected: Revision | 'absent'): Promise<Revision> {
    return this.document.send(valueOf, handle, { expected, next: this.state, changes: this.changes });
  }

  tryCommit(handle: Handle, expected: Revision | 'absent'): Promise<Answer<Revision>> {
    return this.document.send(answerOf, handle, { expected, next: this.state, changes: this.changes });
  }

  addition(number: number): Draft {
    return this.next(this.document.content.addition(this.document.id, number));
  }

  swing(): Draft {
    if (this.state === null) throw new Error('the conformance kit swings what was erased');
    return this.next(this.document.content.swing(this.state));
  }

  renamed(name: string): Draft {
    return this.next(this.document.content.renaming(this.document.id, name));
  }

  next(changes: readonly unknown[]): Draft {
    return this.document.draft(this.state, changes);
  }

  mutable(): Draft {
    return new StateAndChanges(this.document, structuredClone(this.state), structuredClone(this.changes));
  }
}

function isVersioned(found: unknown): boolean {
  return isObject(found) && (found['state'] === null || isObject(found['state']));
}
