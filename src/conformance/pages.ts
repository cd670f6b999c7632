import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { RelationshipChange } from '../relationships/relationship-change';
import { MAX_PAGE_SIZE } from '../repository/page';
import type { Revision } from '../repository/revision';
import type { AskedStore } from './asked';
import type { Check, Ground } from './check';
import { acquisition, customers, parting, beginning } from './customer-kind';
import { customerIdOf, partnerIdOf, second } from './documents';
import { begun, mark, type Dated, type Kind, type Step, type Stored } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { counted, shown } from './shown';
import { walk, wholeHistory, wholeList, type ReadPage } from './walk';

/** The first half of MUST 7. */
export const pages: readonly Check[] = [
  ...checksOf(partners),
  ...checksOf(customers),
  { promise: 'pages', title: 'in a customer list, whatever the limit of a page', run: listByEveryLimit },
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

function checksOf<Id extends string, State, Change extends Dated>(kind: Kind<Id, State, Change>): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'pages',
      title: `in a history of a ${noun}, whatever the limit of a page`,
      run: (ground) => historyByEveryLimit(ground, kind),
    },
    {
      promise: 'pages',
      title: `in a history of a ${noun} while its next changes are committed`,
      run: (ground) => historyWhileOthersWrite(ground, kind),
    },
  ];
}

const SHORT_HISTORY = 12;

async function historyByEveryLimit<Id extends string, State, Change extends Dated>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  await commits(ground, kind, id, SHORT_HISTORY);
  await byEveryLimit(ground, 'the history', marksOf(store, id));
}

/** Reads pages of a history, of each change what tells it apart. */
function marksOf<Id, State, Change extends Dated>(store: AskedStore<Id, State, Change>, id: Id): ReadPage<string> {
  return async (page) => {
    const { items, next } = await store.history(id, page);
    return { items: items.map(({ change }) => mark(change)), next };
  };
}

/** A founding and so many additions; gives the last revision and state. */
async function commits<Id extends string, State, Change extends Dated>(
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

/** Reads a list that rests in pages of each size, and compares with what pages of the largest size give. */
async function byEveryLimit<T>(
  ground: Ground,
  what: string,
  read: ReadPage<T>,
  comparable: (items: readonly T[]) => readonly T[] = (items) => items,
): Promise<void> {
  const whole = comparable(await walk(ground, read, [MAX_PAGE_SIZE]));
  const around = [whole.length - 1, whole.length, whole.length + 1].filter((limit) => limit > 0);
  for (const limit of [1, 2, 3, 7, ...around]) {
    const items = comparable(await walk(ground, read, [limit]));
    const at = items.findIndex((item, place) => item !== whole[place]);
    if (at === -1 && items.length === whole.length) continue;
    const where = at === -1 ? Math.min(items.length, whole.length) : at;
    throw ground.nonconformity({
      due: `${what}, read in pages of ${limit}, has the ${counted(whole.length, 'item')} that the largest pages show`,
      did: `it had ${items.length}; item ${where} was ${shown(items[where])} instead of ${shown(whole[where])}`,
      advice: BY_KEY,
    });
  }
}

async function historyWhileOthersWrite<Id extends string, State, Change extends Dated>(
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
  await listed(ground, partnerId, initialNumbers(ground.sizes.customers));
  const read: ReadPage<CustomerId> = (page) => ground.first.customersOf(partnerId, page);
  // Each reading may have an order of its own, so what counts is who was read, and how often.
  await byEveryLimit(ground, 'the customer list', read, (ids) => [...ids].sort());
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
  return customerIdOf(`customer-${String(number).padStart(5, '0')}`);
}

function numberOfId(id: CustomerId): number {
  return Number(id.slice('customer-'.length));
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

/**
 * Every third customer is to leave: between two pages goes the one that was read last, if it is one of those, one that
 * was read before, and one that was not read yet. New ones come before all, beside the one read last, and after all.
 * Of those who stay, one already read and one not yet read change.
 */
async function listWhileOthersWrite(ground: Ground): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const partnerId = partnerIdOf('partner-in-question');
  const known = await listed(ground, partnerId, initialNumbers(ground.sizes.customers));
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
      if (last === undefined || turn > ground.sizes.customers) return;
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
