import type { Check, Ground } from './check';
import type { AnyChange, Kind } from './kind';
import { customers } from './customer-kind';
import { partners } from './partner-kind';

/** Whether the function that the kit was handed gives what the other checks rely on. */
export const creation: readonly Check[] = [
  { promise: 'create', title: 'an isolated repository each time', run: isolated },
  { promise: 'create', title: 'with further handles on the same storage', run: shared },
  { promise: 'create', title: 'with a handle of its own for each who asks', reopens: true, run: distinct },
];

async function isolated(ground: Ground): Promise<void> {
  await foundedAt(ground, partners, 'partner-in-question');
  await foundedAt(ground, customers, 'customer-in-question');
  await ground.onAnother(async (other) => {
    await foundedAt(other, partners, 'partner-in-question');
    await foundedAt(other, customers, 'customer-in-question');
  });
}

async function foundedAt<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  text: string,
): Promise<void> {
  const id = kind.idOf(text);
  const answer = await kind.storeOf(ground.first).tryCommit({ id, expected: 'absent', ...kind.founding(id) });
  if (answer.kind === 'value') return;
  throw ground.nonconformity({
    due: `a first commit of the ${kind.noun} "${text}" succeeds in every repository that create() gives`,
    did: `it ${answer.text}`,
    advice:
      answer.kind === 'error' && answer.code === 'revision-conflict'
        ? 'Give each call of create() a database, schema, folder, table prefix or key prefix of its own.'
        : 'Nothing was there already, or that would be a conflict: look at the cause of the answer. As long as the ' +
          'repository cannot commit, most other checks fail as well.',
  });
}

async function shared(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const id = customers.idOf('customer-in-question');
  let { next: state } = customers.founding(id);
  let revision = await ground.first.customers.commit({ id, expected: 'absent', ...customers.founding(id) });
  for (const [at, handle] of handles.entries()) {
    const step = customers.addition(state, at + 1);
    const answer = await handle.customers.tryCommit({ id, expected: revision, ...step });
    if (answer.kind !== 'value') {
      throw ground.nonconformity({
        due: 'a handle that another() gave can commit at the revision that the first handle was answered',
        did: `it ${answer.text}`,
        advice: 'Let another() open the storage of `repository` once more, as another process would, not a new one.',
      });
    }
    revision = answer.value;
    state = step.next;
  }
}

/** One object under several names is one process: what only another one would show stays hidden. */
async function distinct(ground: Ground): Promise<void> {
  const before = (await ground.handles(ground.sizes.handles)).map(({ repository }) => repository);
  if (new Set(before).size < before.length) {
    throw ground.nonconformity({
      due: 'another() gives a further handle, each time a new one',
      did: 'it gave an object that was there already',
      advice:
        'Let another() open a connection, with caches of its own, as another process would. If everybody shares one ' +
        'object because all is in the memory of one process, say `volatile: true`.',
    });
  }
  // That there should be a way to open it again, the checks of reopening say.
  if (!ground.canReopen || !before.includes((await ground.reopened()).repository)) return;
  throw ground.nonconformity({
    due: 'reopen() gives a new handle, as those from before are closed',
    did: 'it gave one from before',
    advice: 'Let reopen() close every handle, without a chance to save anything, and open the same storage once more.',
  });
}
