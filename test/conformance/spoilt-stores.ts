import { err, ok, ResultAsync, type Result } from 'neverthrow';
import {
  customerEntries,
  MAX_PAGE_SIZE,
  parseRevision,
  revisionConflict,
  unknownCursor,
  type Commit,
  type CommitError,
  type CustomerEntry,
  type CustomerId,
  type CustomerList,
  type CustomerRelationships,
  type Page,
  type PageError,
  type PageRequest,
  type PartnerId,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
  type Revision,
  type Versioned,
  type VersionedStore,
} from 'partner-relationships';
import { turn } from '../fixtures/turn';

// Tools to spoil a sound repository with, each for one kind of fault.

/** A store but for its list. */
export type Store<Id, State, Change> = Omit<VersionedStore<Id, State, Change, unknown>, 'list'>;

/** Spoils both stores alike, all but their lists. */
export function withStores(
  memory: RelationshipRepository,
  spoil: <Id extends string, State, Change>(
    store: Store<Id, State, Change>,
    name: 'partners' | 'customers',
  ) => Partial<Store<Id, State, Change>>,
): RelationshipRepository {
  return {
    partners: { ...memory.partners, ...spoil(memory.partners, 'partners') },
    customers: { ...memory.customers, ...spoil(memory.customers, 'customers') },
    customersOf: memory.customersOf,
  };
}

/** Waits like a call to a server: everything else that is ready goes first. */
export function roundTrip(): Promise<void> {
  return turn();
}

/** A promise of a result, as a result. */
export function answer<T, E>(run: () => Promise<Result<T, E>>): ResultAsync<T, E> {
  return new ResultAsync(run());
}

/** The revision that is stored. */
export async function currentRevision<Id, State, Change>(
  store: Store<Id, State, Change>,
  id: Id,
): Promise<Revision | 'absent'> {
  return (await store.load(id)).match(
    (found) => found?.revision ?? 'absent',
    () => 'absent',
  );
}

/** Takes a commit for current if it was made at a state like the one that is stored. */
export function comparedBy<Id, State, Change>(
  store: Store<Id, State, Change>,
  likenessOf: (sent: Commit<Id, State, Change>) => string,
): Pick<Store<Id, State, Change>, 'commit'> {
  const likenesses = new Map<Revision, string>();
  const commit = async (sent: Commit<Id, State, Change>): Promise<Result<Revision, CommitError>> => {
    const current = await currentRevision(store, sent.id);
    const isAlike =
      sent.expected !== 'absent' && current !== 'absent' && likenesses.get(sent.expected) === likenesses.get(current);
    const result = await store.commit(isAlike ? { ...sent, expected: current } : sent);
    if (result.isOk()) likenesses.set(result.value, likenessOf(sent));
    return result;
  };
  return { commit: (sent) => answer(() => commit(sent)) };
}

/** Commits over any revision. */
export async function overwrite<Id, State, Change>(
  store: Store<Id, State, Change>,
  sent: Commit<Id, State, Change>,
): Promise<Result<Revision, CommitError>> {
  for (;;) {
    const result = await store.commit({ ...sent, expected: await currentRevision(store, sent.id) });
    if (result.isOk() || result.error.kind !== 'conflict') return result;
  }
}

/** Compares first and writes afterwards. */
export async function checkThenWrite<Id, State, Change>(
  store: Store<Id, State, Change>,
  sent: Commit<Id, State, Change>,
): Promise<Result<Revision, CommitError>> {
  if ((await currentRevision(store, sent.id)) !== sent.expected) return err(revisionConflict(sent.expected));
  await roundTrip();
  return overwrite(store, sent);
}

/** All of a list that is read page by page. */
export async function readAll<T>(read: (page: PageRequest) => PromiseLike<Result<Page<T>, PageError>>): Promise<T[]> {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = (await read({ after, limit: MAX_PAGE_SIZE }))._unsafeUnwrap();
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}

/** A page as it is. */
export function pageOf<T>(items: readonly T[], next: string | null): Page<T> {
  return { items, next };
}

/** A page that ends with what the store gives at most, and says then that it is the last. */
export function cutPage<T>(page: Page<T>, most: (items: readonly T[]) => readonly T[]): Page<T> {
  const items = most(page.items);
  return items.length < page.items.length ? pageOf(items, null) : page;
}

/** A page of a list in which nothing comes or goes but at the end. */
export function pageByPlace<T>(items: readonly T[], { after, limit }: PageRequest): Result<Page<T>, PageError> {
  if (after !== null && !/^[1-9]\d{0,6}$/.test(after)) return err(unknownCursor(after));
  const end = Number(after ?? 0) + limit;
  return ok({ items: items.slice(end - limit, end), next: end < items.length ? String(end) : null });
}

/** A page of items in the order of their ids. */
export function pageById<T>(
  items: Iterable<T>,
  idOf: (item: T) => string,
  { after, limit }: PageRequest,
): Result<Page<T>, PageError> {
  const byId = new Map([...items].map((item) => [idOf(item), item]));
  const rest = [...byId].filter(([id]) => after === null || id > after).sort(byKey);
  const shown = rest.slice(0, limit);
  return ok(pageOf(shown.map(([, item]) => item), rest.length > limit ? (shown.at(-1)?.[0] ?? null) : null));
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** Reads a list. */
export type ReadList<T> = (page: PageRequest) => PromiseLike<Result<Page<T>, PageError>>;

/** Spoils every list alike, each once. */
export function withLists(
  memory: RelationshipRepository,
  spoil: <T>(read: ReadList<T>, idOf: (item: T) => string) => ReadList<T>,
): RelationshipRepository {
  const ofPartners = new Map<string, ReadList<CustomerEntry>>();
  const { partners, customers } = memory;
  return {
    partners: { ...partners, list: spoil((page) => partners.list(page), ({ id }) => id) },
    customers: { ...customers, list: spoil((page) => customers.list(page), ({ id }) => id) },
    customersOf: (list, partnerId, page) => {
      const key = `${list} ${partnerId}`;
      const known = ofPartners.get(key);
      const read = known ?? spoil((request) => memory.customersOf(list, partnerId, request), customerIdOf);
      ofPartners.set(key, read);
      return read(page);
    },
  };
}

export function customerIdOf({ customer }: CustomerEntry): CustomerId {
  return customer.id;
}

/** The history, changed by `edit`. */
export function editedHistory<Id, State, Change>(
  store: Store<Id, State, Change>,
  edit: (items: readonly RecordedChange<Change>[], id: Id) => readonly RecordedChange<Change>[],
): Pick<Store<Id, State, Change>, 'history'> {
  return {
    history: (id, page) =>
      answer(async () => pageByPlace(edit(await readAll((request) => store.history(id, request)), id), page)),
  };
}

/** Gives every page as it was when this handle first read it, until the handle itself commits: `forget` says so. */
export function rememberedPages<Key, T>(
  read: (key: Key, page: PageRequest) => PromiseLike<Result<Page<T>, PageError>>,
): { readonly read: (key: Key, page: PageRequest) => ResultAsync<Page<T>, PageError>; readonly forget: () => void } {
  const pages = new Map<string, Result<Page<T>, PageError>>();
  return {
    read: (key, page) =>
      answer(async () => {
        const place = JSON.stringify([key, page]);
        const known = pages.get(place) ?? (await read(key, page));
        pages.set(place, known);
        return known;
      }),
    forget: () => {
      pages.clear();
    },
  };
}

/** The lists of the customers of partners, changed by `edit`. */
export function editedLists(
  memory: RelationshipRepository,
  edit: (entries: readonly CustomerEntry[], partnerId: PartnerId, list: CustomerList) => Iterable<CustomerEntry>,
): Pick<RelationshipRepository, 'customersOf'> {
  return {
    customersOf: (list, partnerId, page) =>
      answer(async () => {
        const entries = await readAll((request) => memory.customersOf(list, partnerId, request));
        return pageById(edit(entries, partnerId, list), customerIdOf, page);
      }),
  };
}

/** Entries of the lists of partners, each under its partner and its customer. */
export class Entries {
  private readonly byPartner = new Map<PartnerId, Map<CustomerId, CustomerEntry>>();

  /** Enters what the lists of all partners show of this state. */
  enter(state: CustomerRelationships | null): void {
    for (const [partnerId, entry] of customerEntries(state)._unsafeUnwrap()) {
      const known = this.byPartner.get(partnerId) ?? new Map<CustomerId, CustomerEntry>();
      this.byPartner.set(partnerId, known.set(entry.customer.id, structuredClone(entry)));
    }
  }

  /** Those that were entered for this list. */
  in(list: CustomerList, partnerId: PartnerId): readonly CustomerEntry[] {
    const entries = structuredClone([...(this.byPartner.get(partnerId)?.values() ?? [])]);
    return entries.filter(({ establishedAt, administersUntil }) =>
      list === 'related' ? establishedAt !== null : administersUntil !== null,
    );
  }
}

/** Tells what was committed of customers, and what was refused. */
export function onCommit(
  memory: RelationshipRepository,
  note: (sent: Commit<CustomerId, CustomerRelationships, RelationshipChange>, isRefused: boolean) => void,
): RelationshipRepository {
  const { customers } = memory;
  return {
    ...memory,
    customers: {
      ...customers,
      commit: (sent) =>
        answer(async () => {
          const result = await customers.commit(sent);
          note(sent, result.isErr());
          return result;
        }),
    },
  };
}

/** States and changes come back changed by `edit`, which is given each of them to change as it likes. */
export function editedValues<Id, State, Change>(
  store: Store<Id, State, Change>,
  edit: (value: unknown) => unknown,
): Partial<Store<Id, State, Change>> {
  // A test may say that it is still a state; that it is none, or another one, is the fault.
  const editState = (found: Versioned<State> | null): Versioned<State> | null =>
    found === null || found.state === null
      ? found
      : { ...found, state: edit(structuredClone(found.state)) as State };
  const editChange = (item: RecordedChange<Change>): RecordedChange<Change> => ({
    ...item,
    change: edit(structuredClone(item.change)) as Change,
  });
  return {
    load: (id) => answer(async () => (await store.load(id)).map(editState)),
    history: (id, page) =>
      answer(async () => (await store.history(id, page)).map(({ items, next }) => pageOf(items.map(editChange), next))),
  };
}

/** Every text within a value, changed by `edit`, which is told where it is: `customer.name`, `requests.token`. */
export function editedTexts(value: unknown, edit: (text: string, path: string) => string, path = ''): unknown {
  if (typeof value === 'string') return edit(value, path);
  if (Array.isArray(value)) return value.map((item) => editedTexts(item, edit, path));
  if (typeof value !== 'object' || value === null) return value;
  const pathOf = (key: string): string => (path === '' ? key : `${path}.${key}`);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, editedTexts(item, edit, pathOf(key))]));
}

/** Revisions under other names, which `nameOf` gives; the store compares by those names. */
export function renamedRevisions<Id, State, Change>(
  store: Store<Id, State, Change>,
  names: Map<Revision, Revision>,
  nameOf: (sent: Commit<Id, State, Change>) => string,
): Store<Id, State, Change> {
  const named = (revision: Revision): Revision => names.get(revision) ?? revision;
  const commit = async (sent: Commit<Id, State, Change>): Promise<Result<Revision, CommitError>> => {
    const current = await currentRevision(store, sent.id);
    if ((current === 'absent' ? current : named(current)) !== sent.expected)
      return err(revisionConflict(sent.expected));
    const name = parseRevision(nameOf(sent))._unsafeUnwrap();
    return (await store.commit({ ...sent, expected: current })).map((revision) => {
      names.set(revision, name);
      return name;
    });
  };
  return {
    load: (id) =>
      answer(async () =>
        (await store.load(id)).map((found) => (found === null ? null : { ...found, revision: named(found.revision) })),
      ),
    commit: (sent) => answer(() => commit(sent)),
    history: (id, page) =>
      answer(async () =>
        (await store.history(id, page)).map(({ items, next }) =>
          pageOf<RecordedChange<Change>>(
            items.map((item) => ({ ...item, revision: named(item.revision) })),
            next,
          ),
        ),
      ),
  };
}

/** Keeps everything under `keyOf` the id instead of the id. */
export function withKeys(memory: RelationshipRepository, keyOf: (id: string) => string): RelationshipRepository {
  return withStores(memory, (store) => {
    const key = <Id extends string>(id: Id): Id => keyOf(id) as Id;
    return {
      load: (id) => store.load(key(id)),
      commit: (sent) => store.commit({ ...sent, id: key(sent.id) }),
      history: (id, page) => store.history(key(id), page),
    };
  });
}
