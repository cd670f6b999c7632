import { isObject } from '../../model/decode';
import type { Revision } from '../../repository/revision';
import { acceptance, customers, customersOf, erasure } from '../fixtures/customers';
import { partners } from '../fixtures/partners';
import { strangeCursors } from '../fixtures/treacherous-texts';
import {
  allDone, begin, fromAbsent, fromFounding, isAcknowledged, race, shown,
  type Answer, type Draft, type Finding, type Ground, type Kind, type ListKind, type Promised,
} from '../harness/words';

const NOTHING_IS_NO_FAILURE = 'If nothing is there, nothing has failed: answer ok(null), and ok with an empty page.';

/** From outside a store cannot be made to fail; what it answers when it does not fail can be checked. */
export const answers: Promised = {
  must: '4',
  name: 'conflict, failure and unknown outcome are three answers',
  words:
    'RevisionConflict (nothing written, somebody else was first), StorageFailed (nothing written) and OutcomeUnknown ' +
    '(sent, no answer) are three answers, each given only when it is true. Every method answers with a result and ' +
    'never rejects.',
  ofEach: [
    {
      title: 'a refused commit of a {document}, alone or in a race, is answered with a conflict',
      run: refusals,
      advice:
        'Answer revisionConflict(expected) when the store refuses because of the revision: no row changed, duplicate ' +
        'key, failed condition, serialization failure. The service tries again after a conflict, not after a failure.',
    },
    {
      title: 'a {document} that nobody else has touched has no conflict, however busy the store is',
      run: busyStore,
      advice:
        'A store that is busy, locked or out of connections has failed: wait and try again within the adapter, or ' +
        'answer storageFailed. Compare revisions per id, not of the whole store.',
    },
    {
      title: 'success on a {document} is answered only when it took effect',
      run: successes,
      advice:
        'Look at what the store reports: how many rows it changed, whether the condition held. If it wrote nothing, ' +
        'that is a conflict and not a success.',
    },
    {
      title: 'a {document} that nobody knows loads as null and has an empty history',
      run: unknownId,
      advice: NOTHING_IS_NO_FAILURE,
    },
  ],
  ofEachList: [
    { title: '{list} is empty if it shows nobody', run: emptyList, advice: NOTHING_IS_NO_FAILURE },
  ],
  ofAll: [
    {
      title: 'a refused commit of an erased customer is answered with a conflict, and so is a refused erasure',
      run: refusalsAroundErasure,
      advice: 'Compare the revision of an erased customer like any other. A row without a state is no failure.',
    },
    {
      title: 'a history or a list asked for with a cursor that it never gave does not reject',
      run: askedStrangely,
      advice:
        'A cursor comes back from outside, perhaps through a URL. Check its form before the store sees it, and ' +
        'answer unknownCursor(after).',
    },
  ],
};

async function refusals(ground: Ground, kind: Kind): Promise<void> {
  const founding = kind.document(`${kind.noun}-in-question`).founding();
  const written = await begin(ground.first, founding);
  const stale = written.revision;
  await written.commit((latest) => latest.addition(1));
  const refused = async (draft: Draft, expected: Revision | 'absent', what: string): Promise<void> => {
    mustBeConflict(ground, what, await draft.tryCommit(ground.first, expected));
  };
  for (const expected of [stale, 'absent'] as const) {
    const what = `a commit that expected ${shown(expected)}, which is not the current revision,`;
    await refused(founding.addition(2), expected, what);
  }
  const nowhere = kind.document(`${kind.noun}-that-is-not-there`).founding();
  await refused(nowhere, stale, 'a commit that expected a revision where nothing is stored');

  const handles = await ground.handles(ground.sizes.handles);
  const { rounds, writers } = ground.sizes;
  for (let round = 0; round < rounds; round += 1) {
    const document = kind.document(`${kind.noun}-of-round-${round}`);
    const start = round % 2 === 0 ? fromAbsent(document) : await fromFounding(ground.first, document);
    const attempts = await race(handles, start, { writers, round });
    // That nobody succeeded is another check's matter.
    if (!attempts.some(isAcknowledged)) return;
    for (const { answer } of attempts) mustBeConflict(ground, `a loser among ${writers} simultaneous commits`, answer);
  }
}

/** Judges the answer to a commit that should not have succeeded. That it did is another check's matter. */
function mustBeConflict(ground: Ground, what: string, answer: Answer<Revision>): void {
  if (answer.kind === 'value') return;
  const finding = {
    due: `${what} is answered with kind "conflict" and code "revision-conflict"`,
    did: `it ${answer.text}`,
  };
  if (answer.kind === 'none') {
    throw ground.nonconformity({
      ...finding,
      advice:
        'Catch everything that the store throws and turn it into the error that is true: storageFailed before the ' +
        'write was sent, outcomeUnknown after it.',
    });
  }
  const { kind, code } = isObject(answer.error) ? answer.error : {};
  if (kind !== 'conflict' || code !== 'revision-conflict') throw ground.nonconformity(finding);
}

/** Different ids, all at once, each at its own current revision: somebody else is first at none of them. */
async function busyStore(ground: Ground, kind: Kind): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const writers = Array.from({ length: ground.sizes.writers }, (_, at) => at);
  for (let round = 0; round < Math.min(3, ground.sizes.rounds); round += 1) {
    await allDone(
      writers.map(async (writer) => {
        const handle = handles[writer % handles.length] ?? ground.first;
        const founding = kind.document(`${kind.noun}-${writer}-of-round-${round}`).founding();
        const answer = await founding.tryCommit(handle, 'absent');
        mustNotBeConflict(ground, answer);
        if (answer.kind !== 'value') return;
        mustNotBeConflict(ground, await founding.addition(1).tryCommit(handle, answer.value));
      }),
    );
  }
}

function mustNotBeConflict(ground: Ground, answer: Answer<Revision>): void {
  if (answer.kind !== 'error' || answer.code !== 'revision-conflict') return;
  throw ground.nonconformity({
    due: 'a commit at the current revision of an id that nobody else commits is not answered with a conflict',
    did: `it ${answer.text}, while other ids were being committed`,
  });
}

async function successes(ground: Ground, kind: Kind): Promise<void> {
  const document = kind.document(`${kind.noun}-in-question`);
  const founding = document.founding();
  const written = await begin(ground.first, founding);
  const stale = written.revision;
  await written.commit((latest) => latest.addition(1));
  const current = written.latest.addition(2);
  for (const [draft, expected, number] of [
    [current, written.revision, 2],
    [founding.addition(3), stale, 3],
  ] as const) {
    const answer = await draft.tryCommit(ground.first, expected);
    if (answer.kind !== 'value') continue;
    const isThere = (await document.present(ground.first)).additions().includes(number);
    const history = await document.labels(ground.first);
    if (isThere && draft.labels.slice(0, 1).every((one) => history.includes(one))) continue;
    throw ground.nonconformity({
      due: 'the content of a commit that was answered with success is there',
      did: isThere ? 'its changes are not in the history' : 'the state does not have it',
    });
  }
}

async function unknownId(ground: Ground, kind: Kind): Promise<void> {
  const document = kind.document(`${kind.noun}-that-is-not-there`);
  const loaded: unknown = await document.load(ground.first);
  if (loaded !== null) throw ground.nonconformity(notNothing('load answers null', loaded));
  mustBeEmpty(ground, await document.history(ground.first, { after: null, limit: 10 }));
}

async function refusalsAroundErasure(ground: Ground): Promise<void> {
  const document = customers.document('customer-in-question');
  const written = await begin(ground.first, document.founding());
  const { latest: founding, revision: stale } = written;
  await written.commit((latest) => latest.addition(1));
  const erased = founding.next(erasure(1));
  mustBeConflict(ground, 'an erasure at a former revision', await erased.tryCommit(ground.first, stale));
  await written.commit((latest) => latest.next(erasure(2)));
  for (const [what, draft, expected] of [
    ['a commit at "absent", where a customer was erased,', document.founding(), 'absent'],
    ['a commit at a revision from before the erasure', founding.addition(2), stale],
    ['a second erasure at such a revision', erased, stale],
  ] as const) {
    mustBeConflict(ground, what, await draft.tryCommit(ground.first, expected));
  }
}

/** Others are there, as far as the list does not show them. */
async function emptyList(ground: Ground, { list }: ListKind): Promise<void> {
  const partner = partners.document('some-partner').founding();
  if (list !== partners.list) await partner.commit(ground.first, 'absent');
  if (list !== customers.list) await acceptance('some-customer', 'some-partner').commit(ground.first, 'absent');
  mustBeEmpty(ground, await list.page(ground.first, { after: null, limit: 10 }));
}

function mustBeEmpty(ground: Ground, page: unknown): void {
  const { items, next } = isObject(page) ? page : {};
  if (Array.isArray(items) && items.length === 0 && next === null) return;
  throw ground.nonconformity(notNothing('the page has no items, and null as next', page));
}

function notNothing(due: string, got: unknown): Finding {
  return { due: `where nothing was committed, ${due}`, did: `it was ${shown(got)}` };
}

async function askedStrangely(ground: Ground): Promise<void> {
  const partner = 'partner-in-question';
  for (const name of ['a', 'b', 'c']) await acceptance(`customer-${name}`, partner).commit(ground.first, 'absent');
  const lists = [partners.list, customers.list, customersOf('related', partner), customersOf('administered', partner)];
  const documents = [partners.document(partner), customers.document('customer-a')];
  const written = await begin(ground.first, partners.document(partner).founding());
  await written.commit((latest) => latest.addition(1));
  for (const after of strangeCursors) {
    const page = { after, limit: 2 };
    for (const list of lists) mustAnswer(ground, list.name, after, await list.tryPage(ground.first, page));
    for (const document of documents) {
      mustAnswer(ground, `a history of a ${document.noun}`, after, await document.tryHistory(ground.first, page));
    }
  }
}

function mustAnswer(ground: Ground, what: string, after: string, answer: Answer<unknown>): void {
  if (answer.kind === 'value' || (answer.kind === 'error' && answer.code === 'unknown-cursor')) return;
  throw ground.nonconformity({
    due: `${what}, asked for after ${shown(after)}, is answered unknown-cursor or with a page after such a cursor`,
    did: `it ${answer.text}`,
  });
}
