import type { Revision } from '../../repository/revision';
import { acquisition, customersOf } from '../fixtures/customers';
import { instants, longestId, names, treacherousIds } from '../fixtures/treacherous-texts';
import {
  counted, firstDifference, label, vandalise,
  type Draft, type Ground, type Kind, type Promised,
} from '../harness/words';

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
        'A document may have 1.2 MB of JSON, and a commit 4,000 changes of 2 kB each. If one item, row or packet of ' +
        'the store takes less (400 kB, 1 MiB, max_allowed_packet), raise that limit or split them, in one ' +
        `transaction. ${CODECS}`,
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
  ofAll: [
    { title: 'although the caller changes a page of a customer list', run: listChangedByTheCaller, advice: COPIES },
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

async function listChangedByTheCaller(ground: Ground): Promise<void> {
  const partner = 'partner-in-question';
  for (const name of ['a', 'b']) await acquisition(`customer-${name}`, partner).commit(ground.first, 'absent');
  const list = customersOf('related', partner);
  const before = await list.ids(ground.first);
  vandalise(await list.page(ground.first, { after: null, limit: 10 }));
  const difference = firstDifference(before, await list.ids(ground.first));
  if (difference === null) return;
  throw ground.nonconformity({
    due: 'after the caller has changed a page of a list, reading it again gives what it gave before',
    did: difference,
  });
}
