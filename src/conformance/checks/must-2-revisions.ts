import { parseRevision, type Revision } from '../../repository/revision';
import { shown, type Ground, type Handle, type Kind, type Promised } from '../harness/words';

const COUNT_IN_THE_DOCUMENT =
  'Count in the stored document itself, or draw a random value for each commit. A revision made from the content, ' +
  'from a clock or from a counter of the process comes back, and then a stale commit passes for a current one.';

export const revisions: Promised = {
  must: '2',
  name: 'a revision never comes back',
  words: 'A revision is opaque, and one that was ever given under an id is not given again under it.',
  ofEach: [
    {
      title: 'when handles take turns in committing a {document}, which returns to an earlier state again and again',
      run: amongHandles,
      advice: COUNT_IN_THE_DOCUMENT,
    },
    {
      title: 'when the store of a {document} is closed and opened again',
      reopens: true,
      run: amongReopenings,
      advice: COUNT_IN_THE_DOCUMENT,
    },
  ],
};

async function amongHandles(ground: Ground, kind: Kind): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  await backAndForth(ground, kind, (turn) => Promise.resolve(handles[turn % handles.length] ?? ground.first));
}

async function amongReopenings(ground: Ground, kind: Kind): Promise<void> {
  // That there has to be a way to open it again is the matter of the checks of reopening.
  if (!ground.canReopen) return;
  const third = Math.ceil(ground.sizes.historyLength / 3);
  let handle = ground.first;
  await backAndForth(ground, kind, async (turn) => {
    if (turn % third === 0) handle = await ground.reopened();
    return handle;
  });
}

/** Commits back and forth between two equal states, and compares every revision with all before. */
async function backAndForth(ground: Ground, kind: Kind, handleOf: (turn: number) => Promise<Handle>): Promise<void> {
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
    const loaded = await document.present(handle);
    if (loaded.revision === revision) return;
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
    draft = draft.swing();
    const answer = await draft.tryCommit(handle, revision);
    // That a commit was not acknowledged is another check's matter.
    if (answer.kind !== 'value') return;
    revision = answer.value;
    await mustBeNew(revision, turn, handle);
  }
}

function mustBeLawful(ground: Ground, revision: Revision): void {
  if (parseRevision(revision).isOk()) return;
  throw ground.nonconformity({
    due: 'a revision is 1 to 128 visible ASCII characters and not "absent"',
    did: `commit answered ${shown(revision)}`,
    advice: 'Make revisions with parseRevision, which checks this; turn a number into text first.',
  });
}
