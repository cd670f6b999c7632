import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { RelationshipChange } from '../model/relationship-change';
import { MAX_PAGE_SIZE } from '../repository/page';
import type { Revision } from '../repository/revision';
import { allDone } from './all-done';
import type { AskedStore } from './asked';
import type { Check, Ground } from './check';
import { acquisition, customers, parting, beginning } from './customer-kind';
import { firstDifference } from './difference';
import { customerIdOf, partnerIdOf, second } from './documents';
import { begun, commitAll, mark, type AnyChange, type Kind, type Step, type Stored } from './kind';
import { Nonconformity, type Finding } from './nonconformity';
import { partners } from './partner-kind';
import { counted, shown } from './shown';
import { ofCustomers, ofPartners, type Specimens } from './specimens';
import { longestId } from './treacherous-texts';
import { SMALL_PAGE, walk, wholeHistory, wholeList, type ReadPage } from './walk';

/** The first half of MUST 7. */
export const pages: readonly Check[] = [
  ...checksOf(partners, ofPartners),
  ...checksOf(customers, ofCustomers),
  {
    promise: 'pages',
    title: 'in a customer list, whatever the limit of a page and whichever handle reads it',
    run: listByEveryLimit,
  },
  {
    promise: 'pages',
    title: 'in a customer list while customers come, go and change before, at and after the place of reading',
    run: listWhileOthersWrite,
  },
  { promise: 'pages', title: 'in a customer list to which a customer has come back', run: returningCustomer },
];

const BY_KEY =
  'Let a page begin after the key of the last item of the page before, not after so many items: page by key, with a ' +
  'key that is unique and that no later commit changes, and compare and order keys alike.';

const TO_THE_END =
  'Where the store gives less at once than it was asked for (100 items, 1,000 keys, 1 MB), ask it for the rest, or ' +
  'give out a shorter page with a cursor. Only the page that holds the last item has null as next.';

const ANY_HANDLE =
  'Let the cursor itself say where to go on: the next page may be asked of another process, or after a restart. What ' +
  'one handle keeps in memory, the others do not know.';

function checksOf<Id extends string, State, Change extends AnyChange>(
  kind: Kind<Id, State, Change>,
  specimens: Specimens<Id, State, Change>,
): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'pages',
      title: `in a history of a ${noun}, whatever the limit of a page and whichever handle reads it`,
      run: (ground) => historyByEveryLimit(ground, kind),
    },
    {
      promise: 'pages',
      title: `in a history of a ${noun} that is longer and larger than any page`,
      run: (ground) => longHistory(ground, kind, specimens),
    },
    {
      promise: 'pages',
      title: `in a history of a ${noun} while its next changes are committed`,
      run: (ground) => historyWhileOthersWrite(ground, kind),
    },
  ];
}

const SHORT_HISTORY = 12;

const SHORT_LIST = 12;

/** So many that customers can come and go in every place of a list. */
const LIVELY_LIST = 60;

async function historyByEveryLimit<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const id = kind.idOf(`${kind.noun}-in-question`);
  await commits(ground, kind, id, SHORT_HISTORY);
  await byEveryLimit(
    ground,
    'the history',
    handles.map((handle) => marksOf(kind.storeOf(handle), id)),
  );
}

async function longHistory<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  { large }: Specimens<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const { id, steps } = large(ground.sizes);
  const due = await commitAll(store, id, steps);
  // That there is no room for it is another check's matter.
  if (due === null) return;
  const marks = due.map(({ change }) => mark(change));
  await inLargePages(ground, 'the history', marks, marksOf(store, id));
}

/** Reads pages of a history, of each change what tells it apart. */
function marksOf<Id, State, Change extends AnyChange>(store: AskedStore<Id, State, Change>, id: Id): ReadPage<string> {
  return async (page) => {
    const { items, next } = await store.history(id, page);
    return { items: items.map(({ change }) => mark(change)), next };
  };
}

/** A founding and so many additions; gives the last revision and state. */
async function commits<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  id: Id,
  count: number,
): Promise<Stored<State>> {
  const document = await begun(ground.first, kind, id);
  for (let number = 1; number <= count; number += 1) {
    await document.commit(kind.addition(document.stored().state, number));
  }
  return document.stored();
}

/**
 * Reads a list that rests in pages of each size, and compares with what pages of the largest size give; in the end each
 * page from another handle than the page before.
 */
async function byEveryLimit<T>(
  ground: Ground,
  what: string,
  readers: readonly ReadPage<T>[],
  comparable: (items: readonly T[]) => readonly T[] = (items) => items,
): Promise<void> {
  const [first = () => Promise.resolve({ items: [], next: null })] = readers;
  const whole = comparable(await walk(ground, first, [MAX_PAGE_SIZE]));
  const around = [whole.length - 1, whole.length, whole.length + 1].filter((limit) => limit > 0);
  const all = counted(whole.length, 'item');
  for (const limit of [1, 2, 3, 7, ...around]) {
    const items = comparable(await walk(ground, first, [limit]));
    const due = `${what}, read in pages of ${limit}, has the ${all} that the largest pages show`;
    mustBeWhole(ground, { due, advice: BY_KEY }, whole, items);
  }
  const items = comparable(await walk(ground, inTurns(ground, readers), [2]));
  const due = `${what}, read by ${readers.length} handles in turn, has the ${all} that one of them reads`;
  mustBeWhole(ground, { due, advice: ANY_HANDLE }, whole, items);
}

/** Each page is read by the next reader, which is given a cursor that another one was given. */
function inTurns<T>(ground: Ground, readers: readonly ReadPage<T>[]): ReadPage<T> {
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

/** Reads a list in pages as large as may be asked for; what is not in small pages either is another check's matter. */
async function inLargePages<T>(ground: Ground, what: string, due: readonly T[], read: ReadPage<T>): Promise<void> {
  const whole = [...due].sort();
  const items = [...(await walk(ground, read, [MAX_PAGE_SIZE, 101, 513, 251]))].sort();
  if (firstDifference(whole, items) === null) return;
  if (firstDifference([...(await walk(ground, read, [SMALL_PAGE]))].sort(), items) === null) return;
  const finding = {
    due: `${what}, read in pages of up to ${MAX_PAGE_SIZE}, has the ${counted(due.length, 'item')} that were committed`,
    advice: TO_THE_END,
  };
  mustBeWhole(ground, finding, whole, items);
}

function mustBeWhole<T>(
  ground: Ground,
  finding: Pick<Finding, 'due' | 'advice'>,
  whole: readonly T[],
  items: readonly T[],
): void {
  if (firstDifference(whole, items) === null) return;
  const at = whole.findIndex((item, place) => items[place] !== item);
  const where = at === -1 ? whole.length : at;
  const did = `it had ${items.length}; item ${where} was ${shown(items[where])} instead of ${shown(whole[where])}`;
  throw ground.nonconformity({ ...finding, did });
}

async function historyWhileOthersWrite<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const id = kind.idOf(`${kind.noun}-in-question`);
  let { revision, state } = await commits(ground, kind, id, SHORT_HISTORY);
  const before = (await wholeHistory(ground, kind.storeOf(reader), id)).map(({ change }) => mark(change));
  let number = SHORT_HISTORY;
  const items = await walk(ground, marksOf(kind.storeOf(reader), id), [3, 1, 2], async () => {
    // Otherwise whoever reads one page for each commit would never come to the end.
    if (number === 2 * SHORT_HISTORY) return;
    number += 1;
    const step = kind.addition(state, number);
    revision = await kind.storeOf(writer).commit({ id, expected: revision, ...step });
    state = step.next;
  });
  for (const one of before) mustBeRead(ground, 'the history', one, items);
  for (const one of new Set(items)) mustNotRepeat(ground, 'the history', one, items);
}

async function listByEveryLimit(ground: Ground): Promise<void> {
  const partnerId = partnerIdOf('partner-in-question');
  const handles = await ground.handles(ground.sizes.handles);
  const readers = handles.map((handle): ReadPage<CustomerId> => (page) => handle.customersOf(partnerId, page));
  const numbers = initialNumbers(ground.sizes.customers);
  await listed(ground, partnerId, numbers.slice(0, SHORT_LIST));
  // Each reading may have an order of its own, so what counts is who was read, and how often.
  await byEveryLimit(ground, 'the customer list', readers, (ids) => [...ids].sort());
  await listedTogether(ground, partnerId, numbers.slice(SHORT_LIST));
  for (const read of readers.slice(0, 1)) {
    await inLargePages(ground, 'the customer list', numbers.map(idOfNumber), read);
  }
}

/** A customer of the list, as it stands. */
interface Listed {
  readonly state: CustomerRelationships;
  readonly revision: Revision;
}

/** Even ones, so that between any two another one fits. Not in order: what comes first is not what sorts first. */
function initialNumbers(count: number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, at) => 2 * at + 2);
  return [...numbers.filter((_, at) => at % 3 === 1), ...numbers.filter((_, at) => at % 3 !== 1)];
}

function idOfNumber(number: number): CustomerId {
  return customerIdOf(longestId(`customer-${String(number).padStart(5, '0')}`));
}

function numberOfId(id: CustomerId): number {
  return Number(/\d+/.exec(id)?.[0]);
}

async function listed(
  ground: Ground,
  partnerId: PartnerId,
  numbers: readonly number[],
): Promise<Map<CustomerId, Listed>> {
  const known = new Map<CustomerId, Listed>();
  for (const number of numbers) {
    const id = idOfNumber(number);
    const step = acquisition(id, partnerId);
    known.set(id, {
      state: step.next,
      revision: await ground.first.customers.commit({ id, expected: 'absent', ...step }),
    });
  }
  return known;
}

/** For many of them: committed by several writers, and by one alone where the store was too busy for that. */
async function listedTogether(ground: Ground, partnerId: PartnerId, numbers: readonly number[]): Promise<void> {
  const rest = [...numbers];
  const late: number[] = [];
  const writer = async (): Promise<void> => {
    for (let number = rest.pop(); number !== undefined; number = rest.pop()) {
      const id = idOfNumber(number);
      const step = acquisition(id, partnerId);
      const answer = await ground.first.customers.tryCommit({ id, expected: 'absent', ...step });
      if (answer.kind !== 'value') late.push(number);
    }
  };
  await allDone(Array.from({ length: ground.sizes.writers }, writer));
  await listed(ground, partnerId, late);
}

/**
 * Every third customer is to leave: between two pages goes the one that was read last, if it is one of those, one that
 * was read before, and one that was not read yet. New ones come before all, beside the one read last, and after all.
 * Of those who stay, one already read and one not yet read change.
 */
async function listWhileOthersWrite(ground: Ground): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const partnerId = partnerIdOf('partner-in-question');
  const count = Math.min(LIVELY_LIST, ground.sizes.customers);
  const known = await listed(ground, partnerId, initialNumbers(count));
  const before = await wholeList(ground, reader, partnerId);
  const isLeaving = (id: CustomerId): boolean => numberOfId(id) % 6 === 4;
  const leaving = new Set(before.filter(isLeaving));
  const staying = before.filter((id) => !isLeaving(id));
  let turn = 0;

  const commit = async (
    id: CustomerId,
    stepOf: (state: CustomerRelationships) => Step<CustomerRelationships, RelationshipChange>,
  ): Promise<void> => {
    const current = known.get(id);
    if (current === undefined) return;
    const step = stepOf(current.state);
    const revision = await writer.customers.commit({ id, expected: current.revision, ...step });
    known.set(id, { state: step.next, revision });
  };
  const leave = async (id: CustomerId | undefined): Promise<void> => {
    if (id === undefined || !leaving.delete(id)) return;
    await commit(id, (state) => parting(state, [partnerId], second(turn)));
  };
  const come = async (number: number): Promise<void> => {
    const id = idOfNumber(number);
    if (number < 0 || known.has(id)) return;
    const step = acquisition(id, partnerId);
    const revision = await writer.customers.commit({ id, expected: 'absent', ...step });
    known.set(id, { state: step.next, revision });
  };
  const change = async (id: CustomerId | undefined): Promise<void> => {
    if (id === undefined) return;
    await commit(id, (state) => beginning(state, partnerIdOf(`partner-of-turn-${turn}`), second(turn)));
  };

  const items = await walk(
    ground,
    (page) => reader.customersOf(partnerId, page),
    [2, 1, 3],
    async (read) => {
      const last = read.at(-1);
      // The newcomers must not outrun the reader.
      if (last === undefined || turn > count) return;
      turn += 1;
      const wasRead = new Set(read);
      await leave(last);
      await leave([...leaving].find((id) => wasRead.has(id)));
      await leave([...leaving].reverse().find((id) => !wasRead.has(id)));
      await change(staying.find((id) => wasRead.has(id)));
      await change(staying.findLast((id) => !wasRead.has(id)));
      for (const number of [1, numberOfId(last) - 1, numberOfId(last) + 1, 90_000 + turn]) await come(number);
    },
  );

  for (const id of staying) mustBeRead(ground, 'the customer list', id, items);
  for (const id of new Set(items)) mustNotRepeat(ground, 'the customer list', id, items);
}

async function returningCustomer(ground: Ground): Promise<void> {
  const partnerId = partnerIdOf('partner-in-question');
  const known = await listed(ground, partnerId, [2, 4, 6]);
  const id = idOfNumber(4);
  const current = known.get(id);
  if (current === undefined) return;
  let { state, revision } = current;
  const commit = async ({ next, changes }: Step<CustomerRelationships, RelationshipChange>): Promise<void> => {
    revision = await ground.first.customers.commit({ id, expected: revision, next, changes });
    state = next;
  };
  for (const at of [1, 2]) {
    await commit(parting(state, [partnerId], second(at)));
    await commit(beginning(state, partnerId, second(at)));
  }
  const items = await wholeList(ground, ground.first, partnerId);
  for (const one of new Set(items)) mustNotRepeat(ground, 'the customer list', one, items);
}

function mustBeRead<T extends string>(ground: Ground, list: string, item: T, items: readonly T[]): void {
  if (items.includes(item)) return;
  throw ground.nonconformity(amiss(`${shown(item)}, which was in ${list} all the time, is read`, 'no page had it'));
}

function mustNotRepeat<T extends string>(ground: Ground, list: string, item: T, items: readonly T[]): void {
  const times = items.filter((one) => one === item).length;
  if (times < 2) return;
  throw ground.nonconformity(amiss(`no item of ${list} is read twice`, `${shown(item)} was read ${times} times`));
}

function amiss(due: string, did: string): Finding {
  return { due, did: `${did}, while others were writing or had written before`, advice: BY_KEY };
}
