import { err, ok, type Result } from 'neverthrow';
import {
  revisionConflict,
  unknownCursor,
  type FeedItem,
  type FeedPage,
  type Page,
  type PageRequest,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
  type VersionedParties,
  type VersionedStore,
} from 'partner-relationships';

/** A question to a repository, and its sound answer: for a commit, to have it carried out. */
export interface Question {
  readonly method: 'load' | 'loadParties' | 'commit' | 'history' | 'list' | 'customersOf' | 'feed';
  /** The revision that a commit is to replace. */
  readonly expected: string;
  readonly page: PageRequest;
  readonly sound: () => PromiseLike<Result<unknown, unknown>>;
}

/** What is answered instead, such that whoever has asked can see that it is wrong. */
export type WrongAnswer = (question: Question) => unknown;

/** A repository that gives one wrong answer, and the number of questions to it. */
export interface Spoilt {
  readonly repository: RelationshipRepository;
  readonly questions: () => number;
  /** What the wrong answer was, once it was given. */
  readonly given: () => { readonly method: Question['method']; readonly what: string } | null;
}

/** Gives a wrong answer to one question, the first being 0; of the wrong answers to it, the one that `pick` draws. */
export function spoilt(repository: RelationshipRepository, at: number, pick: number): Spoilt {
  let questions = 0;
  let given: ReturnType<Spoilt['given']> = null;
  /** What an adapter in JavaScript may answer, whatever the types say. */
  const answer = <T extends PromiseLike<Result<unknown, unknown>>>(
    about: Omit<Question, 'sound'>,
    sound: () => T,
  ): T => {
    questions += 1;
    if (questions !== at + 1) return sound();
    const wrong = Object.entries(wrongAnswers[about.method]);
    const [what, give] = wrong[pick % wrong.length] ?? ['', () => undefined];
    given = { method: about.method, what };
    return give({ ...about, sound }) as T;
  };
  const none = { expected: '', page: { after: null, limit: 0 } };
  const store = <Id, State, Change, Entry>(
    sound: VersionedStore<Id, State, Change, Entry>,
  ): VersionedStore<Id, State, Change, Entry> => ({
    load: (id) => answer({ ...none, method: 'load' }, () => sound.load(id)),
    commit: (sent) => answer({ ...none, method: 'commit', expected: sent.expected }, () => sound.commit(sent)),
    history: (id, page) => answer({ ...none, method: 'history', page }, () => sound.history(id, page)),
    list: (page) => answer({ ...none, method: 'list', page }, () => sound.list(page)),
  });
  const { feed, loadParties } = repository;
  return {
    repository: {
      loadParties:
        loadParties &&
        ((...ids) => answer({ ...none, method: 'loadParties' }, () => loadParties(...ids))),
      feed: feed && { read: (page) => answer({ ...none, method: 'feed', page }, () => feed.read(page)) },
      partners: store(repository.partners),
      customers: store(repository.customers),
      customersOf: (list, id, page) =>
        answer({ ...none, method: 'customersOf', page }, () => repository.customersOf(list, id, page)),
    },
    questions: () => questions,
    given: () => given,
  };
}

/** The same repository, whose pages are short: a store may have a size of its own. */
export function inShortPages(repository: RelationshipRepository, most: number): RelationshipRepository {
  const short = ({ after, limit }: PageRequest): PageRequest => ({ after, limit: Math.min(limit, most) });
  const store = <Id, State, Change, Entry>(
    long: VersionedStore<Id, State, Change, Entry>,
  ): VersionedStore<Id, State, Change, Entry> => ({
    ...long,
    history: (id, page) => long.history(id, short(page)),
    list: (page) => long.list(short(page)),
  });
  return {
    ...repository,
    partners: store(repository.partners),
    customers: store(repository.customers),
    customersOf: (list, id, page) => repository.customersOf(list, id, short(page)),
  };
}

const inAnyCase: Readonly<Record<string, WrongAnswer>> = {
  'no answer': () => undefined,
  'what is no result': async ({ sound }) => (await sound()).unwrapOr(null),
  'a failure without a context': () => err({ kind: 'storage', code: 'storage-failed', message: 'disk full' }),
  'an error of another kind': () => err({ kind: 'conflict', code: 'storage-failed', message: 'x', context: { cause: 'x' } }),
  'nothing at all': () => ok(undefined),
  'a number': () => ok(5),
};

const onReading: Readonly<Record<string, WrongAnswer>> = {
  ...inAnyCase,
  'a text': () => ok('{}'),
  'a conflict': () => err(revisionConflict('1')),
};

/** On every page of a list; the items are those of the sound page. */
const ofPages: Readonly<Record<string, WrongAnswer>> = {
  ...onReading,
  null: () => ok(null),
  'more than was asked for': ({ sound, page: { limit } }) =>
    onPage(sound, ({ items, next }) => ({ items: Array.from({ length: limit + 1 }, () => items[0]), next })),
  'each item twice': ({ sound }) =>
    onPage(sound, ({ items, next }) => ({ items: items.flatMap((item) => [item, item]), next })),
  'the first item in place of all, twice': ({ sound }) =>
    onPage(sound, ({ items: [first], next }) => ({ items: [first, first], next })),
  'a hole': ({ sound }) => onPage(sound, ({ next }) => ({ items: new Array<unknown>(1), next })),
  'the cursor that was asked with': ({ sound, page: { after } }) =>
    after === null ? undefined : onPage(sound, ({ items }) => ({ items, next: after })),
  'no cursor': ({ sound }) => onPage(sound, ({ items }) => ({ items })),
  'that it knows no cursor, where it was given none': ({ page: { after } }) =>
    after === null ? err(unknownCursor('1')) : undefined,
};

const wrongAnswers: Readonly<Record<Question['method'], Readonly<Record<string, WrongAnswer>>>> = {
  load: {
    ...onReading,
    'that it knows no cursor': () => err(unknownCursor('1')),
    'a revision that is a number': ({ sound }) => withField(sound, 'revision', 5),
    'the revision of nothing': ({ sound }) => withField(sound, 'revision', 'absent'),
    'no revision': ({ sound }) => withField(sound, 'revision', undefined),
    'no state': ({ sound }) => withField(sound, 'state', undefined),
    "another's state": async ({ sound }) =>
      (await sound()).map((found) => ({ revision: '1', state: ofAnother(found) })),
  },
  loadParties: {
    ...onReading,
    'that it knows no cursor': () => err(unknownCursor('1')),
    null: () => ok(null),
    'a list': ({ sound }) => onParties(sound, ({ customer, partner }) => [customer, partner]),
    'no customer': ({ sound }) => onParties(sound, ({ partner }) => ({ partner })),
    'no partner': ({ sound }) => onParties(sound, ({ customer }) => ({ customer })),
    'each in place of the other': ({ sound }) =>
      onParties(sound, ({ customer, partner }) => ({ customer: partner, partner: customer })),
    "another customer's state": async ({ sound }) =>
      onParties(sound, ({ customer, ...rest }) => ({ ...rest, customer: { revision: '1', state: ofAnother(customer) } })),
    "another partner's state": async ({ sound }) =>
      onParties(sound, ({ partner, ...rest }) => ({ ...rest, partner: { revision: '1', state: ofAnother(partner) } })),
  },
  commit: {
    ...inAnyCase,
    null: () => ok(null),
    true: () => ok(true),
    'an empty revision': () => ok(''),
    'two revisions': () => ok('1 2'),
    'a revision that is too long': () => ok('1'.repeat(129)),
    'the revision of nothing': () => ok('absent'),
    'a revision in an object': () => ok({ revision: '7' }),
    'the revision that was to be replaced': ({ expected }) => ok(expected),
    'that the data are corrupt': () =>
      err({ kind: 'storage', code: 'corrupt-data', message: 'x', context: { cause: 'x' } }),
    'what cannot be, after it was carried out': async ({ sound }) => (await sound()).map(() => 5),
    'the former revision, after it was carried out': async ({ sound, expected }) => (await sound()).map(() => expected),
    'nothing, after it was carried out': async ({ sound }) => {
      await sound();
    },
  },
  history: {
    ...ofPages,
    'a revision that is a number': ({ sound }) => onChanges(sound, (one) => ({ ...one, revision: 5 })),
    'no changes': ({ sound }) => onChanges(sound, ({ revision }) => ({ revision })),
    'changes that nobody knows': ({ sound }) => onChanges(sound, (one) => ({ ...one, change: { kind: 'customer-left' } })),
    'changes by another customer': ({ sound }) =>
      onChanges(sound, ({ revision, change }) => ({
        revision,
        change: { ...change, by: { kind: 'customer', customerId: 'tailspin' } },
      })),
    'the beginning of a history, again or of another customer': ({ sound, page: { limit } }) =>
      onPage(sound, ({ items, next }) => ({ items: [registration, ...items].slice(0, limit), next })),
  },
  list: {
    ...ofPages,
    'what is no id': ({ sound }) => onPage(sound, ({ next }) => ({ items: [{ id: 'a customer', name: 'x' }], next })),
    'ids alone': ({ sound }) => onPage(sound, ({ next }) => ({ items: ['northwind'], next })),
    'no names': ({ sound }) => onItems(sound, (item) => ({ ...item, name: undefined })),
  },
  customersOf: {
    ...ofPages,
    'what is no id': ({ sound }) => onPage(sound, ({ next }) => ({ items: ['a customer'], next })),
    'ids alone': ({ sound }) => onPage(sound, ({ next }) => ({ items: ['northwind'], next })),
    'no names': ({ sound }) => onItems(sound, (item) => ({ ...item, customer: { id: 'northwind' } })),
    'no customers': ({ sound }) => onItems(sound, (item) => ({ ...item, customer: null })),
    'what belongs to no list': ({ sound }) =>
      onItems(sound, (item) => ({ ...item, establishedAt: null, administersUntil: null })),
    'times that are none': ({ sound }) =>
      onItems(sound, (item) => ({ ...item, establishedAt: 'yesterday', administersUntil: 'for ever' })),
  },
  // The questions are such that each answer has two items, both of one document.
  feed: {
    ...onReading,
    null: () => ok(null),
    'no items': () => ok({}),
    'more than was asked for': ({ sound }) => onFeed(sound, (items) => [...items, ...items.slice(1)]),
    'each item twice': ({ sound }) => onFeed(sound, (items) => items.flatMap((item) => [item, item])),
    'the first item in place of all, twice': ({ sound }) => onFeed(sound, ([first]) => [first, first]),
    'a hole': ({ sound }) => onFeed(sound, () => new Array<unknown>(1)),
    'the items in reverse': ({ sound }) => onFeed(sound, (items) => items.toReversed()),
    'the position that was asked with': ({ sound, page: { after } }) =>
      after === null ? undefined : onFeed(sound, ([first, ...rest]) => [{ ...first, position: after }, ...rest]),
    'one position for all': ({ sound }) => onFeed(sound, (items) => items.map((item) => ({ ...item, position: '7' }))),
    'no positions': ({ sound }) =>
      onFeed(sound, (items) =>
        items.map(({ document, revision, place, change }) => ({ document, revision, place, change })),
      ),
    'a position that is too long': ({ sound }) =>
      onFeed(sound, (items) => items.map((item) => ({ ...item, position: '7'.repeat(129) }))),
    'a place that leaves one out': ({ sound }) =>
      onFeed(sound, (items) => items.map((item, at) => ({ ...item, place: item.place + at }))),
    'places that are none': ({ sound }) => onFeed(sound, (items) => items.map((item) => ({ ...item, place: -1 }))),
    'a revision that is a number': ({ sound }) => onFeed(sound, (items) => items.map((item) => ({ ...item, revision: 5 }))),
    'one revision for all': ({ sound }) =>
      onFeed(sound, (items) => items.map((item) => ({ ...item, revision: '5', place: 0 }))),
    'documents that are none': ({ sound }) =>
      onFeed(sound, (items) => items.map((item) => ({ ...item, document: { kind: 'order', id: 'northwind' } }))),
    'documents of the other kind': ({ sound }) =>
      onFeed(sound, (items) =>
        items.map(({ document: { kind, id }, ...item }) => ({
          ...item,
          document: { kind: kind === 'partner' ? 'customer' : 'partner', id },
        })),
      ),
    'changes that nobody knows': ({ sound }) =>
      onFeed(sound, (items) => items.map((item) => ({ ...item, change: { kind: 'customer-left' } }))),
    'changes by another customer': ({ sound }) =>
      onFeed(sound, (items) =>
        items.map((item) => ({ ...item, change: { ...item.change, by: { kind: 'customer', customerId: 'tailspin' } } })),
      ),
    'that it knows no cursor, where it was given none': ({ page: { after } }) =>
      after === null ? err(unknownCursor('1')) : undefined,
  },
};

const registration = {
  revision: 'of-another',
  change: {
    kind: 'customer-registered',
    at: '2026-03-01T09:00:00.000Z',
    by: { kind: 'partner', partnerId: 'contoso' },
    customer: { id: 'tailspin', name: 'Tailspin Toys' },
  },
};

async function onPage(
  sound: Question['sound'],
  change: (page: Page<unknown>) => unknown,
): Promise<Result<unknown, unknown>> {
  return (await sound()).map((page) => change(page as Page<unknown>));
}

/** With each item of the sound page changed. */
async function onItems(sound: Question['sound'], change: (item: object) => unknown): Promise<Result<unknown, unknown>> {
  return onPage(sound, ({ items, next }) => ({ items: items.map((item) => change(item as object)), next }));
}

async function onChanges(
  sound: Question['sound'],
  change: (recorded: RecordedChange<RelationshipChange>) => unknown,
): Promise<Result<unknown, unknown>> {
  return (await sound()).map((answered) => {
    const { items, next } = answered as Page<RecordedChange<RelationshipChange>>;
    return { items: items.map(change), next };
  });
}

/** With other items than the sound part of the feed. */
async function onFeed(
  sound: Question['sound'],
  change: (items: readonly FeedItem[]) => readonly unknown[],
): Promise<Result<unknown, unknown>> {
  return (await sound()).map((part) => ({ items: change((part as FeedPage).items) }));
}

/** Where nothing is stored, what is answered has this field alone. */
async function withField(sound: Question['sound'], key: string, field: unknown): Promise<Result<unknown, unknown>> {
  return (await sound()).map((found) => ({ ...(found as object | null), [key]: field }));
}

async function onParties(
  sound: Question['sound'],
  change: (found: Readonly<Record<'customer' | 'partner', unknown>>) => unknown,
): Promise<Result<unknown, unknown>> {
  return (await sound()).map((found) => change(found as VersionedParties));
}

const IDS = /"(adatum|alpine|contoso|fabrikam|litware|northwind|tailspin|wide-world|woodgrove)"/g;

/** The state of a document whose id differs in case alone. */
function ofAnother(found: unknown): unknown {
  const text = JSON.stringify(found ?? {});
  return (JSON.parse(text.replaceAll(IDS, (id) => id.toUpperCase())) as { state: unknown }).state;
}
