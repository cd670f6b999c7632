import { allDone } from './all-done';
import type { Handle } from './asked';
import type { Check, Ground } from './check';
import { customers } from './customer-kind';
import { begun, founded, type AnyChange, type Kind, type Step } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { isAcknowledged, race, type Attempt } from './race';
import { counted, shown } from './shown';

/** MUST 1. */
export const simultaneousCommits: readonly Check[] = [...checksOf(partners), ...checksOf(customers)];

const COMPARE_AND_SET =
  'Let the store compare the revision and write in one step that it does not interleave with another: a conditional ' +
  'write, `UPDATE … WHERE id = ? AND revision = ?` and a look at how many rows it changed, an insert that fails on a ' +
  'duplicate key. A read before the write, or a lock within the process, is not that; and nothing but the revision ' +
  'tells whether somebody else was first: no equal content, no equal hash, no equal time.';

const SOMEBODY_IS_FIRST =
  'Whoever is first must get through: a lock that all of them give up in favour of the others helps nobody. Where ' +
  'the answer is no conflict, look at its cause.';

function checksOf<Id extends string, State, Change extends AnyChange>(kind: Kind<Id, State, Change>): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'oneSucceeds',
      title: `of commits at "absent" on one ${noun}, from several handles and from one`,
      run: (ground) => racesAtAbsent(ground, kind),
    },
    {
      promise: 'oneSucceeds',
      title: `of commits at one revision of one ${noun}, from several handles and from one`,
      run: (ground) => racesAtRevision(ground, kind),
    },
    {
      promise: 'oneSucceeds',
      title: `one at a stale revision of a ${noun} does not`,
      run: (ground) => staleRevision(ground, kind),
    },
    {
      promise: 'oneSucceeds',
      title: `one at "absent" does not where a ${noun} is present`,
      run: (ground) => absentWherePresent(ground, kind),
    },
    {
      promise: 'oneSucceeds',
      title: `one at a revision that this ${noun} never had does not`,
      run: (ground) => foreignRevision(ground, kind),
    },
    {
      promise: 'oneSucceeds',
      title: `nothing acknowledged is lost when all writers of a ${noun} load, decide and try again`,
      run: (ground) => nothingLost(ground, kind),
    },
  ];
}

async function racesAtAbsent<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const { writers } = ground.sizes;
  for (const [round, handles] of (await rounds(ground)).entries()) {
    const id = kind.idOf(`${kind.noun}-of-round-${round}`);
    const attempts = await race(kind, handles, { id, expected: 'absent', state: null, writers, round }, twins(writers));
    judge(ground, attempts, `at "absent" on the ${kind.noun} ${shown(id)}`, handles);
  }
}

async function racesAtRevision<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const { writers } = ground.sizes;
  for (const [round, handles] of (await rounds(ground)).entries()) {
    const id = kind.idOf(`${kind.noun}-of-round-${round}`);
    const founding = kind.founding(id);
    const expected = await founded(ground.first, kind, id);
    const start = { id, expected, state: founding.next, writers, round };
    const attempts = await race(kind, handles, start, twins(writers));
    const where = `at revision ${shown(expected)} of the ${kind.noun} ${shown(id)}`;
    judge(ground, attempts, where, handles);
  }
}

/** From which handles the commits of each round come: from several, and from one alone. */
async function rounds(ground: Ground): Promise<readonly (readonly Handle[])[]> {
  const several = await ground.handles(ground.sizes.handles);
  const count = Math.max(2, ground.sizes.rounds);
  return Array.from({ length: count }, (_, round) => (round % 2 === 0 ? several : several.slice(0, 1)));
}

/** Every commit is sent twice at least: whoever takes an equal one for the same lets both of them succeed. */
function twins(writers: number): (writer: number) => number {
  return (writer) => (writer % Math.floor(writers / 2)) + 1;
}

function judge<State, Change>(
  ground: Ground,
  attempts: readonly Attempt<State, Change>[],
  where: string,
  handles: readonly Handle[],
): void {
  const acknowledged = attempts.filter(isAcknowledged).length;
  if (acknowledged === 1) return;
  const from = `they came from ${handles.length === 1 ? 'one handle' : 'several handles'}`;
  throw ground.nonconformity({
    due: `exactly 1 of ${ground.sizes.writers} simultaneous commits ${where} succeeds, whichever`,
    ...(acknowledged === 0
      ? { did: `none was acknowledged; ${from}${answersOf(attempts)}`, advice: SOMEBODY_IS_FIRST }
      : { did: `${acknowledged} were acknowledged; ${from}`, advice: COMPARE_AND_SET }),
  });
}

/** What the first of them were told, each answer once. */
function answersOf<State, Change>(attempts: readonly Attempt<State, Change>[]): string {
  const texts = attempts.flatMap(({ answer }) => (answer.kind === 'value' ? [] : [answer.text]));
  return [...new Set(texts)].slice(0, 3).map((text) => `; one ${text}`).join('');
}

async function staleRevision<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const document = await begun(ground.first, kind, id);
  const stale = document.stored();
  const refused = async (step: Step<State, Change>, what: string): Promise<void> => {
    // That it comes back is another check's matter.
    if (document.stored().revision === stale.revision) return;
    const answer = await store.tryCommit({ id, expected: stale.revision, ...step });
    if (answer.kind !== 'value') return;
    throw ground.nonconformity(accepted(`a revision that is no longer the current one${what}`, id));
  };
  const there = kind.swing(stale.state);
  await document.commit(there);
  await refused(kind.addition(stale.state, 2), '');
  await refused(there, ', and is the very commit that was made at it');
  await document.commit(kind.swing(there.next));
  await refused(kind.addition(stale.state, 3), ', although the state is again what it was then');
}

async function absentWherePresent<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  await founded(ground.first, kind, id);
  const answer = await store.tryCommit({ id, expected: 'absent', ...kind.founding(id, 'Another Name') });
  if (answer.kind === 'value') throw ground.nonconformity(accepted('"absent", although something is there', id));
}

async function foreignRevision<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const other = kind.idOf(`another-${kind.noun}`);
  let state = kind.founding(other).next;
  let revision = await founded(ground.first, kind, other);
  for (const number of [1, 2, 3]) {
    const step = kind.addition(state, number);
    revision = await store.commit({ id: other, expected: revision, ...step });
    state = step.next;
  }
  const nowhere = kind.idOf(`${kind.noun}-that-is-not-there`);
  const toNowhere = await store.tryCommit({ id: nowhere, expected: revision, ...kind.founding(nowhere) });
  if (toNowhere.kind === 'value') {
    throw ground.nonconformity(accepted('a revision where nothing is stored', nowhere));
  }
  const id = kind.idOf(`${kind.noun}-in-question`);
  // Revisions of two ids may look alike; only under the same id does equality mean anything.
  if ((await founded(ground.first, kind, id)) === revision) return;
  const answer = await store.tryCommit({ id, expected: revision, ...kind.addition(kind.founding(id).next, 1) });
  if (answer.kind === 'value') throw ground.nonconformity(accepted('a revision that only another id had', id));
}

function accepted(expectation: string, id: string): Finding {
  return {
    due: `a commit on ${shown(id)} that expects ${expectation} is refused`,
    did: 'it was acknowledged',
    advice: COMPARE_AND_SET,
  };
}

async function nothingLost<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const { writers } = ground.sizes;
  const handles = await ground.handles(ground.sizes.handles);
  const id = kind.idOf(`${kind.noun}-in-question`);
  await founded(ground.first, kind, id);
  const outcomes = await allDone(
    Array.from({ length: writers }, async (_, at) => {
      const handle = handles[at % handles.length] ?? ground.first;
      return (await addsOnce(handle, kind, id, { number: at + 1, attempts: 4 * writers })) ? [at + 1] : [];
    }),
  );
  const [fresh = ground.first] = (await ground.handles(ground.sizes.handles + 1)).slice(-1);
  const shows = new Set(kind.additionsIn((await kind.storeOf(fresh).present(id)).state));
  const lost = outcomes.flat().filter((number) => !shows.has(number));
  if (lost.length === 0) return;
  const numbers = lost.map((number) => `number ${number}`).join(', ');
  throw ground.nonconformity({
    due: `the ${kind.noun} shows what each acknowledged commit has added`,
    did: `of ${counted(outcomes.flat().length, 'acknowledged addition')} it lacks ${numbers}`,
    advice: COMPARE_AND_SET,
  });
}

async function addsOnce<Id extends string, State, Change extends AnyChange>(
  handle: Handle,
  kind: Kind<Id, State, Change>,
  id: Id,
  { number, attempts }: { readonly number: number; readonly attempts: number },
): Promise<boolean> {
  const store = kind.storeOf(handle);
  for (let left = attempts; left > 0; left -= 1) {
    const { state, revision } = await store.present(id);
    // Sent without an answer, and it took effect: nobody has acknowledged it.
    if (kind.additionsIn(state).includes(number)) return false;
    const answer = await store.tryCommit({ id, expected: revision, ...kind.addition(state, number) });
    if (answer.kind === 'value') return true;
  }
  return false;
}
