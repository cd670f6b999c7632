import type { Result } from 'neverthrow';
import { isRecord } from '../model/decode';
import type { Revision } from '../repository/revision';
import { allDone } from './all-done';
import { answerOf, type Answer } from './asked';
import type { Check, Ground } from './check';
import { acquisition, customers } from './customer-kind';
import { customerIdOf, partnerIdOf } from './documents';
import { founded, mark, overtaken, type AnyChange, type Kind } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { isAcknowledged, race } from './race';
import { shown } from './shown';
import { wholeHistory } from './walk';

/** MUST 4. From outside a store cannot be made to fail; what it answers when it does not fail can be checked. */
export const answers: readonly Check[] = [
  ...checksOf(partners),
  ...checksOf(customers),
  { promise: 'answers', title: 'a partner that nobody knows has an empty customer list', run: unknownPartnersList },
  {
    promise: 'answers',
    title: 'a customer list asked for with a cursor that it never gave does not reject',
    run: listCursors,
  },
];

function checksOf<Id extends string, State, Change extends AnyChange>(kind: Kind<Id, State, Change>): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'answers',
      title: `a refused commit of a ${noun} is answered with a conflict`,
      run: (ground) => refusals(ground, kind),
    },
    {
      promise: 'answers',
      title: `losers of a race on a ${noun} are answered with a conflict`,
      run: (ground) => losers(ground, kind),
    },
    {
      promise: 'answers',
      title: `a ${noun} that nobody else has touched has no conflict, however busy the store is`,
      run: (ground) => busyStore(ground, kind),
    },
    {
      promise: 'answers',
      title: `success on a ${noun} is answered only when it took effect`,
      run: (ground) => successes(ground, kind),
    },
    {
      promise: 'answers',
      title: `a ${noun} that nobody knows loads as null and has an empty history`,
      run: (ground) => unknownId(ground, kind),
    },
    {
      promise: 'answers',
      title: `a history of a ${noun} asked for with a cursor that it never gave does not reject`,
      run: (ground) => historyCursors(ground, kind),
    },
  ];
}

async function refusals<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const { stale } = await overtaken(ground.first, kind, id);
  for (const expected of [stale.revision, 'absent'] as const) {
    const answer = await store.tryCommit({ id, expected, ...kind.addition(stale.state, 2) });
    mustBeConflict(ground, `a commit that expected ${shown(expected)}, which is not the current revision,`, answer);
  }
  const nowhere = kind.idOf(`${kind.noun}-that-is-not-there`);
  const answer = await store.tryCommit({ id: nowhere, expected: stale.revision, ...kind.founding(nowhere) });
  mustBeConflict(ground, 'a commit that expected a revision where nothing is stored', answer);
}

async function losers<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const { rounds, writers } = ground.sizes;
  for (let round = 0; round < rounds; round += 1) {
    const id = kind.idOf(`${kind.noun}-of-round-${round}`);
    const { next: state } = kind.founding(id);
    const start = round % 2 === 0 ? ({ expected: 'absent', state: null } as const) : null;
    const from = start ?? { expected: await founded(ground.first, kind, id), state };
    const attempts = await race(kind, handles, { id, ...from, writers, round });
    if (!attempts.some(isAcknowledged)) return;
    for (const { answer } of attempts) {
      mustBeConflict(ground, `a loser among ${writers} simultaneous commits`, answer);
    }
  }
}

/** Judges the answer to a commit that should not have succeeded. That it did is another check's matter. */
function mustBeConflict(ground: Ground, what: string, answer: Answer<Revision>): void {
  if (answer.kind === 'value') return;
  const due = `${what} is answered with kind "conflict" and code "revision-conflict"`;
  if (answer.kind === 'none') throw ground.nonconformity({ due, did: `it ${answer.text}`, advice: ANSWER_ALWAYS });
  const { kind, code } = isRecord(answer.error) ? answer.error : {};
  if (kind === 'conflict' && code === 'revision-conflict') return;
  throw ground.nonconformity({
    due,
    did: `it ${answer.text}`,
    advice:
      'Answer revisionConflict(expected) when the store refuses because of the revision: no row changed, duplicate ' +
      'key, failed condition, serialization failure. After a conflict the service tries again, after a failure not.',
  });
}

const ANSWER_ALWAYS =
  'Catch whatever the store throws and turn it into the error that is true: storageFailed before the write was sent, ' +
  'outcomeUnknown after it.';

/** Different ids, all at once, each at its own current revision: somebody else is first at none of them. */
async function busyStore<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const writers = Array.from({ length: ground.sizes.writers }, (_, at) => at);
  for (let round = 0; round < Math.min(3, ground.sizes.rounds); round += 1) {
    await allDone(
      writers.map(async (writer) => {
        const store = kind.storeOf(handles[writer % handles.length] ?? ground.first);
        const id = kind.idOf(`${kind.noun}-${writer}-of-round-${round}`);
        const founding = kind.founding(id);
        const answer = await store.tryCommit({ id, expected: 'absent', ...founding });
        mustNotBeConflict(ground, answer);
        if (answer.kind !== 'value') return;
        const step = kind.addition(founding.next, 1);
        mustNotBeConflict(ground, await store.tryCommit({ id, expected: answer.value, ...step }));
      }),
    );
  }
}

function mustNotBeConflict(ground: Ground, answer: Answer<Revision>): void {
  if (answer.kind !== 'error' || answer.code !== 'revision-conflict') return;
  throw ground.nonconformity({
    due: 'a commit at the current revision of an id that nobody else commits is not answered with a conflict',
    did: `it ${answer.text}, while other ids were being committed`,
    advice:
      'A store that is busy, locked or out of connections has failed: wait and try again within the adapter, or ' +
      'answer storageFailed. Compare revisions per id, not of the whole store.',
  });
}

async function successes<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const { stale, current } = await overtaken(ground.first, kind, id);
  for (const [from, number] of [
    [current, 2],
    [stale, 3],
  ] as const) {
    const step = kind.addition(from.state, number);
    const answer = await store.tryCommit({ id, expected: from.revision, ...step });
    if (answer.kind !== 'value') continue;
    const isThere = kind.additionsIn((await store.present(id)).state).includes(number);
    const history = (await wholeHistory(ground, store, id)).map(({ change }) => mark(change));
    const [first] = step.changes.map(mark);
    if (isThere && first !== undefined && history.includes(first)) continue;
    throw ground.nonconformity({
      due: 'what a commit that was answered with success has written is there',
      did: isThere ? 'its changes are not in the history' : 'the state is without it',
      advice:
        'Look at what the store reports: how many rows it changed, whether the condition held. Writing nothing is a ' +
        'conflict, not a success.',
    });
  }
}

async function unknownId<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const id = kind.idOf(`${kind.noun}-that-is-not-there`);
  const loaded: unknown = await kind.storeOf(ground.first).load(id);
  if (loaded !== null) throw ground.nonconformity(notNothing('load answers null', loaded));
  const page = await kind.storeOf(ground.first).history(id, { after: null, limit: 10 });
  mustBeEmpty(ground, page);
}

async function unknownPartnersList(ground: Ground): Promise<void> {
  await founded(ground.first, customers, customerIdOf('some-customer'));
  mustBeEmpty(
    ground,
    await ground.first.customersOf(partnerIdOf('partner-that-is-not-there'), { after: null, limit: 10 }),
  );
}

function mustBeEmpty(ground: Ground, page: unknown): void {
  const { items, next } = isRecord(page) ? page : {};
  if (Array.isArray(items) && items.length === 0 && next === null) return;
  throw ground.nonconformity(notNothing('the page has no items, and null as next', page));
}

function notNothing(due: string, got: unknown): Finding {
  return {
    due: `under an id that nothing was committed under, ${due}`,
    did: `it was ${shown(got)}`,
    advice: 'Nothing there is no failure: answer ok(null), and ok with an empty page.',
  };
}

/** What nobody was given as `next`; some of it is what other stores give. */
const STRANGE_CURSORS = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'NaN',
  '9007199254740993',
  'no-such-cursor',
  '%',
  "' OR 1=1 --",
  '"',
  '\\',
  '{}',
  '[]',
  'null',
  '__proto__',
  'eyJhIjoxfQ==',
  '\u0000',
  '\ud800',
  '\u{1f600}',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(10_000),
];

async function historyCursors<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const id = kind.idOf(`${kind.noun}-in-question`);
  const { next: state } = kind.founding(id);
  const expected = await founded(ground.first, kind, id);
  await kind.storeOf(ground.first).commit({ id, expected, ...kind.addition(state, 1) });
  for (const after of STRANGE_CURSORS) {
    await mustAnswer(ground, `history(…, { after: ${shown(after)} })`, () =>
      kind.rawStoreOf(ground.first.repository).history(id, { after, limit: 2 }),
    );
  }
}

async function listCursors(ground: Ground): Promise<void> {
  const partnerId = partnerIdOf('partner-in-question');
  for (const name of ['a', 'b', 'c']) {
    const id = customerIdOf(`customer-${name}`);
    await ground.first.customers.commit({ id, expected: 'absent', ...acquisition(id, partnerId) });
  }
  for (const after of STRANGE_CURSORS) {
    await mustAnswer(ground, `customersOf(…, { after: ${shown(after)} })`, () =>
      ground.first.repository.customersOf(partnerId, { after, limit: 2 }),
    );
  }
}

async function mustAnswer<T, E>(ground: Ground, call: string, ask: () => PromiseLike<Result<T, E>>): Promise<void> {
  const answer = await answerOf(ground, call, ask);
  if (answer.kind === 'value' || (answer.kind === 'error' && answer.code === 'unknown-cursor')) return;
  throw ground.nonconformity({
    due: `${call} is answered with an unknown-cursor error, or with the page that comes after such a cursor`,
    did: `it ${answer.text}`,
    advice:
      'A cursor comes back from outside, by way of a URL perhaps. Check its form before the store sees it, and ' +
      'answer unknownCursor(after).',
  });
}
