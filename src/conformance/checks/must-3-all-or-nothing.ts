import { isObject } from '../../model/decode';
import { MAX_PAGE_SIZE } from '../../repository/page';
import {
  acceptance, appointment, approval, beginning, customers, customersOf, dismissal, ending, erasure, extension,
  partnerOf, registration, release, removal, termination,
} from '../fixtures/customers';
import { second } from '../fixtures/moments';
import {
  begin, firstDifference, fromAbsent, fromFounding, idIn, isRefused, race, shown, whileCommitting,
  type Document, type Draft, type Finding, type Ground, type Handle, type Kind, type Listing, type Look,
  type Promised, type Start,
} from '../harness/words';

const ONE_TRANSACTION =
  'Put state, changes and list entries in one transaction, or in one value. If the store has neither, enter the list ' +
  'first and verify entries against the states when reading it.';

const COMPARE_FIRST =
  'Write nothing before the revision has been compared, or take it back when the comparison fails: changes and list ' +
  'entries belong in the same transaction as the compare-and-set.';

const DERIVE_THE_ENTRIES =
  'On every commit bring the lists in line with customerEntries(next), for every handle to see at once: enter or ' +
  'replace the entry of each partner in it, and take the customer out of the lists of the others. A new name changes ' +
  `every entry, and an erasure takes all of them. ${ONE_TRANSACTION}`;

export const allOrNothing: Promised = {
  must: '3',
  name: 'a commit is all or nothing',
  words: 'A commit is all or nothing: state, changes and lists move together, or none does.',
  ofEach: [
    {
      title: 'a reader never sees a {document} without its changes, or changes without it, while others commit',
      run: historyWhileCommitting,
      advice: ONE_TRANSACTION,
    },
    {
      title: 'a refused commit of a {document}, alone or in a race, leaves state, history and list as they were',
      run: refusedCommits,
      advice: COMPARE_FIRST,
    },
    {
      title: 'the list of all {document}s follows: it shows each from the first commit on, under the name of the last',
      run: listOfAllFollows,
      advice: `Read the list from the stored states, or write it in the same commit. ${ONE_TRANSACTION}`,
    },
  ],
  ofAll: [
    {
      title: 'a reader never sees a state without its list entry, or an entry without its state, while others commit',
      run: listWhileCommitting,
      advice: ONE_TRANSACTION,
    },
    {
      title: 'a reader never sees a part of a customer, in a list or in its history, while another part is erased',
      run: whileErasing,
      advice: `Erase state, changes and list entries together. ${ONE_TRANSACTION}`,
    },
    {
      title: 'a reader sees all changes of a large commit or none of them, while it is under way',
      run: largeCommit,
      advice: ONE_TRANSACTION,
    },
    {
      title: 'a refused commit of a customer, alone or in a race, changes no list',
      run: refusedCommitsAndLists,
      advice: COMPARE_FIRST,
    },
    {
      title: 'lists follow: accepting enters, a new name shows, removing admin rights, ending and erasing take out',
      run: listsFollow,
      advice: DERIVE_THE_ENTRIES,
    },
    {
      title: 'lists follow roles: they show a partner that has nothing else its customer, and until when it has them',
      run: listsFollowRoles,
      advice: DERIVE_THE_ENTRIES,
    },
  ],
};

/** Both lists of a partner's customers. */
function listsOf(partner: string): readonly Listing[] {
  return [customersOf('related', partner), customersOf('administered', partner)];
}

async function isListed(handle: Handle, list: Listing, id: string): Promise<boolean> {
  return (await list.ids(handle)).includes(id);
}

/** What commits change about an item of a list; null for none. How it is stored is another check's matter. */
function movingPartsOf(item: unknown): unknown {
  if (!isObject(item)) return null;
  const { name, standing = null, establishedAt = null, administersUntil = null } = item;
  return { name: isObject(item['customer']) ? item['customer']['name'] : name, standing, establishedAt, administersUntil };
}

function torn(did: string): Finding {
  return { due: 'a reader sees all of a commit or nothing of it', did };
}

/** Commits one addition after the other, while a reader looks; `latest` is the last one that was sent. */
async function whileAdding(
  ground: Ground,
  kind: Kind,
  looksOf: (latest: () => Draft, reader: Handle) => readonly Look[],
): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const written = await begin(writer, kind.document(`${kind.noun}-in-question`).founding());
  let latest = written.latest;
  const commitAll = async (): Promise<void> => {
    for (let number = 1; number <= ground.sizes.rounds; number += 1) {
      await written.commit((draft) => (latest = draft.addition(number)));
    }
  };
  await whileCommitting(ground, commitAll, looksOf(() => latest, reader));
}

async function historyWhileCommitting(ground: Ground, kind: Kind): Promise<void> {
  const document = kind.document(`${kind.noun}-in-question`);
  const labelsOf = (number: number): readonly string[] => document.foundingWith(number).labels.slice(-2);
  await whileAdding(ground, kind, (latest, reader) => [
    async () => {
      const numbers = (await document.present(reader)).additions();
      const history = new Set(await document.labels(reader));
      const missing = numbers.flatMap(labelsOf).find((one) => !history.has(one));
      return missing === undefined
        ? null
        : torn(`the loaded state shows a change that the history, read later, does not have: ${missing}`);
    },
    async () => {
      const history = new Set(await document.labels(reader));
      const numbers = new Set((await document.present(reader)).additions());
      const isHalf = (number: number): boolean => labelsOf(number).some((one) => history.has(one));
      const early = latest().additions.find((number) => !numbers.has(number) && isHalf(number));
      return early === undefined
        ? null
        : torn(`the history shows a change that the state, loaded later, does not have: ${labelsOf(early).join(', ')}`);
    },
  ]);
}

async function listWhileCommitting(ground: Ground): Promise<void> {
  const document = customers.document('customer-in-question');
  await whileAdding(ground, customers, (latest, reader) => {
    const isInState = async (number: number): Promise<boolean> =>
      (await document.present(reader)).additions().includes(number);
    const newest = (): number => latest().additions.at(-1) ?? 1;
    return [0, 1].flatMap((place) => {
      const isInList = async (number: number): Promise<boolean> => {
        const [list] = listsOf(partnerOf(number)).slice(place);
        return list !== undefined && isListed(reader, list, document.id);
      };
      return [
        async () => {
          const number = newest();
          if (!(await isInState(number)) || (await isInList(number))) return null;
          return torn('the loaded state shows a partner; a list of that partner, read later, lacks the customer');
        },
        async () => {
          const number = newest();
          if (!(await isInList(number)) || (await isInState(number))) return null;
          return torn('a list shows a customer whose state, loaded later, does not show that partner');
        },
      ];
    });
  });
}

/** A life of a customer, and the erasure of it that has been sent. */
interface Erasing {
  /** Also the number of its addition. */
  readonly life: number;
  /** Whether it was acknowledged. */
  readonly isErased: Promise<boolean>;
}

/** A customer lives and is erased, again and again, and a reader looks for what is left or gone too early. */
async function whileErasing(ground: Ground): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const document = customers.document('customer-in-question');
  const nameOf = (life: number): string => `Customer in its life ${life}`;
  let announce: (erasing: Erasing | null) => void = () => undefined;
  const nextErasing = (): Promise<Erasing | null> =>
    new Promise((resolve) => {
      announce = resolve;
    });
  let erasing = nextErasing();
  const commitAll = async (): Promise<void> => {
    let expected: Start['expected'] = 'absent';
    // That a commit is not acknowledged is another check's matter.
    const isAcknowledged = async (draft: Draft): Promise<boolean> => {
      const answer = await draft.tryCommit(writer, expected);
      if (answer.kind === 'value') expected = answer.value;
      return answer.kind === 'value';
    };
    let born = document.founding(nameOf(1));
    for (let life = 1; life <= ground.sizes.rounds; life += 1) {
      const grown = born.addition(life);
      if (!(await isAcknowledged(born)) || !(await isAcknowledged(grown))) return;
      const erased = grown.next(erasure(life));
      const isErased = isAcknowledged(erased);
      announce({ life, isErased });
      if (!(await isErased)) return;
      erasing = nextErasing();
      born = erased.next(registration(document.id, nameOf(life + 1)));
    }
  };

  const isAlive = async (life: number): Promise<boolean> =>
    (await document.load(reader))?.additions().includes(life) === true;
  const isInHistory = async (life: number): Promise<boolean> => {
    const labels = document.foundingWith(life).labels.slice(-2);
    return (await document.labels(reader)).some((one) => labels.includes(one));
  };
  const isInListOfAll = async (life: number): Promise<boolean> =>
    (await customers.list.whole(reader)).some((item) => isObject(item) && item['name'] === nameOf(life));
  const isInList = async (life: number): Promise<boolean> => {
    const listed = await Promise.all(listsOf(partnerOf(life)).map((list) => isListed(reader, list, document.id)));
    return listed.includes(true);
  };
  const parts = [
    ['the history', isInHistory],
    ['the list of all customers', isInListOfAll],
    ["a list of a partner's customers", isInList],
  ] as const;
  const looks = parts.flatMap(([part, isThere]): readonly Look[] => [
    ofLife(isAlive, isThere, `the state was erased, and ${part}, read later, still showed something of it`),
    ofLife(isThere, isAlive, `${part} showed nothing of the customer, whose state, loaded later, was still there`),
  ]);
  await whileCommitting(
    ground,
    () =>
      commitAll().finally(() => {
        announce(null);
      }),
    looks,
  );

  /** A life that is over in one part is over in the other one, looked at later. */
  function ofLife(isFirst: typeof isAlive, isOther: typeof isAlive, did: string): Look {
    return async () => {
      const found = await erasing;
      if (found === null) return null;
      const { life, isErased } = found;
      if ((await isFirst(life)) || !(await isOther(life))) return null;
      // What stays for good is another check's matter.
      return (await isErased) && !(await isOther(life)) ? torn(did) : null;
    };
  }
}

async function largeCommit(ground: Ground): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const [draft] = customers.large(ground.sizes);
  if (draft === undefined) return;
  const { document } = draft;
  const seen = [
    {
      what: 'the history',
      counts: new Set<number>(),
      read: async () => (await document.wholeHistory(reader)).length,
    },
    {
      what: 'the state',
      counts: new Set<number>(),
      read: async () => {
        const answer = await document.tryLoad(reader);
        return (answer.kind === 'value' ? answer.value : null)?.additions().length ?? 0;
      },
    },
  ];
  const look: Look = async () => {
    for (const { counts, read } of seen) counts.add(await read());
    return null;
  };
  // That there is no room for it is another check's matter.
  const commit = async (): Promise<void> => {
    await draft.tryCommit(writer, 'absent');
  };
  await whileCommitting(ground, commit, [look]);
  for (const { what, counts, read } of seen) {
    // How many there are in the end is another check's matter; here it counts that there were never fewer.
    const all = await read();
    for (const fewer of counts) {
      if (fewer === 0 || fewer === all) continue;
      throw ground.nonconformity(torn(`${what} showed ${fewer} of the ${all} items of one commit for a while`));
    }
  }
}

const ANOTHER_NAME = 'Another Name';

function leftBehind(commit: string, left: string): Finding {
  return { due: `${commit} was refused, so nothing of it is stored`, did: left };
}

async function refusedCommits(ground: Ground, kind: Kind): Promise<void> {
  const mustLeaveNothing = async (document: Document, refused: readonly Draft[], what: string): Promise<void> => {
    const shows = (await document.present(ground.first)).additions();
    const history = await document.labels(ground.first);
    for (const { additions, labels } of refused) {
      const [number] = additions.slice(-1);
      if (number !== undefined && shows.includes(number)) {
        throw ground.nonconformity(leftBehind(what, 'the state shows what it added'));
      }
      const change = labels.find((one) => history.includes(one));
      if (change !== undefined) throw ground.nonconformity(leftBehind(what, `the history shows its change: ${change}`));
    }
  };
  const document = kind.document(`${kind.noun}-in-question`);
  const founding = document.founding();
  const written = await begin(ground.first, founding);
  const stale = written.revision;
  await written.commit((latest) => latest.addition(1));
  for (const [at, expected] of ([stale, 'absent'] as const).entries()) {
    const name = `Name of refused commit ${at}`;
    const draft = founding.renamed(name).addition(at + 2);
    const answer = await draft.tryCommit(ground.first, expected);
    // If it was accepted it left all of itself: that is another check's matter.
    if (answer.kind === 'value') continue;
    const what = `a commit that expected ${shown(expected)}`;
    await mustLeaveNothing(document, [draft], what);
    const isNamed = (item: unknown): boolean => isObject(item) && item['name'] === name;
    if (!(await kind.list.whole(ground.first)).some(isNamed)) continue;
    throw ground.nonconformity(leftBehind(what, `${kind.list.name} shows the name that it would have given`));
  }

  const handles = await ground.handles(ground.sizes.handles);
  const { rounds, writers } = ground.sizes;
  for (let round = 0; round < rounds; round += 1) {
    const contested = kind.document(`${kind.noun}-of-round-${round}`);
    const attempts = await race(handles, await fromFounding(ground.first, contested), { writers, round });
    const refused = attempts.filter(isRefused).map(({ draft }) => draft);
    await mustLeaveNothing(contested, refused, `one of ${writers} simultaneous commits`);
  }
}

async function refusedCommitsAndLists(ground: Ground): Promise<void> {
  const [holder, newcomer, reseller] = ['holding-partner', 'coming-partner', 'reseller'] as const;
  const id = 'customer-in-question';
  const written = await begin(ground.first, acceptance(id, holder));
  const stale = await written.commit((latest) => latest.next(appointment(id, reseller, holder, 1)));
  const { latest: before } = written;
  await written.commit((latest) => latest.swing());
  const lists = [customers.list, ...[holder, newcomer, reseller].flatMap(listsOf)];
  const due = new Map<Listing, unknown>();
  for (const list of lists) due.set(list, await movingPartsIn(ground.first, list));

  const leaving = [...dismissal(id, reseller, holder, 2), ...release(id, holder, 3)];
  const commits: readonly (readonly [what: string, draft: Draft, expected?: 'absent'])[] = [
    ['the beginning of a relationship', before.next(beginning(id, [newcomer], 2))],
    ['the beginning of admin rights', before.next(appointment(id, newcomer, holder, 2))],
    ['the end of admin rights', before.next(leaving)],
    ['the end of a relationship', before.next([...leaving, ...ending([holder], 4)])],
    ['a new name', before.renamed(ANOTHER_NAME)],
    ['an erasure', before.next(erasure(2))],
    ['a first commit', acceptance(id, newcomer), 'absent'],
  ];
  for (const [what, draft, expected = stale] of commits) {
    const answer = await draft.tryCommit(ground.first, expected);
    // What it does if it was accepted is another check's matter.
    if (answer.kind === 'value') break;
    for (const [list, parts] of due) {
      const difference = firstDifference(parts, await movingPartsIn(ground.first, list));
      if (difference !== null) throw ground.nonconformity(leftBehind(what, `${list.name} differs: ${difference}`));
    }
  }

  const handles = await ground.handles(ground.sizes.handles);
  const { rounds, writers } = ground.sizes;
  const entered = new Set<string>();
  const pair = (number: number | undefined, customer: string): string => `${String(number)} ${customer}`;
  for (let round = 0; round < rounds; round += 1) {
    const start = fromAbsent(customers.document(`customer-of-round-${round}`));
    for (const attempt of await race(handles, start, { writers, round })) {
      const { document, additions } = attempt.draft;
      if (!isRefused(attempt)) entered.add(pair(additions[0], document.id));
    }
  }
  for (let number = 1; number <= writers; number += 1) {
    for (const list of listsOf(partnerOf(number))) {
      const intruder = (await list.ids(ground.first)).find((customer) => !entered.has(pair(number, customer)));
      if (intruder === undefined) continue;
      throw ground.nonconformity(leftBehind(`one of ${writers} simultaneous commits`, `${list.name} shows its customer`));
    }
  }
}

async function movingPartsIn(handle: Handle, list: Listing): Promise<unknown> {
  const items = (await itemsOf(handle, list)).map((item): [string, unknown] => [idIn(item), movingPartsOf(item)]);
  return Object.fromEntries(items);
}

/** All that a list shows. How it says that there is nothing is another check's matter. */
async function itemsOf(handle: Handle, list: Listing): Promise<readonly unknown[]> {
  const first = await list.tryPage(handle, { after: null, limit: 1 });
  return first.kind === 'error' ? [] : list.whole(handle);
}

async function listOfAllFollows(ground: Ground, kind: Kind): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  await mayRemember(handles, [kind.list]);
  const written = await begin(ground.first, kind.document(`${kind.noun}-in-question`).founding('First Name'));
  await mustFollow(ground, handles, [kind.list], written.latest, 'the first commit');
  await begin(ground.first, kind.document(`another-${kind.noun}`).founding());
  for (const name of ['Second Name', 'Third Name']) {
    await written.commit((latest) => latest.renamed(name));
    await mustFollow(ground, handles, [kind.list], written.latest, 'giving it another name');
    await written.commit((latest) => latest.swing());
    await mustFollow(ground, handles, [kind.list], written.latest, 'a commit that left the name');
  }
}

/** A handle may remember what a list showed. How it says that there was nothing is another check's matter. */
async function mayRemember(handles: readonly Handle[], lists: readonly Listing[]): Promise<void> {
  for (const handle of handles) {
    for (const list of lists) await list.tryPage(handle, { after: null, limit: MAX_PAGE_SIZE });
  }
}

/** After a commit, each of these lists shows what its state says, on each of these handles. */
async function mustFollow(
  ground: Ground,
  handles: readonly Handle[],
  lists: readonly Listing[],
  { document: { id, noun }, state }: Draft,
  what: string,
): Promise<void> {
  for (const list of lists) {
    const due = movingPartsOf(list.due(state));
    for (const handle of handles) {
      const item = (await itemsOf(handle, list)).find((one) => idIn(one) === id);
      const difference = firstDifference(due, movingPartsOf(item));
      if (difference === null) continue;
      throw ground.nonconformity({
        due: `after ${what} ${list.name} ${due === null ? 'does not show' : 'shows'} the ${noun}, as its state is then`,
        did: item === undefined ? 'it does not show it' : `it shows it: ${difference}`,
      });
    }
  }
}

async function listsFollow(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const document = customers.document('customer-in-question');
  const { id } = document;
  const one = partnerOf(1);
  const reseller = 'reseller';
  const few = [customers.list, ...[one, partnerOf(2), reseller].flatMap(listsOf)];
  // The customer has one relationship besides, with the partner of the second addition.
  const many = Array.from({ length: ground.sizes.relationships - 1 }, (_, at) => `one-of-many-${at}`);
  const looked = many
    .filter((_, at) => at % Math.ceil(many.length / 40) === 0 || at === many.length - 1)
    .map((partner) => customersOf('related', partner));

  await mayRemember(handles, few);
  const written = await begin(ground.first, document.founding());
  const follow = async (what: string, next: (latest: Draft) => Draft, inMany: readonly Listing[] = []): Promise<void> => {
    await written.commit(next);
    await mustFollow(ground, handles, few, written.latest, what);
    await mustFollow(ground, [ground.first], inMany, written.latest, what);
  };
  await follow('accepting a request', (latest) => latest.addition(1));
  await follow("accepting another partner's request", (latest) => latest.addition(2));
  await follow('giving a reseller admin rights', (latest) => latest.next(appointment(id, reseller, one, 3)));
  await follow('giving it another name', (latest) => latest.renamed(ANOTHER_NAME));
  await follow('removing the admin rights of partners', (latest) => latest.next(removal(id, [1, 2], 4)));
  await follow('removing those of a reseller', (latest) => latest.next(dismissal(id, reseller, one, 5)));
  await follow('ending the relationship', (latest) => latest.next(ending([one], 6)));
  await follow('accepting the request again', (latest) => latest.next(beginning(id, [one], 7)));
  await follow('ending the relationship again', (latest) => latest.next(ending([one], 8)));
  const inOneCommit = `${many.length} relationships in one commit`;
  await follow(`beginning ${inOneCommit}`, (latest) => latest.next(beginning(id, many, 9)), looked);
  await follow('giving it another name', (latest) => latest.renamed('Yet Another Name'), looked);
  await follow(`ending ${inOneCommit}`, (latest) => latest.next(ending(many, 10)), looked);
  await follow(`beginning ${inOneCommit} again`, (latest) => latest.next(beginning(id, many, 11)), looked);
  await follow('erasing it', (latest) => latest.next(erasure(12)), looked);
  const another = [...registration(id, 'First Name'), ...beginning(id, [one], 13)];
  // That its id cannot be taken again is another check's matter.
  if (!(await written.attempt((latest) => latest.next(another)))) return;
  await mustFollow(ground, handles, few, written.latest, 'registering another one under its id');
  await mustFollow(ground, [ground.first], looked, written.latest, 'registering another one under its id');
}

async function listsFollowRoles(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const holder = 'role-holder';
  const lists = listsOf(holder);
  await mayRemember(handles, lists);
  const document = customers.document('customer-in-question');
  const { id } = document;
  const written = await begin(ground.first, document.founding());
  const follow = async (what: string, changes: readonly object[]): Promise<void> => {
    await written.commit((latest) => latest.next(changes));
    await mustFollow(ground, handles, lists, written.latest, what);
  };
  await follow('approving an offer of roles', approval(id, holder, 1));
  await follow('letting them extend', extension(id, holder, 1, true, 1));
  await follow('letting them end', extension(id, holder, 1, false, 2));
  await follow('approving an offer of roles that end later', approval(id, holder, 2, second(3)));
  await follow('beginning a relationship', beginning(id, [holder], 4));
  await follow('terminating the roles that end later', termination(id, holder, 2, 5));
  await follow('ending the relationship', ending([holder], 6));
  await follow('terminating the roles that were left', termination(id, holder, 1, 7));
}
