import { MAX_PAGE_SIZE } from '../../repository/page';
import { acceptance, customers, customersOf } from '../fixtures/customers';
import { partners } from '../fixtures/partners';
import { longestId } from '../fixtures/treacherous-texts';
import {
  allDone, begin, counted, firstDifference, labelsOf, Nonconformity, readIds, shown, SMALL_PAGE, turn, walk, wholeOf, withLargeCommit,
  type Document, type Draft, type Ground, type Handle, type Kind, type Listing, type ListKind, type Promised,
  type ReadPage, type Written,
} from '../harness/words';

export const PAGES_AND_IDS = 'Pages have no gaps and no repeats while others write; ids are compared byte for byte.';

const BY_KEY =
  'Let a page begin after the key of the last item of the page before, not after so many items: page by key, with a ' +
  'key that is unique and that no later commit changes, and compare and order keys alike.';

const TO_THE_END =
  'If the store gives less at once than it was asked for (100 items, 1,000 keys, 1 MB), ask it for the rest, or give ' +
  'out a shorter page with a cursor. Only the page that holds the last item has null as next.';

const ANY_HANDLE =
  'Let the cursor itself say where to go on: the next page may be asked of another process, or after a restart. The ' +
  'others do not know what one handle keeps in memory.';

export const pages: Promised = {
  must: '7',
  name: 'pages have no gaps and no repeats',
  words: PAGES_AND_IDS,
  ofEach: [
    {
      title: 'in a history of a {document}, whatever the limit of a page and whichever handle reads it',
      run: historyByEveryLimit,
      advice: BY_KEY,
    },
    {
      title: 'in a history of a {document} that is longer and larger than any page',
      run: longHistory,
      advice: TO_THE_END,
    },
    {
      title: 'in a history of a {document} while its next changes are committed',
      run: historyWhileOthersWrite,
      advice: BY_KEY,
    },
  ],
  ofEachList: [
    {
      title: 'in {list}, whatever the limit of a page and whichever handle reads it',
      run: listByEveryLimit,
      advice: BY_KEY,
    },
    {
      title: 'in {list} while some come, go, come back and change before, at and after the place of reading',
      run: listWhileOthersWrite,
      advice: BY_KEY,
    },
  ],
  ofAll: [
    { title: 'in the list of more partners than a page holds', run: longListOfPartners, advice: TO_THE_END },
    { title: 'in each list of more customers than a page holds', run: longListsOfCustomers, advice: TO_THE_END },
  ],
};

const SHORT_HISTORY = 12;

const SHORT_LIST = 12;

/** Long enough for somebody to come and go in every place of it. */
const LIVELY_LIST = 30;

async function historyByEveryLimit(ground: Ground, kind: Kind): Promise<void> {
  const { document } = (await shortHistory(ground.first, kind)).latest;
  const handles = await ground.handles(ground.sizes.handles);
  await byEveryLimit(ground, 'the history', handles.map((handle) => readLabels(document, handle)));
}

async function longHistory(ground: Ground, kind: Kind): Promise<void> {
  await withLargeCommit(ground, kind, (document, due) =>
    inLargePages(ground, 'the history', labelsOf(due), readLabels(document, ground.first)),
  );
}

async function shortHistory(handle: Handle, kind: Kind): Promise<Written> {
  const written = await begin(handle, kind.document(`${kind.noun}-in-question`).founding());
  for (let number = 1; number <= SHORT_HISTORY; number += 1) await written.commit((latest) => latest.addition(number));
  return written;
}

function readLabels(document: Document, handle: Handle): ReadPage<string> {
  return async (page) => {
    const { items, next } = await document.history(handle, page);
    return { items: labelsOf(items), next };
  };
}

/**
 * Reads a list that rests in pages of each size, and compares with what pages of the largest size give; in the end each
 * page from another handle than the page before.
 */
async function byEveryLimit(
  ground: Ground,
  what: string,
  readers: readonly ReadPage<string>[],
  comparable: (items: readonly string[]) => readonly string[] = (items) => items,
): Promise<void> {
  const inTurn = inTurns(ground, readers);
  const [first = inTurn] = readers;
  const whole = comparable(await wholeOf(ground, first));
  const around = [whole.length - 1, whole.length, whole.length + 1].filter((limit) => limit > 0);
  const all = counted(whole.length, 'item');
  for (const limit of [1, 2, 3, 7, ...around]) {
    const due = `${what}, read in pages of ${limit}, has the ${all} that the largest pages show`;
    mustBeWhole(ground, due, whole, comparable(await walk(ground, first, [limit])));
  }
  const due = `${what}, read by ${readers.length} handles in turn, has the ${all} that one of them reads`;
  mustBeWhole(ground, due, whole, comparable(await walk(ground, inTurn, [2])), ANY_HANDLE);
}

/** The next reader reads each page, with a cursor that another one was given. */
function inTurns(ground: Ground, readers: readonly ReadPage<string>[]): ReadPage<string> {
  let turn = 0;
  return async (page) => {
    const [read] = readers.slice(turn % readers.length);
    turn += 1;
    try {
      return (await read?.(page)) ?? { items: [], next: null };
    } catch (failure) {
      if (!(failure instanceof Nonconformity)) throw failure;
      throw ground.nonconformity({ ...failure.finding, advice: ANY_HANDLE });
    }
  };
}

/** Reads a list in pages as large as can be. An item that is not in small pages either is another check's matter. */
async function inLargePages(
  ground: Ground,
  what: string,
  due: readonly string[],
  read: ReadPage<string>,
): Promise<void> {
  const whole = [...due].sort();
  const items = [...(await walk(ground, read, [MAX_PAGE_SIZE, 101, 513, 251]))].sort();
  if (firstDifference(whole, items) === null) return;
  if (firstDifference([...(await walk(ground, read, [SMALL_PAGE]))].sort(), items) === null) return;
  const all = counted(due.length, 'item');
  const finding = `${what}, in pages of up to ${MAX_PAGE_SIZE}, has the ${all} that were committed`;
  mustBeWhole(ground, finding, whole, items, TO_THE_END);
}

function mustBeWhole(
  ground: Ground,
  due: string,
  whole: readonly string[],
  items: readonly string[],
  advice: string = BY_KEY,
): void {
  if (firstDifference(whole, items) === null) return;
  const at = whole.findIndex((item, place) => items[place] !== item);
  const where = at === -1 ? whole.length : at;
  const did = `it had ${items.length}; item ${where} was ${shown(items[where])} instead of ${shown(whole[where])}`;
  throw ground.nonconformity({ due, did, advice });
}

async function historyWhileOthersWrite(ground: Ground, kind: Kind): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const written = await shortHistory(writer, kind);
  const { document } = written.latest;
  const before = await document.labels(reader);
  let number = SHORT_HISTORY;
  const items = await walk(ground, readLabels(document, reader), [3, 1, 2], async () => {
    // Reading one page for each commit would never come to the end.
    if (number === 2 * SHORT_HISTORY) return;
    number += 1;
    await written.commit((latest) => latest.addition(number));
  });
  mustHaveOnce(ground, 'the history', before, items);
}

async function listByEveryLimit(ground: Ground, { list, coming }: ListKind): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  for (const number of numbersOf(SHORT_LIST)) await begin(ground.first, coming(idOf(number)));
  // Whether the list keeps up with the commits is another check's matter.
  await turn();
  const readers = handles.map((handle) => readIds(list, handle));
  // Each reading may have an order of its own, so it counts who was read, and how often.
  await byEveryLimit(ground, list.name, readers, (ids) => [...ids].sort());
}

async function longListOfPartners(ground: Ground): Promise<void> {
  await longLists(ground, (id) => partners.document(id).founding(), [partners.list]);
}

async function longListsOfCustomers(ground: Ground): Promise<void> {
  const partner = 'partner-of-all';
  const lists = [customers.list, customersOf('related', partner), customersOf('administered', partner)];
  await longLists(ground, (id) => acceptance(id, partner), lists);
}

async function longLists(ground: Ground, coming: (id: string) => Draft, lists: readonly Listing[]): Promise<void> {
  const due = numbersOf(ground.sizes.customers).map(idOf);
  await committedTogether(ground, due.map(coming));
  for (const list of lists) await inLargePages(ground, list.name, due, readIds(list, ground.first));
}

/** Even ones, so that another one fits between any two. Not in order: what comes first does not sort first. */
function numbersOf(count: number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, at) => 2 * at + 2);
  return [...numbers.filter((_, at) => at % 3 === 1), ...numbers.filter((_, at) => at % 3 !== 1)];
}

function idOf(number: number): string {
  return longestId(`number-${String(number).padStart(5, '0')}`);
}

function numberOf(id: string): number {
  return Number(/\d+/.exec(id)?.[0]);
}

/** For many drafts: several writers commit them, and one alone those for which the store was too busy. */
async function committedTogether(ground: Ground, drafts: readonly Draft[]): Promise<void> {
  const rest = [...drafts];
  const late: Draft[] = [];
  const writer = async (): Promise<void> => {
    for (let draft = rest.pop(); draft !== undefined; draft = rest.pop()) {
      if ((await draft.tryCommit(ground.first, 'absent')).kind !== 'value') late.push(draft);
    }
  };
  await allDone(Array.from({ length: ground.sizes.writers }, writer));
  for (const draft of late) await draft.commit(ground.first, 'absent');
}

/**
 * Every third one is to leave: between two pages goes the one that was read last, if it is one of those, one that was
 * read before, and one that was not read yet; one of them had left before and come back. New ones come before all,
 * beside the one read last, and after all. Of those who stay, one already read and one not yet read change.
 */
async function listWhileOthersWrite(ground: Ground, { list, coming, going, back }: ListKind): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const count = Math.min(LIVELY_LIST, ground.sizes.customers);
  const known = new Map<string, Written>();
  const come = async (number: number): Promise<void> => {
    const id = idOf(number);
    if (number >= 0 && !known.has(id)) known.set(id, await begin(writer, coming(id)));
  };
  for (const number of numbersOf(count)) await come(number);
  const returning = going === null ? undefined : known.get(idOf(6));
  // That who has gone cannot come back is another check's matter.
  for (const next of [going, back, going, back]) if (next !== null) await returning?.attempt(next);
  const read = readIds(list, reader);
  const before = await wholeOf(ground, read);
  const isLeaving = (id: string): boolean => going !== null && numberOf(id) % 6 === 4;
  const leaving = new Set(before.filter(isLeaving));
  const staying = before.filter((id) => !isLeaving(id));
  let round = 0;

  const leave = async (id: string | undefined): Promise<void> => {
    if (id !== undefined && going !== null && leaving.delete(id)) await known.get(id)?.commit(going);
  };
  const change = async (id: string | undefined): Promise<void> => {
    if (id !== undefined) await known.get(id)?.commit((latest) => latest.renamed(`Name of round ${round}`).swing());
  };
  const items = await walk(ground, read, [2, 1, 3], async (already) => {
    const last = already.at(-1);
    // The newcomers must not outrun the reader.
    if (last === undefined || round > count) return;
    round += 1;
    const wasRead = new Set(already);
    await leave(last);
    await leave([...leaving].find((id) => wasRead.has(id)));
    await leave([...leaving].reverse().find((id) => !wasRead.has(id)));
    await change(staying.find((id) => wasRead.has(id)));
    await change(staying.findLast((id) => !wasRead.has(id)));
    for (const number of [1, numberOf(last) - 1, numberOf(last) + 1, 90_000 + round]) await come(number);
  });
  mustHaveOnce(ground, list.name, staying, items);
}

/** That a list has these items, and none of its items twice. */
function mustHaveOnce(ground: Ground, list: string, due: readonly string[], items: readonly string[]): void {
  const after = 'while others were writing or had written before';
  for (const item of due) {
    if (items.includes(item)) continue;
    throw ground.nonconformity({
      due: `${shown(item)}, which was in ${list} all the time, is read`,
      did: `no page had it, ${after}`,
    });
  }
  for (const item of new Set(items)) {
    const times = items.filter((one) => one === item).length;
    if (times === 1) continue;
    throw ground.nonconformity({
      due: `no item of ${list} is read twice`,
      did: `${shown(item)} was read ${times} times, ${after}`,
    });
  }
}
