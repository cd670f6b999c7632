import type { FeedItem } from '../../repository/feed';
import { MAX_PAGE_SIZE } from '../../repository/page';
import type { Revision } from '../../repository/revision';
import { customers, erasure, registration } from '../fixtures/customers';
import { partners } from '../fixtures/partners';
import { instants, longestId, names, strangeCursors, treacherousIds } from '../fixtures/treacherous-texts';
import {
  allDone, commitEach, counted, feedReader, firstDifference, fromAbsent, fromFounding, isAcknowledged, label, leftOf,
  longLife, race, readAll, readOn, shown, tryFeed, turn, vandalise, whileCommitting,
  type Committed, type Document, type Draft, type FeedReader, type Ground, type Handle, type Kind, type Promised,
  type Recorded, type Way,
} from '../harness/words';

// Every runtime has it; the library is compiled without any host's types.
declare function structuredClone<T>(value: T): T;

const WITH_THE_COMMIT =
  'Let the feed show what the transaction of a commit has recorded in the histories, of every kind, with the ' +
  'revision that the commit was answered and its place among the changes of the commit, counted from 0.';

const NUMBER_AFTERWARDS =
  'A number that a commit draws, and a time, is given out before the commit is in force, so a reader passes one that ' +
  'takes long. Number changes when they are in force: under one lock that is held until the numbers are in force ' +
  'too, and of each document in the order of its history. Or let one commit at a time draw numbers. Read from the ' +
  'primary.';

const OF_ITS_OWN =
  'Give every change a position of its own, also within a commit, that says by itself where to go on: the next page ' +
  'may be asked of another process, or after a restart.';

const ERASURE_LAST =
  'Give the erasure a new position behind all others, also if the changes that it takes were the last ones: a number ' +
  'is never given out again. Show nothing that was erased, and go on from the position of something that was.';

export const feed: Promised = {
  must: '9',
  name: 'a reader of the feed misses nothing',
  words:
    'A reader that goes on from the last position misses no acknowledged change and sees the changes of each ' +
    'document in order, also while others commit and if a commit takes long. Of changes erased since, it sees the ' +
    'erasure.',
  ofEach: [
    {
      title: 'it reads every kind of change of a {document}, in every field, with its revision and its place',
      run: everyChange,
      advice: WITH_THE_COMMIT,
    },
    {
      title: 'it reads nothing of a refused commit of a {document}, alone or in a race',
      run: refusedCommits,
      advice: 'Write to the feed in the transaction of the commit, and only if the revision was the expected one.',
    },
    {
      title: 'it does not pass a commit of a {document} that is held back, or that is large',
      run: longCommits,
      advice: NUMBER_AFTERWARDS,
    },
  ],
  ofAll: [
    {
      title: 'it reads the same in pages of any limit, also in the middle of a commit, on whatever handle',
      run: pagesOfAnyLimit,
      advice: OF_ITS_OWN,
    },
    {
      title: 'it reads the same rest each time it goes on from a position, on whatever handle',
      run: fromEveryPosition,
      advice: OF_ITS_OWN,
    },
    {
      title: 'it reads each change once while several writers commit and erase, and others read',
      run: whileOthersCommit,
      advice: NUMBER_AFTERWARDS,
    },
    {
      title: 'it reads the erasure of what it has read last',
      run: newestErased,
      advice: ERASURE_LAST,
    },
    {
      title: 'it reads the erasure of what it has not read yet, or in part, and nothing of what was erased',
      run: unreadErased,
      advice: ERASURE_LAST,
    },
    {
      title: 'it is told that a position is unknown which no item of the feed has',
      run: unknownPositions,
      advice:
        'Answer unknownCursor(after) for a text that is no position, and for a position of another feed, or of this ' +
        'one after what a restored backup has. A position that names its feed shows where it is from.',
    },
    {
      title: 'it reads the same although the caller changes what it committed or read',
      run: changedByTheCaller,
      advice: 'Keep text, or deep copies, of what comes in; give out new or deeply frozen objects.',
    },
    {
      title: 'it goes on when the store was closed and opened again',
      reopens: true,
      run: reopened,
      advice: OF_ITS_OWN,
    },
  ],
};

/** The limits of pages. No commit has just so many changes that its end is the end of each page. */
const LIMITS = [1, 40, 2, 7, 3, 19];

/** For many changes. */
const LARGER_LIMITS = [40, 1, 400];

const READERS = 6;

/** How often a commit is sent to a store that is too busy for it. */
const TRIES = 20;

/** With each handle in turn. */
async function onHandles(ground: Ground, limits: readonly number[] = LIMITS): Promise<Way> {
  return { handles: await ground.handles(ground.sizes.handles), limits };
}

async function committedOn(handle: Handle, drafts: readonly [Draft, ...Draft[]]): Promise<Committed> {
  return { document: drafts[0].document, changes: await commitEach(handle, drafts, TRIES) };
}

async function everyChange(ground: Ground, kind: Kind): Promise<void> {
  const { noun } = kind;
  const committed: Committed[] = [];
  for (const drafts of [
    kind.life(longestId(noun)),
    [kind.through(`${noun}-of-many-times`, instants)],
    [kind.holding(`${noun}-of-odd-ids`, treacherousIds)],
    ...names.map((name, at) => [kind.document(`${noun}-${at}`).founding(name)]),
  ]) {
    const [first, ...others] = drafts;
    if (first !== undefined) committed.push(await committedOn(ground.first, [first, ...others]));
  }
  await readAll(ground, feedReader(), { handles: [ground.first], limits: LIMITS }, committed);
}

async function refusedCommits(ground: Ground, kind: Kind): Promise<void> {
  const way = await onHandles(ground);
  const committed: Committed[] = [];
  const reader = feedReader();
  const { rounds, writers } = ground.sizes;
  for (let round = 0; round < Math.max(2, Math.min(10, rounds)); round += 1) {
    const document = kind.document(`${kind.noun}-of-round-${round}`);
    const isFirst = round % 2 === 0;
    const start = isFirst ? fromAbsent(document) : await fromFounding(ground.first, document);
    const [winner, ...others] = (await race(way.handles, start, { writers, round })).filter(isAcknowledged);
    // Two winners, or none, are another check's matter, and so is a stale commit that succeeds.
    if (winner?.answer.kind !== 'value' || others.length > 0) return;
    const { draft, answer: { value: revision } } = winner;
    const stale = [draft.addition(writers + 1), ...(kind === customers ? [draft.next(erasure(1))] : [])];
    for (const late of stale) {
      if ((await late.tryCommit(ground.first, start.expected)).kind === 'value') return;
    }
    const founding = start.expected === 'absent' ? [] : recorded(document.founding(), start.expected);
    committed.push({ document, changes: [...founding, ...recorded(draft, revision)] });
    await readAll(ground, reader, way, committed);
  }
  await readAll(ground, feedReader(), way, committed);
}

function recorded({ changes }: Draft, revision: Revision): readonly Recorded[] {
  return changes.map((change) => ({ change, revision }));
}

/** Commits of a document, one after the other, and what has been acknowledged of them so far. */
class Chronicle implements Committed {
  readonly document: Document;
  private readonly acknowledged: Recorded[] = [];
  private isKnown = true;
  private expected: Revision | 'absent' = 'absent';
  private latest: Draft | null = null;

  constructor(document: Document) {
    this.document = document;
  }

  get changes(): readonly Recorded[] | null {
    return this.isKnown ? this.acknowledged : null;
  }

  /** Commits what follows the latest draft; the founding if there is none. */
  async commit(handle: Handle, next: (latest: Draft) => Draft = (latest) => latest.swing()): Promise<void> {
    if (!this.isKnown) return;
    const draft = this.latest === null ? this.document.founding() : next(this.latest);
    const answer = await draft.tryCommit(handle, this.expected);
    if (answer.kind === 'value') {
      [this.expected, this.latest] = [answer.value, draft];
      this.acknowledged.push(...recorded(draft, answer.value));
    } else {
      this.isKnown = false;
    }
  }
}

async function longCommits(ground: Ground, kind: Kind): Promise<void> {
  const before = ground.canHold ? await heldCommits(ground, kind) : [];
  await largeCommits(ground, kind, before);
}

/** The first commit of a document is held back, then a later one, then one that erases; others commit and read. */
async function heldCommits(ground: Ground, kind: Kind): Promise<readonly Committed[]> {
  const way = await onHandles(ground);
  const [writer = ground.first, other = ground.first] = way.handles;
  const readers = [feedReader(), feedReader()];
  const committed: Chronicle[] = [];
  const of = (noun: 'partner' | 'customer', name: string): Chronicle => {
    const chronicle = new Chronicle((noun === 'partner' ? partners : customers).document(`${noun}-${name}`));
    committed.push(chronicle);
    return chronicle;
  };
  let number = 0;
  const next: readonly ((latest: Draft) => Draft)[] = [
    (latest) => latest.addition(1),
    (latest) => latest.addition(2),
    (latest) => (kind === customers ? latest.next(erasure(3)) : latest.addition(3)),
  ];
  for (const [round, following] of next.entries()) {
    const held = [of(kind.noun, `held-first-${round}`), of(kind.noun, `held-last-${round}`)] as const;
    const quick = [of('partner', `a-quick-${round}`), of('customer', `z-quick-${round}`)];
    // Numbering may wait for the erasure of what has no number yet.
    if (round > 0) for (const one of held) await one.commit(writer);
    for (const reader of readers) await readAll(ground, reader, way, committed);
    const others = async (): Promise<void> => {
      for (const one of quick) await one.commit(writer);
      number += 1;
      for (const one of quick) await one.commit(other, (latest) => latest.addition(number));
      for (const reader of readers) await readWhatIsThere(ground, reader, way);
      mustNotRead(ground, readers, held);
    };
    await ground.whileHeld(
      (handle) => held[0].commit(handle, following),
      async () => {
        await others();
        await ground.whileHeld((handle) => held[1].commit(handle, following), others);
        await others();
      },
    );
    await allDone(quick.map((one) => one.commit(writer)));
    for (const reader of [...readers, feedReader()]) await readAll(ground, reader, way, committed);
  }
  return committed;
}

/** Reads until a page is empty: as far as the feed goes while a commit is held back. */
async function readWhatIsThere(ground: Ground, reader: FeedReader, { handles, limits }: Way): Promise<void> {
  let count = 1;
  for (let at = 0; count > 0; at += 1) {
    count = await reader.read(handles[at % handles.length] ?? ground.first, limits[at % limits.length] ?? 1);
  }
}

/** Of commits that are held back, nothing is in force. */
function mustNotRead(ground: Ground, readers: readonly FeedReader[], held: readonly Chronicle[]): void {
  for (const { document, changes } of held) {
    const acknowledged = changes?.length ?? 0;
    for (const { items } of readers) {
      const early = items.filter((item) => isOf(item, document))[acknowledged];
      if (early === undefined) continue;
      throw ground.nonconformity({
        due: `a reader sees nothing of a commit of the ${document.noun} ${shown(document.id)} that is not in force yet`,
        did: `it read ${label(early.change)}`,
        advice: 'Read what is committed, at the isolation level "read committed" or a stricter one.',
      });
    }
  }
}

function isOf({ document }: FeedItem, { noun, id }: Document): boolean {
  return document.kind === noun && document.id === id;
}

/** The largest commits that there are, while others commit a little each and several read. */
async function largeCommits(ground: Ground, kind: Kind, before: readonly Committed[]): Promise<void> {
  const way = await onHandles(ground, LARGER_LIMITS);
  const readers = Array.from({ length: READERS }, () => feedReader());
  const rounds = Math.min(30, ground.sizes.rounds);
  const quick = ['a', 'm', 'z'].map((name) => new Chronicle(kind.document(`${name}-quick-${kind.noun}`)));
  const [first, ...others] = kind.large(ground.sizes);
  if (first === undefined) return;
  let large: Committed = { document: first.document, changes: null };
  const commitAll = async (): Promise<void> => {
    await allDone([
      committedOn(ground.first, [first, ...others]).then((done) => {
        large = done;
      }),
      ...quick.map(async (one, at) => {
        for (let round = 0; round <= rounds; round += 1) {
          await one.commit(way.handles[at % way.handles.length] ?? ground.first);
        }
      }),
    ]);
  };
  await whileReading(ground, readers, way, commitAll);
  for (const reader of [...readers, feedReader()]) {
    await readAll(ground, reader, way, [...before, large, ...quick]);
  }
}

/** Every reader goes on again and again, until all is committed. */
async function whileReading(
  ground: Ground,
  readers: readonly FeedReader[],
  { handles, limits }: Way,
  commitAll: () => Promise<void>,
): Promise<void> {
  let reads = 0;
  const looks = readers.map((reader) => async () => {
    reads += 1;
    const handle = handles[reads % handles.length] ?? ground.first;
    if ((await reader.read(handle, limits[reads % limits.length] ?? 1)) === 0) await turn();
    return null;
  });
  await whileCommitting(ground, commitAll, looks);
}

/** A few documents of both kinds, with commits of several changes. */
async function someCommits(ground: Ground): Promise<readonly Committed[]> {
  const committed: Committed[] = [];
  for (const { noun, document } of [customers, partners]) {
    for (const name of ['one', 'another']) {
      const [first, ...others] = longLife(document(`${noun}-${name}`), 6, 2);
      if (first !== undefined) committed.push(await committedOn(ground.first, [first, ...others]));
    }
  }
  return committed;
}

async function pagesOfAnyLimit(ground: Ground): Promise<void> {
  const committed = await someCommits(ground);
  const { handles } = await onHandles(ground);
  const whole = feedReader();
  await readAll(ground, whole, { handles, limits: [MAX_PAGE_SIZE] }, committed);
  for (let limit = 1; limit <= 40; limit += 1) {
    await mustReadOn(ground, null, whole.items, { handles, limits: [limit] });
  }
}

async function fromEveryPosition(ground: Ground): Promise<void> {
  const committed = await someCommits(ground);
  const way = await onHandles(ground);
  const whole = feedReader();
  await readAll(ground, whole, way, committed);
  for (const [at, { position }] of whole.items.entries()) {
    const handles = [...way.handles.slice(at % way.handles.length), ...way.handles];
    await mustReadOn(ground, position, whole.items.slice(at + 1), { handles, limits: [40] });
  }
}

/** Reads on from a position, and compares. */
async function mustReadOn(
  ground: Ground,
  after: string | null,
  due: readonly FeedItem[],
  way: Way,
): Promise<void> {
  await readOn(ground, feedReader(after), way, (items) => {
    const difference = firstDifference(due, items);
    if (difference === null) return null;
    const from = after === null ? 'the beginning' : `the position ${shown(after)}`;
    return {
      due: `${counted(due.length, 'item')} ${due.length === 1 ? 'follows' : 'follow'} ${from}, as was read before`,
      did: `read in pages of ${way.limits.join(', ')}, ${difference}`,
    };
  });
}

async function whileOthersCommit(ground: Ground): Promise<void> {
  const way = await onHandles(ground);
  const readers = Array.from({ length: READERS }, () => feedReader());
  const { writers, rounds } = ground.sizes;
  const committed: Committed[] = [];
  await whileReading(ground, readers, way, async () => {
    await allDone(
      Array.from({ length: writers }, async (_, at) => {
        const handle = way.handles[at % way.handles.length] ?? ground.first;
        const kind = at % 3 === 0 ? partners : customers;
        committed.push(await committedOn(handle, livelyLife(kind, `${kind.noun}-${at}`, Math.min(30, rounds))));
      }),
    );
  });
  // A handle that was not there while all this happened has to agree with those that were.
  const handles = await ground.handles(way.handles.length + 1);
  for (const reader of readers) await readAll(ground, reader, { ...way, handles }, committed);
  const fresh = feedReader();
  const left = committed.map(({ document, changes }) => ({
    document,
    changes: changes === null ? null : leftOf(changes),
  }));
  await readAll(ground, fresh, { ...way, handles: handles.slice(-1) }, left);
  for (const { items } of readers) mustHaveTheSameOrder(ground, fresh.items, items);
}

/** So many additions; a customer is erased and registered again now and then. */
function livelyLife(kind: Kind, id: string, additions: number): readonly [Draft, ...Draft[]] {
  const drafts: [Draft, ...Draft[]] = [kind.document(id).founding()];
  let latest = drafts[0];
  const goOn = (draft: Draft): void => {
    drafts.push(draft);
    latest = draft;
  };
  for (let number = 1; number <= additions; number += 1) {
    goOn(latest.addition(number));
    if (kind !== customers || number % 3 > 0) continue;
    goOn(latest.next(erasure(number)));
    goOn(latest.next(registration(id)));
  }
  return drafts;
}

/** There is one order, but for what was erased before another could read it. */
function mustHaveTheSameOrder(ground: Ground, fresh: readonly FeedItem[], items: readonly FeedItem[]): void {
  const kept = new Set(fresh.map(({ position }) => position));
  const difference = firstDifference(fresh, items.filter(({ position }) => kept.has(position)));
  if (difference === null) return;
  throw ground.nonconformity({
    due: 'every reader reads the same items in the same order, each at the same position, on whatever handle',
    did: `of the items that one read while others committed, ${difference}`,
  });
}

async function newestErased(ground: Ground): Promise<void> {
  const way = await onHandles(ground);
  const readers = [feedReader(), feedReader()];
  const customer = new Chronicle(customers.document('customer-in-question'));
  const partner = new Chronicle(partners.document('partner-in-question'));
  const committed = [customer, partner];
  await partner.commit(ground.first);
  for (const number of [1, 2, 3]) {
    await customer.commit(ground.first, (latest) => latest.next(registration(latest.document.id)));
    await customer.commit(ground.first, (latest) => latest.addition(number));
    for (const reader of readers) await readAll(ground, reader, way, committed);
    await customer.commit(ground.first, (latest) => latest.next(erasure(number)));
    for (const reader of readers) await readAll(ground, reader, way, committed);
  }
}

/** Each reader has read a different number of items when two customers are erased. */
async function unreadErased(ground: Ground): Promise<void> {
  const way = await onHandles(ground);
  const chronicles = ['z', 'a', 'm'].map((name) => new Chronicle(customers.document(`${name}-customer`)));
  const partner = new Chronicle(partners.document('partner-in-question'));
  const committed = [...chronicles, partner];
  for (const one of committed) await one.commit(ground.first);
  for (const one of committed) await one.commit(ground.first, (latest) => latest.addition(1));
  const whole = feedReader();
  await readAll(ground, whole, way, committed);
  const readers: FeedReader[] = [];
  for (const [count] of whole.items.entries()) {
    const reader = feedReader();
    for (let reads = 0; reads < count; reads += 1) await reader.read(ground.first, 1);
    readers.push(reader);
  }
  const before = readers.map(({ items }) => items.length);
  for (const one of chronicles.slice(0, 2)) await one.commit(ground.first, (latest) => latest.next(erasure(2)));
  await partner.commit(ground.first);
  for (const [at, reader] of readers.entries()) {
    await readAll(ground, reader, way, committed);
    mustNotReadErased(ground, reader.items.slice(before[at]), chronicles);
  }
}

function mustNotReadErased(ground: Ground, items: readonly FeedItem[], committed: readonly Committed[]): void {
  for (const { document, changes } of committed) {
    const left = new Set(leftOf(changes ?? []).map(({ change }) => label(change)));
    const erased = items.find((item) => isOf(item, document) && !left.has(label(item.change)));
    if (changes === null || erased === undefined) continue;
    throw ground.nonconformity({
      due: `of the ${document.noun} ${shown(document.id)}, which was erased, a reader reads the erasure alone`,
      did: `it read ${label(erased.change)}`,
    });
  }
}

async function unknownPositions(ground: Ground): Promise<void> {
  const committed = await someCommits(ground);
  const way = await onHandles(ground);
  const reader = feedReader();
  await readAll(ground, reader, way, committed);
  const known = new Set(reader.items.map(({ position }) => position));
  const foreign = await ground.onAnother(async (other) => {
    const there = [...(await someCommits(other)), await committedOn(other.first, livelyLife(partners, 'more', 8))];
    const elsewhere = feedReader();
    await readAll(other, elsewhere, { handles: [other.first], limits: [40] }, there);
    return elsewhere.items.map(({ position }) => position);
  });
  for (const after of [...strangeCursors, ...foreign]) {
    if (known.has(after)) continue;
    const answer = await tryFeed(ground.first, { after, limit: 2 });
    if (answer.kind === 'error' && answer.code === 'unknown-cursor') continue;
    const whose = foreign.includes(after) ? 'an item of the feed of another repository has' : 'no item has';
    throw ground.nonconformity({
      due: `the feed, asked for what follows ${shown(after)}, which ${whose}, answers unknown-cursor`,
      did: answer.kind === 'value' ? `it answered ${shown(answer.value)}` : `it ${answer.text}`,
    });
  }
}

async function changedByTheCaller(ground: Ground): Promise<void> {
  const sent = [customers.document('customer').foundingWith(1), partners.document('partner').foundingWith(1)];
  const committed: Committed[] = [];
  for (const draft of sent) {
    const mutable = draft.mutable();
    const revision = await mutable.commit(ground.first, 'absent');
    vandalise(mutable.changes);
    vandalise(mutable.state);
    committed.push({ document: draft.document, changes: recorded(draft, revision) });
  }
  const way = { handles: [ground.first], limits: [40] };
  const reader = feedReader();
  await readAll(ground, reader, way, committed);
  const before = structuredClone(reader.items);
  vandalise([...reader.items]);
  vandalise(await tryFeed(ground.first, { after: null, limit: 40 }));
  await mustReadOn(ground, null, before, way);
}

async function reopened(ground: Ground): Promise<void> {
  const committed: Chronicle[] = [];
  const reader = feedReader();
  let handle = ground.first;
  for (let opening = 0; opening < 3; opening += 1) {
    const come = ['z', 'a'].flatMap((name) =>
      [partners, customers].map(({ noun, document }) => new Chronicle(document(`${name}-${noun}-${opening}`))),
    );
    committed.push(...come);
    for (const one of committed) await one.commit(handle);
    // Some of it is read before, and some was never read.
    await reader.read(handle, 3);
    await allDone(come.map((one) => one.commit(handle, (latest) => latest.addition(opening + 1))));
    handle = await ground.reopened();
  }
  const way = { handles: [handle], limits: LIMITS };
  await readAll(ground, reader, way, committed);
  await mustReadOn(ground, null, reader.items, way);
}
