import { parseRevision, type Revision } from '../../repository/revision';
import { customers, erasure, registration } from '../fixtures/customers';
import {
  begin, shown,
  type Draft, type Finding, type Ground, type Handle, type Kind, type Promised,
} from '../harness/words';

const COUNT_IN_THE_DOCUMENT =
  'Count in the stored document itself, or draw a random value for each commit. A revision made from the content, ' +
  'from a clock or from a counter of the process comes back, and then a stale commit passes for a current one.';

const KEEP_THE_ROW =
  'Keep the row of an erased customer, without its state, and go on from its revision. If the row goes, the id is ' +
  'absent again, and a commit from before the erasure brings the customer back.';

export const revisions: Promised = {
  must: '2',
  name: 'a revision never comes back',
  words:
    'A revision is opaque, and one that was ever given under an id is not given again under it, also after an erasure.',
  ofEach: [
    {
      title: 'when handles take turns in committing a {document}, which returns to an earlier state again and again',
      run: (ground, kind) => amongHandles(ground, kind, (latest) => latest.swing()),
      advice: COUNT_IN_THE_DOCUMENT,
    },
    {
      title: 'when the store of a {document} is closed and opened again',
      reopens: true,
      run: (ground, kind) => amongReopenings(ground, kind, (latest) => latest.swing()),
      advice: COUNT_IN_THE_DOCUMENT,
    },
  ],
  ofAll: [
    {
      title: 'when handles take turns in committing a customer, which is erased and registered again and again',
      run: (ground) => amongHandles(ground, customers, erasedNowAndThen),
      advice: KEEP_THE_ROW,
    },
    {
      title: 'when the store of a customer that is erased and registered again is closed and opened again',
      reopens: true,
      run: (ground) => amongReopenings(ground, customers, erasedNowAndThen),
      advice: KEEP_THE_ROW,
    },
    {
      title: 'after an erasure: no commit succeeds at "absent" or at a revision from before it',
      run: afterErasure,
      advice: KEEP_THE_ROW,
    },
  ],
};

/** The draft after this one. */
type Next = (latest: Draft, turn: number) => Draft;

/** Three commits that make a customer and change it, and one that erases it, in turns. */
function erasedNowAndThen(latest: Draft, turn: number): Draft {
  if (latest.state === null) return latest.next(registration(latest.document.id));
  return turn % 4 === 3 ? latest.next(erasure(turn)) : latest.swing();
}

async function amongHandles(ground: Ground, kind: Kind, next: Next): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  await again(ground, kind, next, (turn) => Promise.resolve(handles[turn % handles.length] ?? ground.first));
}

async function amongReopenings(ground: Ground, kind: Kind, next: Next): Promise<void> {
  // That there has to be a way to open it again is the matter of the checks of reopening.
  if (!ground.canReopen) return;
  const third = Math.ceil(ground.sizes.historyLength / 3);
  let handle = ground.first;
  await again(ground, kind, next, async (turn) => {
    if (turn % third === 0) handle = await ground.reopened();
    return handle;
  });
}

/** Commits again and again, which leads to the same states, and compares every revision with all before. */
async function again(
  ground: Ground,
  kind: Kind,
  next: Next,
  handleOf: (turn: number) => Promise<Handle>,
): Promise<void> {
  const document = kind.document(`${kind.noun}-in-question`);
  const given = new Map<Revision, number>();
  const mustBeNew = async (revision: Revision, turn: number, handle: Handle): Promise<void> => {
    mustBeLawful(ground, revision);
    const before = given.get(revision);
    given.set(revision, turn);
    if (before !== undefined) {
      throw ground.nonconformity({
        due: `each commit of one ${kind.noun} gets a revision that none before it had`,
        did: `commit ${before} and commit ${turn} both got ${shown(revision)}`,
      });
    }
    const loaded = await document.load(handle);
    // That what was committed is there at all is another check's matter.
    if (loaded === null || loaded.revision === revision) return;
    throw ground.nonconformity({
      due: `load gives the revision that the last commit was answered, ${shown(revision)}`,
      did: `it gave ${shown(loaded.revision)}`,
      advice:
        'Answer a commit with the very revision that it has stored, and load what is stored: a cache or a replica ' +
        'may not have it yet.',
    });
  };
  let draft = document.founding();
  let revision = await draft.commit(ground.first, 'absent');
  await mustBeNew(revision, 0, ground.first);
  for (let turn = 1; turn <= ground.sizes.historyLength; turn += 1) {
    const handle = await handleOf(turn);
    draft = next(draft, turn);
    const answer = await draft.tryCommit(handle, revision);
    // That a commit was not acknowledged is another check's matter.
    if (answer.kind !== 'value') return;
    revision = answer.value;
    await mustBeNew(revision, turn, handle);
  }
}

async function afterErasure(ground: Ground): Promise<void> {
  const { id } = customers.document('customer-in-question');
  const found = await staleAccepted(ground, id, [
    (latest) => latest.next(erasure(1)),
    (latest) => latest.next(registration(id)),
  ]);
  if (found === null) return;
  // That it does not look at revisions at all is another check's matter.
  const swing: Next = (latest) => latest.swing();
  const isBlind = (await staleAccepted(ground, 'customer-that-stays', [swing, swing])) !== null;
  if (!isBlind) throw ground.nonconformity(found);
}

/** Commits a few times, then in these ways; after each of them no commit may expect what was true before. */
async function staleAccepted(ground: Ground, id: string, ways: readonly Next[]): Promise<Finding | null> {
  const [writer = ground.first, another = ground.first] = await ground.handles(2);
  const document = customers.document(id);
  const written = await begin(writer, document.founding());
  const stale: { readonly draft: Draft; readonly expected: Revision | 'absent' }[] = [
    { draft: document.founding('Another Name'), expected: 'absent' },
  ];
  const goOn = (next: Next): Promise<boolean> => {
    const { latest, revision } = written;
    const draft = latest.state === null ? latest.next(registration(id, 'Another Name')) : latest.addition(1);
    stale.push({ draft, expected: revision });
    return written.attempt((draftBefore) => next(draftBefore, stale.length));
  };
  for (let times = 0; times < 2; times += 1) await goOn((latest) => latest.swing());
  for (const way of ways) {
    // That an erased one cannot be committed is another check's matter.
    if (!(await goOn(way))) return null;
    for (const { draft, expected } of stale) {
      if ((await draft.tryCommit(another, expected)).kind !== 'value') continue;
      return {
        due: `after an erasure a commit that expects ${shown(expected)}, which was true before, is refused`,
        did: 'it was acknowledged',
      };
    }
  }
  return null;
}

function mustBeLawful(ground: Ground, revision: Revision): void {
  if (parseRevision(revision).isOk()) return;
  throw ground.nonconformity({
    due: 'a revision is 1 to 128 visible ASCII characters and not "absent"',
    did: `commit answered ${shown(revision)}`,
    advice: 'Make revisions with parseRevision, which checks this; turn a number into text first.',
  });
}
