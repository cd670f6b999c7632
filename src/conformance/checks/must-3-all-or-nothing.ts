import { MAX_PAGE_SIZE } from '../../repository/page';
import { acquisition, beginning, customers, customersOf, ending, partnerOf, removal } from '../fixtures/customers';
import {
  begin, fromAbsent, fromFounding, isRefused, race, shown, whileCommitting,
  type Document, type Draft, type Finding, type Ground, type Handle, type Kind, type Look, type Promised,
} from '../harness/words';

const ONE_TRANSACTION =
  'Put state, changes and list entries in one transaction, or in one value. If the store has neither, enter the list ' +
  'first and verify entries against the states when reading it.';

const COMPARE_FIRST =
  'Write nothing before the revision has been compared, or take it back when the comparison fails: changes and list ' +
  'entries belong in the same transaction as the compare-and-set.';

export const allOrNothing: Promised = {
  must: '3',
  name: 'a commit is all or nothing',
  words: 'A commit is all or nothing: state, changes and the customer list move together, or none does.',
  ofEach: [
    {
      title: 'a reader never sees a {document} without its changes, or changes without it, while others commit',
      run: historyWhileCommitting,
      advice: ONE_TRANSACTION,
    },
    {
      title: 'a refused commit of a {document}, alone or in a race, leaves state and history as they were',
      run: refusedCommits,
      advice: COMPARE_FIRST,
    },
  ],
  ofAll: [
    {
      title: 'a reader never sees a state without its list entry, or an entry without its state, while others commit',
      run: listWhileCommitting,
      advice: ONE_TRANSACTION,
    },
    {
      title: 'a reader sees all changes of a large commit or none of them, while it is under way',
      run: largeCommit,
      advice: ONE_TRANSACTION,
    },
    {
      title: 'a refused commit of a customer, alone or in a race, moves nobody in or out of a customer list',
      run: refusedCommitsAndLists,
      advice: COMPARE_FIRST,
    },
    {
      title: 'a list follows: accepting enters, removing admin rights keeps, ending takes out, however many at once',
      run: listFollows,
      advice:
        'On every commit enter the customer in the lists of the partners that its next state has a relationship ' +
        'with, and take it out of those it had one with before, for every handle to see at once. ' +
        ONE_TRANSACTION,
    },
  ],
};

async function isListed(handle: Handle, partner: string, id: string): Promise<boolean> {
  return (await customersOf('related', partner).ids(handle)).includes(id);
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
    const isInList = (number: number): Promise<boolean> => isListed(reader, partnerOf(number), document.id);
    const newest = (): number => latest().additions.at(-1) ?? 1;
    return [
      async () => {
        const number = newest();
        if (!(await isInState(number)) || (await isInList(number))) return null;
        return torn('the loaded state shows a relationship; the list of that partner, read later, lacks the customer');
      },
      async () => {
        const number = newest();
        if (!(await isInList(number)) || (await isInState(number))) return null;
        return torn('a list shows a customer whose state, loaded later, has no relationship with that partner');
      },
    ];
  });
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
    const draft = founding.addition(at + 2);
    const answer = await draft.tryCommit(ground.first, expected);
    // If it was accepted it left all of itself: that is another check's matter.
    if (answer.kind !== 'value') await mustLeaveNothing(document, [draft], `a commit that expected ${shown(expected)}`);
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
  const [holder, newcomer] = ['holding-partner', 'coming-partner'];
  const founding = acquisition('customer-in-question', holder);
  const { document: { id } } = founding;
  const written = await begin(ground.first, founding);
  const stale = written.revision;
  await written.commit((latest) => latest.swing());

  const entering = await founding.next(beginning(id, [newcomer], 1)).tryCommit(ground.first, stale);
  if (entering.kind !== 'value' && (await isListed(ground.first, newcomer, id))) {
    const left = 'the customer is in the list of the partner that it would have got';
    throw ground.nonconformity(leftBehind('the beginning of a relationship', left));
  }
  const leaving = await founding.next(ending([holder], 2)).tryCommit(ground.first, stale);
  if (leaving.kind !== 'value' && !(await isListed(ground.first, holder, id))) {
    const left = 'the customer is gone from the list of the partner whose relationship would have ended';
    throw ground.nonconformity(leftBehind('the end of a relationship', left));
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
    const list = await customersOf('related', partnerOf(number)).ids(ground.first);
    const intruder = list.find((customer) => !entered.has(pair(number, customer)));
    if (intruder === undefined) continue;
    const left = `the customer ${shown(intruder)} is in the list of the partner that it would have got`;
    throw ground.nonconformity(leftBehind(`one of ${writers} simultaneous commits`, left));
  }
}

async function listFollows(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const document = customers.document('customer-in-question');
  const { id } = document;
  const one = [partnerOf(1)];
  // The customer has one relationship besides, with the partner of the second addition.
  const many = Array.from({ length: ground.sizes.relationships - 1 }, (_, at) => `one-of-many-${at}`);
  const looked = many.filter((_, at) => at % Math.ceil(many.length / 40) === 0 || at === many.length - 1);

  // A handle may remember that there was nobody. How it says so is another check's matter.
  const first = { after: null, limit: MAX_PAGE_SIZE };
  for (const handle of handles) await customersOf('related', partnerOf(1)).tryPage(handle, first);
  const written = await begin(ground.first, document.founding());
  const follow = async (
    what: string,
    next: (latest: Draft) => Draft,
    isDue: boolean,
    partnerIds: readonly string[] = one,
  ): Promise<void> => {
    await written.commit(next);
    for (const partnerId of partnerIds) {
      for (const handle of partnerIds === one ? handles : [ground.first]) {
        if ((await isListed(handle, partnerId, id)) === isDue) continue;
        throw ground.nonconformity({
          due: `after ${what} the customer is ${isDue ? 'in' : 'out of'} the customer list of ${shown(partnerId)}`,
          did: `it is ${isDue ? 'not there' : 'still there'}`,
        });
      }
    }
  };
  await follow('accepting a request', (latest) => latest.addition(1), true);
  await follow("accepting another partner's request", (latest) => latest.addition(2), true);
  await follow('removing all admin rights', (latest) => latest.next(removal(id, [1, 2], 3)), true);
  await follow('ending the relationship', (latest) => latest.next(ending(one, 4)), false);
  await follow('accepting the request again', (latest) => latest.next(beginning(id, one, 5)), true);
  await follow('ending the relationship again', (latest) => latest.next(ending(one, 6)), false);
  const inOneCommit = `${many.length} relationships in one commit`;
  await follow(`beginning ${inOneCommit}`, (latest) => latest.next(beginning(id, many, 7)), true, looked);
  await follow(`ending ${inOneCommit}`, (latest) => latest.next(ending(many, 8)), false, looked);
}
