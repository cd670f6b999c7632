import { MAX_PAGE_SIZE } from '../../repository/page';
import type { Revision } from '../../repository/revision';
import { customers, erasure, registration } from '../fixtures/customers';
import {
  allDone, begin, firstDifference, isAcknowledged, longLife, labelsOf, race, shown, SMALL_PAGE, walk, withLargeCommit,
  type Document, type Draft, type Ground, type Handle, type Kind, type Promised, type Recorded, type Start,
} from '../harness/words';

const APPEND =
  'Append every change of a commit, once, in the transaction of the commit, under a number that grows with each ' +
  'change of the id; read in the order of that number. Times and contents of changes do not tell them apart.';

export const history: Promised = {
  must: '6',
  name: 'a history is complete and in order',
  words:
    'A history is complete and in the order of the commits; folding it gives the state. That of an erased document is ' +
    'its erasure.',
  ofEach: [
    {
      title: 'when a {document} is committed again and again, by equal changes too, at times that run ahead and behind',
      run: againAndAgain,
      advice: APPEND,
    },
    {
      title: 'it folds to the state of the {document} after every commit, on every handle that reads it',
      run: folding,
      advice: `${APPEND} No handle may read it from a cache that another process cannot empty.`,
    },
    {
      title: 'it holds what was acknowledged once, while several {document}s are committed by several writers each',
      run: underContention,
      advice: APPEND,
    },
    {
      title: 'it has every one of the many changes of one commit of a {document}',
      run: (ground, kind) => withLargeCommit(ground, kind, (document, due) => mustBeWhole(ground, document, due)),
      advice: APPEND,
    },
  ],
  ofAll: [
    {
      title: 'when a customer is erased it is the erasure, and goes on after it, however long it was before',
      run: erasures,
      advice:
        'In the transaction of an erasure delete every change of the id, then append the one of the commit. Let the ' +
        'numbers go on: a cursor from before then leads nowhere.',
    },
  ],
};

async function againAndAgain(ground: Ground, kind: Kind): Promise<void> {
  const document = kind.document(`${kind.noun}-in-question`);
  const due: Recorded[] = [];
  let expected: Revision | 'absent' = 'absent';
  for (const draft of longLife(document, ground.sizes.historyLength, 6)) {
    const revision = await draft.commit(ground.first, expected);
    due.push(...draft.changes.map((change) => ({ change, revision })));
    expected = revision;
  }
  await mustBeWhole(ground, document, due);
  for (const [at, { revision }] of (await document.wholeHistory(ground.first)).entries()) {
    if (due[at] === undefined || due[at].revision === revision) continue;
    throw ground.nonconformity({
      due: `item ${at} of the history bears the revision that its commit was answered, ${shown(due[at].revision)}`,
      did: `it bears ${shown(revision)}`,
      advice: 'Record the new revision with each change of the commit, not the one that the commit expected.',
    });
  }
}

/** A change that large pages lack and small ones have is the matter of the checks of pages. */
async function mustBeWhole(ground: Ground, document: Document, due: readonly Recorded[]): Promise<void> {
  const read = async (limit: number): Promise<readonly string[]> =>
    labelsOf(await walk(ground, (page) => document.history(ground.first, page), [limit]));
  if (firstDifference(labelsOf(due), await read(MAX_PAGE_SIZE)) === null) return;
  mustBe(ground, labelsOf(due), await read(SMALL_PAGE));
}

function mustBe(ground: Ground, due: readonly string[], got: readonly string[]): void {
  if (firstDifference(due, got) === null) return;
  const at = due.findIndex((one, place) => got[place] !== one);
  const where = at === -1 ? due.length : at;
  throw ground.nonconformity({
    due: `the history has the ${due.length} changes committed, the oldest first; item ${where} is ${shown(due[where])}`,
    did: `it had ${got.length}; item ${where} was ${shown(got[where])}`,
  });
}

async function folding(ground: Ground, kind: Kind): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const document = kind.document(`${kind.noun}-in-question`);
  const written = await begin(ground.first, document.founding());
  for (const number of [1, 2, 3, 0]) {
    await written.commit((latest) => (number === 0 ? latest.swing() : latest.addition(number)));
    for (const [place, handle] of handles.entries()) {
      const read = await document.wholeHistory(handle);
      const problem = document.fold(read.map(({ change }) => change)).match(
        (state) => firstDifference(written.latest.state, state),
        (error) => error.message,
      );
      if (problem === null) continue;
      throw ground.nonconformity({
        due: `folding the history gives the state of the ${kind.noun}`,
        did: `${problem}, as handle ${place + 1} read it`,
      });
    }
  }
}

const CONTESTED = 3;

async function underContention(ground: Ground, kind: Kind): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const documents = Array.from({ length: CONTESTED }, (_, at) => kind.document(`${kind.noun}-${at}`));
  const acknowledged = await allDone(documents.map((document) => contested(ground, document, handles)));
  for (const [at, document] of documents.entries()) {
    const due = acknowledged[at] ?? [];
    const expected = new Set(due);
    // What else is in it is another check's matter.
    mustBe(ground, due, (await document.labels(ground.first)).filter((one) => expected.has(one)));
  }
}

/** Commits a document in races, and returns the labels of the changes that were acknowledged. */
async function contested(ground: Ground, document: Document, handles: readonly Handle[]): Promise<readonly string[]> {
  const { writers, rounds } = ground.sizes;
  const founding = document.founding();
  const first = await founding.tryCommit(ground.first, 'absent');
  // That a commit was not acknowledged is another check's matter.
  if (first.kind !== 'value') return [];
  const due = [...founding.labels];
  let latest = founding;
  let expected = first.value;
  for (let round = 0; round < Math.min(10, rounds); round += 1) {
    const from = latest;
    const start: Start = { expected, draftOf: (writer) => from.addition(round * writers + writer) };
    const attempts = await race(handles, start, { writers, round });
    const [winner, ...others] = attempts.filter(isAcknowledged);
    // Two winners, or none, are another check's matter.
    if (winner?.answer.kind !== 'value' || others.length > 0) break;
    due.push(...winner.draft.labels);
    latest = winner.draft;
    expected = winner.answer.value;
  }
  return due;
}

async function erasures(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const document = customers.document('customer-in-question');
  const written = await begin(ground.first, document.founding());
  for (let number = 1; number <= 4; number += 1) await written.commit((latest) => latest.addition(number));
  const { next: cursor } = await document.history(ground.first, { after: null, limit: 5 });

  let due: readonly string[] = [];
  const follow = async (next: (latest: Draft) => Draft): Promise<boolean> => {
    // That an erased one cannot be committed is another check's matter.
    if (!(await written.attempt(next))) return false;
    const { state, labels } = written.latest;
    due = state === null ? labels : [...due, ...labels];
    for (const handle of handles) mustBe(ground, due, await document.labels(handle));
    return true;
  };
  await follow((latest) => latest.next(erasure(50)));
  if (cursor !== null) {
    const page = await document.tryHistory(ground.first, { after: cursor, limit: 10 });
    const left = page.kind === 'value' ? page.value.items.length : 0;
    if (left > 1) {
      throw ground.nonconformity({
        due: 'a cursor from before an erasure leads to nothing from before it',
        did: `the page had ${left} items`,
      });
    }
  }
  for (const at of [60, 70]) {
    if (!(await follow((latest) => latest.next(registration(document.id))))) return;
    await follow((latest) => latest.addition(at));
    await follow((latest) => latest.next(erasure(at)));
  }
  for (const large of customers.large(ground.sizes).slice(0, 1)) {
    const answer = await large.tryCommit(ground.first, 'absent');
    // That there is no room for it is another check's matter.
    if (answer.kind !== 'value') continue;
    const last = large.next(erasure(0));
    await last.commit(ground.first, answer.value);
    mustBe(ground, last.labels, await last.document.labels(ground.first));
  }
}
