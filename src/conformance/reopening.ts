import type { Revision } from '../repository/revision';
import { allDone } from './all-done';
import type { Check, Ground } from './check';
import { acquisition, customers, parting } from './customer-kind';
import { firstDifference } from './difference';
import { customerIdOf, partnerIdOf, second } from './documents';
import { founded, mark, marks, type AnyChange, type Kind } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { shown } from './shown';
import { turn } from './time-limit';
import { wholeHistory, wholeList } from './walk';

/** MUST 8. */
export const reopening: readonly Check[] = [
  ...checksOf(partners),
  ...checksOf(customers),
  {
    promise: 'reopening',
    title: 'who has come to a customer list and who has gone from it',
    reopens: true,
    run: lists,
  },
];

const DURABLE =
  'Acknowledge a commit only when the store has made it durable: after the transaction has committed, after fsync, ' +
  'with a write concern that waits. Keep nothing in memory alone. Let reopen() open the storage that was there.';

const OPENINGS = 3;

function checksOf<Id extends string, State, Change extends AnyChange>(kind: Kind<Id, State, Change>): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'reopening',
      title: `the state of a ${noun}`,
      reopens: true,
      run: (ground) => states(ground, kind),
    },
    {
      promise: 'reopening',
      title: `the history of a ${noun}`,
      reopens: true,
      run: (ground) => history(ground, kind),
    },
    {
      promise: 'reopening',
      title: `the revision of a ${noun}, which the next commit builds on`,
      reopens: true,
      run: (ground) => revision(ground, kind),
    },
    {
      promise: 'reopening',
      title: `a ${noun} acknowledged just before`,
      reopens: true,
      run: (ground) => lastMoment(ground, kind),
    },
  ];
}

async function states<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const found = kind.idOf(`${kind.noun}-in-question`);
  const step = kind.addition(kind.founding(found).next, 1);
  await store.commit({ id: found, expected: await founded(ground.first, kind, found), ...step });
  const handle = await ground.reopened();
  const loaded = await kind.storeOf(handle).load(found);
  const difference = loaded === null ? 'there is none' : firstDifference(step.next, loaded.state);
  if (difference !== null) throw ground.nonconformity(lost(`the state of the ${kind.noun}`, difference));
}

async function history<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const step = kind.addition(kind.founding(id).next, 1);
  await store.commit({ id, expected: await founded(ground.first, kind, id), ...step });
  const handle = await ground.reopened();
  const recorded = new Set((await wholeHistory(ground, kind.storeOf(handle), id)).map(({ change }) => mark(change)));
  const missing = [...marks(kind.founding(id)), ...marks(step)].find((one) => !recorded.has(one));
  if (missing !== undefined) {
    throw ground.nonconformity(lost(`the history of the ${kind.noun}`, `the change "${missing}" is gone`));
  }
}

async function revision<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const id = kind.idOf(`${kind.noun}-in-question`);
  let { next: state } = kind.founding(id);
  let current: Revision = await founded(ground.first, kind, id);
  for (let number = 1; number <= OPENINGS; number += 1) {
    const handle = await ground.reopened();
    const step = kind.addition(state, number);
    const answer = await kind.storeOf(handle).tryCommit({ id, expected: current, ...step });
    if (answer.kind !== 'value') {
      const got = `a commit that expected it, ${shown(current)}, ${answer.text}`;
      throw ground.nonconformity(lost(`the revision of the ${kind.noun}`, got));
    }
    current = answer.value;
    state = step.next;
  }
}

/** Closed right after each acknowledgement, with no time to catch up on anything. */
async function lastMoment<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  let handle = ground.first;
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    const numbered = Array.from({ length: ground.sizes.writers }, (_, at) =>
      kind.idOf(`${kind.noun}-${opening}-${at}`),
    );
    const store = kind.storeOf(handle);
    const settled = await allDone(
      numbered.map(async (id) => {
        const answer = await store.tryCommit({ id, expected: 'absent', ...kind.founding(id) });
        return answer.kind === 'value' ? [id] : [];
      }),
    );
    handle = await ground.reopened();
    for (const id of settled.flat()) {
      if ((await kind.storeOf(handle).load(id)) !== null) continue;
      throw ground.nonconformity(lost(`the ${kind.noun} ${shown(id)}, acknowledged just before`, 'there is none'));
    }
  }
}

async function lists(ground: Ground): Promise<void> {
  const partnerId = partnerIdOf('partner-in-question');
  const [staying, leaving] = [customerIdOf('staying-customer'), customerIdOf('leaving-customer')];
  for (const id of [staying, leaving]) {
    const step = acquisition(id, partnerId);
    const expected = await ground.first.customers.commit({ id, expected: 'absent', ...step });
    if (id !== leaving) continue;
    await ground.first.customers.commit({ id, expected, ...parting(step.next, [partnerId], second(1)) });
  }
  // Whether the list keeps up with the commits is another check's matter.
  await turn();
  const before = await wholeList(ground, ground.first, partnerId);
  const after = await wholeList(ground, await ground.reopened(), partnerId);
  for (const id of [staying, leaving]) {
    if (before.includes(id) === after.includes(id)) continue;
    const got = after.includes(id) ? 'who had gone is back' : 'who had come is gone';
    throw ground.nonconformity(lost('the customer list', `${got}: ${shown(id)}`));
  }
}

function lost(what: string, did: string): Finding {
  return {
    due: `${what} is, after the store was closed and opened again, what was acknowledged`,
    did,
    advice: DURABLE,
  };
}
