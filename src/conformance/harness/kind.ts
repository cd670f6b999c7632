import { Result } from 'neverthrow';
import { isRecord, type Decoder } from '../../model/decode';
import type { Page, PageRequest } from '../../repository/page';
import type { RecordedChange, RelationshipRepository, Versioned, VersionedStore } from '../../repository/repository';
import type { Revision } from '../../repository/revision';
import { answerOf, valueOf, type Answer } from './ask';
import type { Handle } from './handle';
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
  readonly founding: (name?: string) => Draft;
  /** The same commit with an addition in it. */
  readonly foundingWith: (number: number) => Draft;
  /** A first commit of these changes. */
  readonly first: (changes: readonly unknown[]) => Draft;
  readonly load: (handle: Handle) => Promise<Loaded | null>;
  /** The state that is there, as a commit of it was acknowledged. */
  readonly present: (handle: Handle) => Promise<Loaded>;
  readonly tryLoad: (handle: Handle) => Promise<Answer<Loaded | null>>;
  readonly history: (handle: Handle, page: PageRequest) => Promise<Page<Recorded>>;
  readonly tryHistory: (handle: Handle, page: PageRequest) => Promise<Answer<Page<unknown>>>;
  /** The history to its end, read in the largest pages. */
  readonly wholeHistory: (handle: Handle) => Promise<readonly Recorded[]>;
  /** The marks of the changes in it. */
  readonly marks: (handle: Handle) => Promise<readonly string[]>;
  /** The state that changes lead to. */
  readonly fold: (changes: readonly unknown[]) => Result<unknown, { readonly message: string }>;
}

/** A commit that may be sent, from any handle and as often as you like. */
export interface Draft {
  readonly document: Document;
  readonly state: unknown;
  readonly changes: readonly unknown[];
  readonly marks: readonly string[];
  /** The numbers of the additions in its state. */
  readonly additions: readonly number[];
  readonly commit: (handle: Handle, expected: Revision | 'absent') => Promise<Revision>;
  readonly tryCommit: (handle: Handle, expected: Revision | 'absent') => Promise<Answer<Revision>>;
  /** The next commit brings two changes unlike any others. State and history show its number, which is 1 or more. */
  readonly addition: (number: number) => Draft;
  /** The next commit leads to another state, and its swing back to this one, by equal changes each time. */
  readonly swing: () => Draft;
  /** The next commit brings these changes. */
  readonly after: (changes: readonly unknown[]) => Draft;
  /** An equal commit, made of objects that can be changed. */
  readonly thawed: () => Draft;
}

/** A state as it was loaded. */
export interface Loaded {
  readonly state: unknown;
  readonly revision: Revision;
  /** The numbers of the additions that it shows. */
  readonly additions: () => readonly number[];
  /** The very object that the store gave. */
  readonly found: unknown;
}

/** A change as it stands in a history. */
export type Recorded = RecordedChange<unknown>;

/** Tells the changes of a check apart. */
export function mark(change: unknown): string {
  const { kind, at } = isRecord(change) ? change : {};
  return `${String(kind)} at ${String(at)}`;
}

export function marksOf(items: readonly Recorded[]): readonly string[] {
  return items.map(({ change }) => mark(change));
}

/** The data that a kind is made of. All that is typed stays in here. */
export interface Content<Id extends string, State, Change> {
  readonly noun: 'partner' | 'customer';
  readonly parseId: (text: string) => Result<Id, { readonly message: string }>;
  readonly parseState: (value: unknown) => Result<State, { readonly message: string }>;
  readonly decodeChange: Decoder<Change>;
  readonly storeOf: (repository: RelationshipRepository) => VersionedStore<Id, State, Change>;
  readonly apply: (
    state: State | null,
    changes: readonly Change[],
  ) => Result<State | null, { readonly message: string }>;
  readonly founding: (id: string, name?: string) => readonly unknown[];
  readonly addition: (id: string, number: number) => readonly unknown[];
  readonly additionsIn: (state: State) => readonly number[];
  readonly swing: (state: State) => readonly unknown[];
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
  const { noun, founding, life, through, holding } = content;
  const document = (id: string): Document => documentOf(content, id).document;
  return {
    noun,
    document,
    life: (id) => {
      const drafts: Draft[] = [];
      for (const changes of life(id)) drafts.push(drafts.at(-1)?.after(changes) ?? document(id).first(changes));
      return drafts;
    },
    through: (id, instants) => document(id).first([...founding(id), ...through(id, instants)]),
    holding: (id, ids) => document(id).first([...founding(id), ...holding(id, ids)]),
    large: once((sizes) => {
      const { id, commits } = content.large(sizes);
      return commits.map(({ state, changes }) => documentOf(content, id).made(state, changes));
    }),
  };
}

/** Several checks need it, and it takes a while to make. */
function once<T>(make: (sizes: Sizes) => T): (sizes: Sizes) => T {
  const known = new WeakMap<Sizes, T>();
  return (sizes) => {
    const made = known.get(sizes) ?? make(sizes);
    known.set(sizes, made);
    return made;
  };
}

function documentOf<Id extends string, State, Change>(
  content: Content<Id, State, Change>,
  text: string,
): { readonly document: Document; readonly made: (state: unknown, changes: readonly unknown[]) => Draft } {
  const { noun, additionsIn, parseState, apply: applied } = content;
  const id = wellFormed(content.parseId(text));
  const storeOf = ({ repository }: Handle): VersionedStore<Id, State, Change> => content.storeOf(repository);
  const calling = (method: string, ...rest: readonly string[]): string =>
    `${noun}s.${method}(${[shown(text), ...rest].join(', ')})`;

  const decoded = (changes: readonly unknown[]): readonly Change[] =>
    Object.freeze(changes.map((change) => wellFormed(content.decodeChange(change))));
  const fold = (before: State | null, changes: readonly unknown[]): Draft => {
    const made = decoded(changes);
    const state = wellFormed(applied(before, made));
    if (state === null) throw new Error('the conformance kit made a commit without a change');
    return draftOf(state, made);
  };
  const draftOf = (state: State, changes: readonly Change[]): Draft => {
    const callOf = (expected: string): string =>
      `${noun}s.commit({ id: ${shown(text)}, expected: ${shown(expected)}, … ${counted(changes.length, 'change')} })`;
    const send = (handle: Handle, expected: Revision | 'absent'): PromiseLike<Result<Revision, unknown>> =>
      storeOf(handle).commit({ id, expected, next: state, changes });
    return {
      document,
      state,
      changes,
      marks: changes.map(mark),
      additions: additionsIn(state),
      commit: (handle, expected) => valueOf(handle, callOf(expected), () => send(handle, expected)),
      tryCommit: (handle, expected) => answerOf(handle, callOf(expected), () => send(handle, expected)),
      addition: (number) => fold(state, content.addition(text, number)),
      swing: () => fold(state, content.swing(state)),
      after: (next) => fold(state, next),
      thawed: () => draftOf(structuredClone(state), structuredClone(changes)),
    };
  };

  const ask = (handle: Handle): PromiseLike<Result<Versioned<State> | null, unknown>> => storeOf(handle).load(id);
  const loadedOf = (found: Versioned<State> | null): Loaded | null => {
    if (found === null || !isVersioned(found)) return null;
    const { state, revision } = found;
    return { state, revision, additions: () => additionsIn(state), found };
  };
  const load = async (handle: Handle): Promise<Loaded | null> => {
    const found = await valueOf(handle, calling('load'), () => ask(handle));
    if (found === null) return null;
    const loaded = loadedOf(found);
    if (loaded !== null) return loaded;
    throw handle.nonconformity({
      due: `${calling('load')} answers { state, revision }, or null if there is nothing`,
      did: `it answered ${shown(found)}`,
      advice: 'Decode the stored text with the codecs, and answer ok(null) if there is none.',
    });
  };
  const history = (handle: Handle, page: PageRequest): Promise<Page<Recorded>> =>
    valueOf(handle, calling('history', shown(page)), () => storeOf(handle).history(id, page));
  const wholeHistory = (handle: Handle): Promise<readonly Recorded[]> =>
    wholeOf(handle, (page) => history(handle, page));

  const document: Document = {
    id: text,
    noun,
    founding: (name) => fold(null, content.founding(text, name)),
    foundingWith: (number) => fold(null, [...content.founding(text), ...content.addition(text, number)]),
    first: (changes) => fold(null, changes),
    load,
    present: async (handle) => {
      const found = await load(handle);
      if (found !== null) return found;
      throw handle.nonconformity({
        due: `${calling('load')} finds the state that a commit has acknowledged`,
        did: 'it answered null',
        advice: 'Acknowledge a commit only when every handle can load what it wrote.',
      });
    },
    tryLoad: async (handle) => {
      const answer = await answerOf(handle, calling('load'), () => ask(handle));
      return answer.kind === 'value' ? { ...answer, value: loadedOf(answer.value) } : answer;
    },
    history,
    tryHistory: (handle, page) =>
      answerOf(handle, calling('history', shown(page)), () => storeOf(handle).history(id, page)),
    wholeHistory,
    marks: async (handle) => marksOf(await wholeHistory(handle)),
    fold: (changes) =>
      Result.combine(changes.map((change) => content.decodeChange(change))).andThen((made) => applied(null, made)),
  };
  return { document, made: (state, changes) => draftOf(wellFormed(parseState(state)), decoded(changes)) };
}

function isVersioned(found: unknown): boolean {
  return isRecord(found) && isRecord(found['state']);
}
