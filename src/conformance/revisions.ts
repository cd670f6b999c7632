import { parseRevision, type Revision } from '../repository/revision';
import type { Handle } from './asked';
import type { Check, Ground } from './check';
import { customers } from './customer-kind';
import { begun, founded, type AnyChange, type Kind } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { shown } from './shown';

/** MUST 2. */
export const revisions: readonly Check[] = [...checksOf(partners), ...checksOf(customers)];

function checksOf<Id extends string, State, Change extends AnyChange>(kind: Kind<Id, State, Change>): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'revisions',
      title: `when handles take turns in committing a ${noun}, which returns to an earlier state again and again`,
      run: (ground) => amongHandles(ground, kind),
    },
    {
      promise: 'revisions',
      title: `the one that a commit of a ${noun} answers is a revision, and the one that is loaded`,
      run: (ground) => asLoaded(ground, kind),
    },
    {
      promise: 'revisions',
      title: `when the store of a ${noun} is closed and opened again`,
      reopens: true,
      run: (ground) => amongReopenings(ground, kind),
    },
  ];
}

async function amongHandles<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  await swing(ground, kind, (turn) => Promise.resolve(handles[turn % handles.length] ?? ground.first));
}

async function amongReopenings<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  // That there should be a way to open it again, the checks of reopening say.
  if (!ground.canReopen) return;
  const third = Math.ceil(ground.sizes.historyLength / 3);
  let handle = ground.first;
  await swing(ground, kind, async (turn) => {
    if (turn % third === 0) handle = await ground.reopened();
    return handle;
  });
}

/** Commits back and forth between two equal states, and compares every revision with all before. */
async function swing<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  handleOf: (turn: number) => Promise<Handle>,
): Promise<void> {
  const id = kind.idOf(`${kind.noun}-in-question`);
  let { next: state } = kind.founding(id);
  let revision = await founded(ground.first, kind, id);
  const given = new Map<Revision, number>([[revision, 0]]);
  for (let turn = 1; turn <= ground.sizes.historyLength; turn += 1) {
    const step = kind.swing(state);
    const answer = await kind.storeOf(await handleOf(turn)).tryCommit({ id, expected: revision, ...step });
    // A commit that should have been acknowledged is another check's matter.
    if (answer.kind !== 'value') return;
    revision = answer.value;
    state = step.next;
    const before = given.get(revision);
    if (before !== undefined) throw ground.nonconformity(cameBack(kind.noun, revision, [before, turn]));
    given.set(revision, turn);
  }
}

function cameBack(noun: string, revision: Revision, [before, turn]: readonly [number, number]): Finding {
  return {
    due: `each commit of one ${noun} gets a revision that none before it had`,
    did: `commit ${before} and commit ${turn} both got ${shown(revision)}`,
    advice:
      'Count in the stored document itself, or draw a random value for each commit. What is made from the content, ' +
      'from a clock or from a counter of the process comes back, and then a stale commit passes for a current one.',
  };
}

async function asLoaded<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const document = await begun(ground.first, kind, id);
  for (const number of [1, 2, 3]) {
    const { revision, state } = document.stored();
    if (parseRevision(revision).isErr()) {
      throw ground.nonconformity({
        due: 'a revision is 1 to 128 visible ASCII characters and not "absent"',
        did: `commit answered ${shown(revision)}`,
        advice: 'Make revisions with parseRevision, which checks this; a number becomes text first.',
      });
    }
    const loaded = await store.present(id);
    if (loaded.revision !== revision) {
      throw ground.nonconformity({
        due: `load gives the revision that the last commit answered, ${shown(revision)}`,
        did: `it gave ${shown(loaded.revision)}`,
        advice:
          'Answer a commit with the very revision that it has stored, and load what is stored: a cache or a replica ' +
          'may not have it yet.',
      });
    }
    await document.commit(kind.addition(state, number));
  }
}
