import type { Revision } from '../../repository/revision';
import { customers, erasure } from '../fixtures/customers';
import { instants, longestId, names, treacherousIds } from '../fixtures/treacherous-texts';
import {
  begin, counted, firstDifference, idIn, label, shown, vandalise,
  type Draft, type Ground, type Kind, type ListKind, type Promised,
} from '../harness/words';

// Every runtime has it; the library is compiled without any host's types.
declare function structuredClone<T>(value: T): T;

const CODECS =
  'Store the text that partnerCodec, customerCodec, partnerChangeCodec and relationshipChangeCodec make, in a ' +
  'column of full Unicode (utf8mb4, not utf8 or latin1) that neither cuts, normalises nor interprets it.';

const COPIES = 'Keep text, or deep copies, of what comes in; give out new or deeply frozen objects.';

export const byValue: Promised = {
  must: '5',
  name: 'what was committed is what is loaded',
  words:
    'What was committed is what is loaded, by value, however large the limits of the library let it be; nothing ' +
    'that the caller changes afterwards shows.',
  ofEach: [
    {
      title: 'in every field of a {document} and of its changes, each at its greatest length, absent and null ones too',
      run: (ground, kind) => asCommitted(ground, [kind.life(longestId(kind.noun))]),
      advice: CODECS,
    },
    {
      title: 'in names of a {document}, with any characters',
      run: (ground, kind) =>
        asCommitted(ground, names.map((name, at) => [kind.document(`${kind.noun}-${at}`).founding(name)])),
      advice: CODECS,
    },
    {
      title: 'in instants of a {document}, to the millisecond, in ids like "__proto__", and in the order of its lists',
      run: (ground, kind) =>
        asCommitted(ground, [
          [kind.through(`${kind.noun}-of-many-times`, instants)],
          [kind.holding(`${kind.noun}-of-odd-ids`, treacherousIds)],
        ]),
      advice: CODECS,
    },
    {
      title: 'in a {document} as large as the limits of the library, and in the largest commit',
      run: (ground, kind) => asCommitted(ground, [kind.large(ground.sizes)]),
      advice:
        'A document may have 5.1 MB of JSON, a change 1.3 MB, and a commit 4,000 changes of 2.5 kB each. If one ' +
        'item, row or packet of the store takes less (400 kB, 1 MiB, max_allowed_packet), raise that limit or split ' +
        `them, in one transaction. ${CODECS}`,
    },
    {
      title: 'by every handle, no matter which committed the {document} last',
      run: everyHandle,
      advice:
        'Read from where commits go: no cache that another process cannot empty, not even of what is absent; no ' +
        'replica that lags behind.',
    },
    {
      title: 'although the caller changes the {document} that it committed or loaded, or a page of its history',
      run: changedByTheCaller,
      advice: COPIES,
    },
  ],
  ofEachList: [
    {
      title: 'in {list}, with any characters in names, instants to the millisecond, and ids like "__proto__"',
      run: itemsOfList,
      advice:
        'Store the text that customerEntryCodec makes of an entry, or derive the items from the stored states. ' +
        CODECS,
    },
    {
      title: 'in {list}, although the caller changes what it committed, or a page of the list',
      run: listChangedByTheCaller,
      advice: COPIES,
    },
  ],
  ofAll: [
    {
      title: 'when a customer was erased, on every handle: no state, and the revision of the erasure',
      run: erased,
      advice:
        'Answer `{ state: null, revision }` for what was erased. That is not null, which says that there never was one.',
    },
  ],
};

/** Commits each of these documents, compares the state after every commit, and the changes in the end. */
async function asCommitted(ground: Ground, documents: readonly (readonly Draft[])[]): Promise<void> {
  for (const drafts of documents) {
    let expected: Revision | 'absent' = 'absent';
    for (const draft of drafts) {
      const { document, changes, state } = draft;
      const answer = await draft.tryCommit(ground.first, expected);
      if (answer.kind !== 'value') {
        throw ground.nonconformity({
          due: `a lawful ${document.noun} is stored, with ${counted(changes.length, 'change')}`,
          did: `the commit ${answer.text}`,
        });
      }
      expected = answer.value;
      const loaded = await document.present(ground.first);
      mustEqual(ground, `the ${document.noun} that is loaded`, state, loaded.state);
    }
    for (const { document } of drafts.slice(0, 1)) {
      const history = await document.wholeHistory(ground.first);
      const recorded = new Map(history.map(({ change }) => [label(change), change]));
      for (const due of drafts.flatMap(({ changes }) => changes)) {
        const got = recorded.get(label(due));
        // That a change is missing or out of place is another check's matter.
        if (got !== undefined) mustEqual(ground, `the change "${label(due)}" in the history`, due, got);
      }
    }
  }
}

function mustEqual(ground: Ground, what: string, due: unknown, got: unknown): void {
  const difference = firstDifference(due, got);
  if (difference === null) return;
  throw ground.nonconformity({ due: `${what} equals, in every field, what was committed`, did: difference });
}

async function everyHandle(ground: Ground, kind: Kind): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const document = kind.document(`${kind.noun}-in-question`);
  // A handle may remember that there was nothing. How it says so is another check's matter.
  for (const handle of handles) await document.tryLoad(handle);
  let draft = document.founding();
  let expected: Revision | 'absent' = 'absent';
  for (const [at, writer] of [ground.first, ...handles].entries()) {
    if (at > 0) draft = draft.addition(at);
    expected = await draft.commit(writer, expected);
    for (const [place, reader] of handles.entries()) {
      const loaded = await document.load(reader);
      const difference = loaded === null ? 'there was none' : firstDifference(draft.state, loaded.state);
      if (difference === null) continue;
      throw ground.nonconformity({
        due: 'once a commit is acknowledged, every handle loads what it wrote',
        did: `commit ${at + 1} was acknowledged, and handle ${place + 1} then loaded something else: ${difference}`,
      });
    }
  }
}

async function changedByTheCaller(ground: Ground, kind: Kind): Promise<void> {
  const document = kind.document(`${kind.noun}-in-question`);
  const due = document.foundingWith(1);
  const sent = due.mutable();
  await sent.commit(ground.first, 'absent');
  const { revision } = await document.present(ground.first);
  const recorded = await document.labels(ground.first);
  const mustBeKept = async (what: string, changed: unknown): Promise<void> => {
    vandalise(changed);
    const { state, revision: now } = await document.present(ground.first);
    const difference =
      firstDifference({ state: due.state, revision }, { state, revision: now }) ??
      firstDifference(recorded, await document.labels(ground.first));
    if (difference === null) return;
    throw ground.nonconformity({
      due: `after the caller has changed ${what}, loading and reading give what was committed`,
      did: difference,
    });
  };
  await mustBeKept('the state that it committed', sent.state);
  await mustBeKept('the changes that it committed', sent.changes);
  await mustBeKept('a page of the history', await document.history(ground.first, { after: null, limit: 10 }));
  const loaded = await document.tryLoad(ground.first);
  await mustBeKept('what it loaded', loaded);
}

/** Only first commits: whether a list keeps up with later ones is another check's matter. */
async function itemsOfList(ground: Ground, { list, coming }: ListKind): Promise<void> {
  const ids = [...treacherousIds, longestId('somebody'), longestId('somebody-else')];
  const due = new Map<string, unknown>();
  for (const [at, id] of ids.entries()) {
    const draft = coming(id, names[at % names.length], instants[at % instants.length]);
    // That it is refused, as if it were another one, is another check's matter.
    if ((await draft.tryCommit(ground.first, 'absent')).kind === 'value') due.set(id, list.due(draft.state));
  }
  for (const item of await list.whole(ground.first)) {
    const id = idIn(item);
    // That an item is missing, or that it is another one, is another check's matter.
    if (due.has(id)) mustEqual(ground, `the item of ${shown(id)} in ${list.name}`, due.get(id), item);
  }
}

async function listChangedByTheCaller(ground: Ground, { list, coming }: ListKind): Promise<void> {
  const sent = ['somebody', 'somebody-else'].map((id) => coming(id).mutable());
  for (const draft of sent) await draft.commit(ground.first, 'absent');
  const read = async (): Promise<unknown> => structuredClone(await list.whole(ground.first));
  const before = await read();
  for (const [what, changed] of [
    ['what it committed', sent.flatMap(({ state, changes }) => [state, changes])],
    ['a page of it', await list.page(ground.first, { after: null, limit: 10 })],
  ] as const) {
    vandalise(changed);
    const difference = firstDifference(before, await read());
    if (difference === null) continue;
    throw ground.nonconformity({
      due: `after the caller has changed ${what}, reading ${list.name} gives what it gave before`,
      did: difference,
    });
  }
}

async function erased(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const document = customers.document('customer-in-question');
  for (const handle of handles) await document.tryLoad(handle);
  const written = await begin(ground.first, document.founding());
  for (const handle of handles) await document.tryLoad(handle);
  const revision = await written.commit((latest) => latest.next(erasure(1)));
  for (const [place, handle] of handles.entries()) {
    const loaded = await document.load(handle);
    // Which revision it is, is another check's matter.
    if (loaded !== null && loaded.state === null) continue;
    throw ground.nonconformity({
      due: `load answers { state: null, revision: ${shown(revision)} } for a customer that was erased`,
      did: `handle ${place + 1} answered ${shown(loaded?.found ?? null)}`,
    });
  }
}
