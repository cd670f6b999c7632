import { customers } from '../fixtures/customers';
import { partners } from '../fixtures/partners';
import { CREATE } from '../harness/ground';
import type { Document, Ground, Promised } from '../harness/words';

/** Not a MUST, but the other checks rely on it: what the function gives that the kit was handed. */
export const create: Promised = {
  ...CREATE,
  ofAll: [
    {
      title: 'an isolated repository each time',
      run: isolated,
      advice: 'Give each call of create() a database, schema, folder, table prefix or key prefix of its own.',
    },
    {
      title: 'with further handles on the same storage',
      run: shared,
      advice: 'Let another() open the storage of `repository` once more, as another process would, not a new one.',
    },
    {
      title: 'with a handle of its own for each who asks',
      reopens: true,
      run: distinct,
      advice:
        'Let another() open a connection, with caches of its own, as another process would. If everybody shares one ' +
        'object because all is in the memory of one process, say `volatile: true`.',
    },
    {
      title: 'with a feed on every handle if it is declared to have one, and on none if not',
      run: declaredFeed,
      advice: 'Say `feed: true` in the options of the kit exactly if the repository has a `feed`, on every handle.',
    },
    {
      title: 'with a handle that holds its commits back until it is let go on, if it gives one at all',
      run: heldBack,
      advice:
        'Let a commit on the handle of holding() call `wait` when all is written and nothing is in force, right ' +
        'before COMMIT. Leave holding() out if nobody else can read or commit meanwhile.',
    },
  ],
};

async function isolated(ground: Ground): Promise<void> {
  const documents = [partners, customers].map(({ noun, document }) => document(`${noun}-in-question`));
  for (const document of documents) await mustBeNew(ground, document);
  await ground.onAnother(async (other) => {
    for (const document of documents) await mustBeNew(other, document);
  });
}

async function mustBeNew(ground: Ground, document: Document): Promise<void> {
  const answer = await document.founding().tryCommit(ground.first, 'absent');
  if (answer.kind === 'value') return;
  const finding = {
    due: `a first commit of the ${document.noun} "${document.id}" succeeds in every repository that create() gives`,
    did: `it ${answer.text}`,
  };
  if (answer.kind === 'error' && answer.code === 'revision-conflict') throw ground.nonconformity(finding);
  throw ground.nonconformity({
    ...finding,
    advice:
      'Nothing was there already, or that would be a conflict: look at the cause of the answer. As long as the ' +
      'repository cannot commit, most other checks fail as well.',
  });
}

async function shared(ground: Ground): Promise<void> {
  const founding = customers.document('customer-in-question').founding();
  let expected = await founding.commit(ground.first, 'absent');
  let draft = founding;
  for (const handle of await ground.handles(ground.sizes.handles)) {
    draft = draft.swing();
    const answer = await draft.tryCommit(handle, expected);
    if (answer.kind !== 'value') {
      throw ground.nonconformity({
        due: 'a handle that another() gave can commit at the revision that the first handle was answered',
        did: `it ${answer.text}`,
      });
    }
    expected = answer.value;
  }
}

/** One object under several names is one process: a fault that only another process would show stays hidden. */
async function distinct(ground: Ground): Promise<void> {
  const before = (await ground.handles(ground.sizes.handles)).map(({ repository }) => repository);
  if (new Set(before).size < before.length) {
    throw ground.nonconformity({
      due: 'another() gives a further handle, each time a new one',
      did: 'it gave an object that was there already',
    });
  }
  // That there has to be a way to open it again is the matter of the checks of reopening.
  if (!ground.canReopen || !before.includes((await ground.reopened()).repository)) return;
  throw ground.nonconformity({
    due: 'reopen() gives a new handle, as those from before are closed',
    did: 'it gave one from before',
    advice: 'Let reopen() close every handle, without a chance to save anything, and open the same storage once more.',
  });
}

async function declaredFeed(ground: Ground): Promise<void> {
  for (const [place, { repository }] of (await ground.handles(ground.sizes.handles)).entries()) {
    const isThere = repository.feed !== undefined;
    if (isThere === ground.feed) continue;
    throw ground.nonconformity({
      due: ground.feed
        ? 'every handle has a feed, as the options of the kit declare'
        : 'no handle has a feed, as the options of the kit do not declare one',
      did: `handle ${place + 1} ${isThere ? 'had one' : 'had none'}`,
    });
  }
}

async function heldBack(ground: Ground): Promise<void> {
  if (!ground.canHold) return;
  const held = partners.document('partner-held-back');
  const mustBeInForce = async (isDue: boolean, when: string): Promise<void> => {
    const isThere = (await held.load(ground.first)) !== null;
    if (isThere === isDue) return;
    throw ground.nonconformity({
      due: `a commit on a handle of holding() is ${isDue ? '' : 'not '}in force ${when}`,
      did: `load ${isThere ? 'found the partner' : 'answered null'}`,
    });
  };
  await ground.whileHeld(
    (handle) => held.founding().commit(handle, 'absent'),
    async () => {
      await mustBeInForce(false, 'while it waits');
      for (const { noun, document } of [partners, customers]) await mustBeNew(ground, document(`${noun}-meanwhile`));
    },
  );
  await mustBeInForce(true, 'when it was let go and answered');
}
